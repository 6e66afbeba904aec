# SPDX-License-Identifier: GPL-2.0-or-later
"""A home of its own for every test session, made before QGIS starts.

QGIS settings, caches and the authentication database lie below HOME and leak from one run into the next otherwise.
pytest-qgis starts QGIS before any conftest is read, so `pyproject.toml` switches its automatic loading off and
this file loads it after the environment is set. A Python without QGIS (make test-core) runs the core tests
with the same file.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Iterator, List

import pytest

SESSION_HOME = Path(tempfile.mkdtemp(prefix="ruhr-tests-"))


def _set_environment() -> None:
    folders = {
        "HOME": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for name, folder in folders.items():
        path = SESSION_HOME / folder
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(path)
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_set_environment()
pytest_plugins = []

HAS_QGIS = importlib.util.find_spec("qgis") is not None
if HAS_QGIS:
    from pytest_qgis import plugin as pytest_qgis_plugin
    from qgis.core import QgsApplication

    # Without the prefix path the WFS, WMS and PostgreSQL providers are missing.
    QgsApplication.setPrefixPath("/usr", True)
    load_settings_below_root = pytest_qgis_plugin._load_qgis_settings

    def _load_settings_below_home(config: object) -> None:
        """pytest-qgis keeps settings in the checkout, where they outlive the session; put them into its home."""
        load_settings_below_root(SimpleNamespace(rootpath=SESSION_HOME))

    pytest_qgis_plugin._load_qgis_settings = _load_settings_below_home
    pytest_plugins = ["pytest_qgis.plugin"]


@pytest.fixture
def short_timeout(qgis_app: object) -> Iterator[None]:
    """Let QGIS's own requests give up after 1.5 s."""
    from qgis.core import QgsNetworkAccessManager

    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(1500)
    yield
    QgsNetworkAccessManager.setTimeout(before)


@pytest.fixture(scope="session", autouse=True)
def _tasks_close_connections() -> None:
    if HAS_QGIS:
        from tests.support.idle_connections import close_after_tasks

        close_after_tasks()


@pytest.fixture(scope="session", autouse=True)
def _garbage_goes_before_qgis(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let Python's collector take what tests left in circles (projects, with their layers) while QGIS is there.

    `exitQgis` takes GDAL's drivers down; a layer of a file that is collected later calls a function that is gone.
    """
    if HAS_QGIS:
        request.getfixturevalue("qgis_app")
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _connections_end_with_the_test() -> Iterator[None]:
    yield
    if "tests.support.loopback" in sys.modules and HAS_QGIS:
        from tests.support.idle_connections import close_idle_connections

        close_idle_connections()


_exit_status: List[int] = []


def pytest_sessionfinish(exitstatus: int) -> None:
    _exit_status.append(int(exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """End the process once all is said and written.

    When Python ends by itself, it destroys QGIS's and Qt's objects in an order nobody guarantees, after `exitQgis` has
    done its work. Now and then that crashes, which would turn a green run red (QGIS itself never ends this way).
    """
    shutil.rmtree(SESSION_HOME, ignore_errors=True)
    if _exit_status and HAS_QGIS:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_exit_status[-1])
