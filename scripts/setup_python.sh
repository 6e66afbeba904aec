#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the Python environments. Idempotent: an environment is rebuilt only when its list of packages changes.
# Usage: scripts/setup_python.sh ENV...   with ENV one of: qgis core servers pygeoapi pycsw
set -euo pipefail
cd "$(dirname "$0")/.."
system_python=/usr/bin/python3   # the only Python that can import Debian's qgis

make_env() { # folder, venv options, packages…
  local folder=$1 options=$2; shift 2
  local stamp="$folder/.packages"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$*" ]; then return; fi
  printf 'setup: Python environment %s\n' "$folder" >&2
  rm -rf "$folder"
  # shellcheck disable=SC2086
  "$system_python" -m venv $options "$folder"
  "$folder/bin/pip" install -q "$@"
  printf '%s' "$*" >"$stamp"
}

for env in "$@"; do
  case "$env" in
    # shapely below 2.1 leaves Debian's numpy alone, on which osgeo.gdal_array depends.
    qgis) make_env .venv --system-site-packages 'shapely>=2,<2.1' 'pytest==9.*' 'pytest-qgis==5.0.2' 'pytest-qt==4.*' 'trustme==1.2.1' 'rdflib==7.*' requests \
            'import-linter==2.*' 'ruff>=0.12' 'bandit==1.9.*' 'detect-secrets==1.5.*' 'flake8>=7.3' ;;
    core) make_env .venv-core '' 'numpy<2' 'shapely>=2,<2.1' requests 'rdflib==7.*' 'pytest==9.*' 'hypothesis==6.*' ;;
    servers) make_env .venv-servers '' 'django-ogc-sensorthings==1.2.0' 'uvicorn' ;;
    pygeoapi) make_env .venv-pygeoapi '' 'pygeoapi==0.21.0' 'geoalchemy2==0.20.*' 'psycopg2-binary==2.9.*' ;;
    # pycsw 2.6 was written before SQLAlchemy 2, and imports pkg_resources.
    pycsw) make_env .venv-pycsw '' 'pycsw==2.6.2' 'sqlalchemy<2' 'setuptools<81' ;;
    *) printf 'setup: unknown environment %s\n' "$env" >&2; exit 2 ;;
  esac
done
