# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin finds on this computer: versions, packages, rights, proxy. No secrets, no network unless asked."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
import uuid
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Callable, List, Sequence, Tuple

from qgis.core import Qgis, QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QT_VERSION_STR, QLocale

from ruhr_smartcity_plugin.adapters.translator import user_language
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.redaction import shareable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

_OLDEST_QGIS = 34000
_OLDEST_SHAPELY = 2


class CheckState(Enum):
    """How serious it is; the value is stable and goes into the report."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "problem"


@dataclass(frozen=True)
class CheckItem:
    """One line of the check: what was looked at, how it is, and one sentence or value for the user."""

    name: str
    state: CheckState
    text: str


def collect_checks(cache_dir: Path | None = None) -> List[CheckItem]:
    """Look at this computer; contacts nobody. Takes up to a second, so windows call it in a task.

    Parameters
    ----------
    cache_dir : the cache folder whose write rights are tried; it is not created.
    """
    checks: List[Callable[[], CheckItem]] = [
        _check_plugin, _check_qgis, _check_qt, _check_python, _check_gdal, _check_proj, _check_shapely, _check_numpy,
        _check_requests, _check_psycopg2, _check_sqlite,
        lambda: _check_folder(tr("QGIS profile"), Path(QgsApplication.qgisSettingsDirPath())),
        lambda: _check_folder(tr("Temporary folder"), Path(tempfile.gettempdir())),
        _check_proxy, _check_language,
    ]
    if cache_dir is not None:
        checks.insert(11, lambda: _check_folder(tr("Cache folder"), cache_dir))
    return [check() for check in checks]


def check_services(client: HttpClient | None, services: Sequence[Tuple[str, str]],
                   progress: Progress = SILENT) -> List[CheckItem]:
    """Ask each service (name, address) once and say how it went. Only when the user wants it, in a task.

    `client` None means QGIS's network with short time limits. Raises `CancelledError`.
    """
    from ruhr_smartcity_plugin.adapters.network.reachability import check_service

    items = []
    for number, (name, url) in enumerate(services):
        stop_if_cancelled(progress)
        progress.report(number / len(services), tr("Asking {service}").format(service=name))
        found = check_service(url, service=name, client=client, progress=progress)
        items.append(CheckItem(name, CheckState.GOOD if found.reachable else CheckState.BAD, found.sentence))
    return items


def report_text(items: Sequence[CheckItem]) -> str:
    """Return the checks as plain text for an e-mail, without secrets and without the user's name in paths."""
    lines = [f"[{item.state.value}] {item.name}: {item.text}" for item in items]
    return shareable("\n".join([tr("System check of Ruhr Smart City"), *lines]))


def _check_plugin() -> CheckItem:
    return CheckItem(tr("Plugin"), CheckState.GOOD, plugin_version())


def _check_qgis() -> CheckItem:
    if Qgis.versionInt() < _OLDEST_QGIS:
        text = tr("{version}: the plugin needs QGIS 3.40 or newer.").format(version=Qgis.version())
        return CheckItem("QGIS", CheckState.BAD, text)
    return CheckItem("QGIS", CheckState.GOOD, Qgis.version())


def _check_qt() -> CheckItem:
    return CheckItem("Qt", CheckState.GOOD, QT_VERSION_STR)


def _check_python() -> CheckItem:
    return CheckItem("Python", CheckState.GOOD, f"{platform.python_version()}, {platform.system()}")


def _check_gdal() -> CheckItem:
    from osgeo import gdal

    version = gdal.VersionInfo("RELEASE_NAME")
    needed = ("GPKG", "GML", "GTiff")
    missing = [name for name in needed if gdal.GetDriverByName(name) is None]
    if missing:
        text = tr("{version}: the drivers {drivers} are missing. Install QGIS again with all of GDAL.")
        return CheckItem("GDAL", CheckState.BAD, text.format(version=version, drivers=", ".join(missing)))
    return CheckItem("GDAL", CheckState.GOOD, version)


def _check_proj() -> CheckItem:
    from osgeo import osr

    parts = (osr.GetPROJVersionMajor(), osr.GetPROJVersionMinor(), osr.GetPROJVersionMicro())
    return CheckItem("PROJ", CheckState.GOOD, ".".join(str(part) for part in parts))


