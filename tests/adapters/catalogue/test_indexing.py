# SPDX-License-Identifier: GPL-2.0-or-later
"""The refresh of the index as a job: one at a time, with progress and cancel, over QGIS's network."""

from __future__ import annotations

import threading

import pytest

from ruhr_smartcity_plugin.adapters.catalogue.indexing import (
    INDEX_FILE,
    SYNONYMS_FILE,
    Indexing,
    open_index,
    portal_opener,
)
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import CancelledError
from tests.support.ckan import CkanServer, package
from tests.support.page_portal import PagePortal

SOURCE = CatalogueSource("a", "Portal A", "https://portal.example.org")


@pytest.fixture
def board(qgis_app):
    made = TaskBoard()
    yield made
    made.cancel_all()


@pytest.fixture
def index(tmp_path):
    made = open_index(tmp_path / "catalogue")
    yield made
    made.close()


@pytest.fixture
def portal():
    return PagePortal(*(Dataset(f"k{number}", f"Baum {number}", "A") for number in range(40)))


@pytest.fixture
def indexing(board, index, portal, qtbot):
    made = Indexing(board, index, lambda: lambda _source: portal)
    yield made
    made.cancel()
    qtbot.waitUntil(lambda: not made.is_running, timeout=10_000)


def test_a_refresh_reports_progress_and_the_index_is_there(indexing, index, qtbot):
    told, changes = [], []
    indexing.progressed.connect(lambda fraction, text: told.append((fraction, text)))
    indexing.changed.connect(lambda: changes.append(indexing.is_running))
    with qtbot.waitSignal(indexing.finished, timeout=10_000) as finished:
        assert indexing.start([SOURCE])
    report = finished.args[0]
    assert report.problems == ()
    assert index.find(FindQuery("baum")).total == 40
    qtbot.waitUntil(lambda: changes == [True, False], timeout=5000)
    assert any("Portal A: 40 of 40" in text for _fraction, text in told)
    assert all(0 <= fraction <= 1 for fraction, _text in told)
    assert (indexing.is_running, indexing.text, indexing.fraction) == (False, "", 0.0)


def test_there_is_one_refresh_at_a_time_and_cancel_keeps_what_came(indexing, index, portal, qtbot):
    met, go_on = threading.Event(), threading.Event()

    def before_page(start):
        if start == 20:
            met.set()
            go_on.wait(10)

    portal.before_page = before_page
    assert indexing.start([SOURCE])
    assert met.wait(10)
    assert not indexing.start([SOURCE])
    with qtbot.waitSignal(indexing.failed, timeout=10_000) as failed:
        indexing.cancel()
        go_on.set()
    assert isinstance(failed.args[0], CancelledError)
    portal.before_page = lambda _start: None
    with qtbot.waitSignal(indexing.finished, timeout=10_000):
        assert indexing.start([SOURCE])
    assert index.count(FindQuery()) == 40


def test_what_is_no_longer_wanted_goes(indexing, index, qtbot):
    with qtbot.waitSignal(indexing.finished, timeout=10_000):
        indexing.start([SOURCE])
    with qtbot.waitSignal(indexing.finished, timeout=10_000):
        assert indexing.keep_only([])
    assert (index.count(FindQuery()), index.states()) == (0, ())


def test_portals_are_prepared_on_the_main_thread_only(board, index, portal, qtbot):
    """What makes the openers reads the settings of QGIS."""
    asked = []

    def new_opener():
        asked.append(threading.current_thread() is threading.main_thread())
        return lambda _source: portal

    indexing = Indexing(board, index, new_opener)
    for start in (lambda: indexing.start([SOURCE]), lambda: indexing.keep_only([])):
        with qtbot.waitSignal(indexing.finished, timeout=10_000):
            assert start()
    assert asked
    assert all(asked)


@pytest.fixture
def settings(qgis_app):
    made = Settings()
    yield made
    made.unregister()


def test_a_real_portal_is_indexed_over_qgis_network(board, index, settings, qtbot):
    packages = [package(f"p{number}", f"Baumkataster {number}") for number in range(250)]
    with CkanServer(packages) as server:
        indexing = Indexing(board, index, lambda: portal_opener(settings))
        source = CatalogueSource("ckan", "Test", server.url, PortalKind.CKAN)
        with qtbot.waitSignal(indexing.finished, timeout=30_000) as finished:
            indexing.start([source])
        assert finished.args[0].problems == ()
        assert not server.unexpected
        server.faults[0] = (200, {"Content-Type": "text/html"}, b"<html>Log in</html>")
        with qtbot.waitSignal(indexing.finished, timeout=30_000) as finished:
            indexing.start([source], complete=True)
    assert len(finished.args[0].problems) == 1
    assert index.count(FindQuery("kataster")) == 250
    assert not index.states()[0].is_complete
    qtbot.waitUntil(lambda: not indexing.is_running, timeout=5000)


def test_opening_an_index_makes_no_file(tmp_path):
    index = open_index(tmp_path / "catalogue")
    assert index.find(FindQuery("baum")).hits == ()
    assert not (tmp_path / "catalogue").exists()


def test_synonyms_that_cannot_be_used_are_said_and_the_shipped_ones_are_there(tmp_path):
    (tmp_path / SYNONYMS_FILE).write_text("{", encoding="utf-8")
    said = []
    index = open_index(tmp_path, said.append)
    assert len(said) == 1
    assert SYNONYMS_FILE in said[0]
    assert index.synonyms.match(["kita"])[1]
    assert index.file.path.name == INDEX_FILE
