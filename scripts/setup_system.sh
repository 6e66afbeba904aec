#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs QGIS and the servers the demo and the tests need. Idempotent: seconds when nothing is to do.
# Usage: scripts/setup_system.sh [demo|test]
set -euo pipefail
purpose="${1:-test}"

say() { printf 'setup: %s\n' "$*" >&2; }

[ -r /etc/os-release ] || { say "cannot tell which system this is (no /etc/os-release). Install QGIS 3.40 or newer, MapServer, Xvfb and Squid by hand, see README."; exit 1; }
# shellcheck disable=SC1091
. /etc/os-release

release=()
case "${ID:-}:${VERSION_ID:-}" in
  debian:12) release=(-t "${VERSION_CODENAME}-backports") ;;
  debian:1[3-9]|debian:[2-9][0-9]) ;;
  *)
    if command -v qgis >/dev/null && command -v qgis_process >/dev/null; then
      say "${PRETTY_NAME:-this system} is not set up automatically; using the QGIS found here."
      exit 0
    fi
    say "${PRETTY_NAME:-this system} is not supported by the automatic set-up. Install QGIS 3.40 or newer (with Python and the server modules wms, wfs, wfs3; for the tests also wmts and wcs), cgi-mapserver, squid, xvfb, imagemagick, pyqt5-dev-tools and lrelease, then run the command again."
    exit 1 ;;
esac

qgis_packages=(qgis python3-qgis qgis-providers qgis-server-wms qgis-server-wfs qgis-server-wfs3)
# Tiles and coverages are served in the tests only.
[ "$purpose" = test ] && qgis_packages+=(qgis-server-wmts qgis-server-wcs)
other_packages=(cgi-mapserver postgresql postgresql-postgis xvfb imagemagick fonts-open-sans fonts-dejavu-core openbox python3-venv python3-pip
                pyqt5-dev-tools qttools5-dev-tools make)
[ "$purpose" = test ] && other_packages+=(squid xdotool)

missing=()
for package in "${qgis_packages[@]}" "${other_packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
# An older QGIS from the release itself does not count.
if dpkg-query -W -f='${Version}' qgis 2>/dev/null | grep -qE '^(1:)?3\.([0-9]|[12][0-9]|3[0-9])\.'; then
  missing+=("${qgis_packages[@]}")
fi
if [ "${#missing[@]}" -eq 0 ]; then
  say "system packages are complete ($(dpkg-query -W -f='QGIS ${Version}' qgis))."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { say "needs root or sudo to install: ${missing[*]}"; exit 1; }
  as_root=(sudo)
fi

if [ "${#release[@]}" -gt 0 ] && ! apt-cache policy | grep -q "${release[1]}"; then
  # Same mirror and keyring as the configured release, only the suite differs.
  mirror=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
  [ -n "$mirror" ] || mirror=$(awk '/^deb / {for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) {print $i; exit}}' /etc/apt/sources.list)
  [ -n "$mirror" ] || { say "no Debian mirror found in the apt sources; add ${release[1]} by hand."; exit 1; }
  say "adding ${release[1]} to the apt sources"
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$mirror" "${release[1]}" |
    "${as_root[@]}" tee /etc/apt/sources.list.d/ruhr-backports.list >/dev/null
fi

# Packages must not start their services (nginx, squid) on a developer's machine.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 755 "$policy"
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi

say "installing ${#missing[@]} packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq || say "some package lists could not be refreshed; going on with the others"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${release[@]}" "${qgis_packages[@]}" >/dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${other_packages[@]}" >/dev/null
say "done: $(dpkg-query -W -f='QGIS ${Version}' qgis)"