def _check_shapely() -> CheckItem:
    try:
        import shapely
    except Exception as error:  # noqa: BLE001 (a broken build can raise anything; the check must say so)
        reason = tr("Not usable ({reason}).").format(reason=type(error).__name__)
        return CheckItem("shapely", CheckState.BAD, f"{reason} {shapely_advice(sys.platform)}")
    if int(shapely.__version__.split(".")[0]) < _OLDEST_SHAPELY:
        old = tr("Version {version} is too old.").format(version=shapely.__version__)
        return CheckItem("shapely", CheckState.BAD, f"{old} {shapely_advice(sys.platform)}")
    return CheckItem("shapely", CheckState.GOOD, shapely.__version__)


def shapely_advice(system: str) -> str:
    """Return how to install shapely on a platform as `sys.platform` names it."""
    if system == "win32":
        return tr("The analyses need shapely 2 or newer: run the QGIS installer again and choose the package "
                  "“python3-shapely” (it is part of “qgis-full”).")
    if system == "darwin":
        return tr("The analyses need shapely 2 or newer: install the current QGIS from qgis.org, which carries it.")
    return tr("The analyses need shapely 2 or newer: install the package “python3-shapely” of your distribution, or, "
              "where that is older (Debian 12), “python3 -m pip install --user --break-system-packages "
              "\"shapely>=2,<2.1\"”.")


def _check_numpy() -> CheckItem:
    try:
        import numpy
    except Exception as error:  # noqa: BLE001 (as for shapely)
        text = tr("Not usable ({reason}). Install QGIS again with all of its packages.")
        return CheckItem("numpy", CheckState.BAD, text.format(reason=type(error).__name__))
    return CheckItem("numpy", CheckState.GOOD, numpy.__version__)


def _check_requests() -> CheckItem:
    try:
        import requests
    except Exception as error:  # noqa: BLE001 (as for shapely)
        text = tr("Not usable ({reason}). Install QGIS again with all of its packages.")
        return CheckItem("requests", CheckState.BAD, text.format(reason=type(error).__name__))
    return CheckItem("requests", CheckState.GOOD, requests.__version__)


def _check_psycopg2() -> CheckItem:
    try:
        import psycopg2
    except Exception as error:  # noqa: BLE001 (as for shapely)
        text = tr("Not usable ({reason}). Registers of a team in PostgreSQL cannot be opened; everything else works. "
                  "Ask your administrator to install the Python package “psycopg2”.")
        return CheckItem("psycopg2", CheckState.NOTE, text.format(reason=type(error).__name__))
    return CheckItem("psycopg2", CheckState.GOOD, psycopg2.__version__.split(" ")[0])


def _check_sqlite() -> CheckItem:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1)")
    except sqlite3.OperationalError as error:
        text = tr("{version}: {reason}. Project registers with a spatial index can be read but not saved. "
                  "Install QGIS again with all of its packages.")
        return CheckItem("SQLite", CheckState.NOTE, text.format(version=sqlite3.sqlite_version, reason=error))
    finally:
        connection.close()
    return CheckItem("SQLite", CheckState.GOOD, f"{sqlite3.sqlite_version}, rtree")


def _check_folder(name: str, folder: Path) -> CheckItem:
    existing = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    if existing is None:
        text = tr("{path} does not exist. Choose another folder in the options.")
        return CheckItem(name, CheckState.BAD, text.format(path=folder))
    probe = existing / f"ruhr-check-{uuid.uuid4().hex}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        text = tr("{path} cannot be written ({reason}). Ask your administrator for the right or choose another folder.")
        return CheckItem(name, CheckState.BAD, text.format(path=folder, reason=error.strerror or type(error).__name__))
    return CheckItem(name, CheckState.GOOD, tr("{path} can be written.").format(path=folder))


def _check_proxy() -> CheckItem:
    settings = QgsSettings()
    if not settings.value("proxy/proxyEnabled", False, type=bool):
        return CheckItem(tr("Proxy"), CheckState.GOOD, tr("none set in QGIS"))
    kind = str(settings.value("proxy/proxyType", "") or "")
    host = str(settings.value("proxy/proxyHost", "") or "").rsplit("@", 1)[-1]
    port = str(settings.value("proxy/proxyPort", "") or "")
    where = f"{host}:{port}" if host and port else host
    if kind == "DefaultProxy":
        return CheckItem(tr("Proxy"), CheckState.GOOD, tr("that of the operating system"))
    if not where:
        return CheckItem(tr("Proxy"), CheckState.NOTE, tr("switched on in QGIS, but without a host"))
    return CheckItem(tr("Proxy"), CheckState.GOOD, f"{kind} {where}".strip())


def _check_language() -> CheckItem:
    return CheckItem(tr("Language"), CheckState.GOOD, f"{user_language()} ({QLocale().name()})")
