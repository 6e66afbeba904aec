# SPDX-License-Identifier: GPL-2.0-or-later
"""The locator by QGIS's own machinery: prefix, clone in a thread, results that lead to the right entry."""

from __future__ import annotations

import doctest
import gc
import threading
from types import SimpleNamespace

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsLocator,
    QgsLocatorContext,
    QgsLocatorModel,
    QgsLocatorProxyModel,
    QgsLocatorResult,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.algorithms.provider import RuhrProvider
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.finding import FindResult
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.gui.catalogue import locator_hits
from ruhr_smartcity_plugin.gui.catalogue.locator import ADD_TO_MAP, DETAILS, KeptHits, RuhrLocatorFilter
from ruhr_smartcity_plugin.gui.catalogue.locator_hits import Hit
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
from tests.support.request_count import count_requests


def tree_register(number: int = 0, **more) -> Dataset:
    one = Distribution("r", "Bäume", f"https://x.example/{number}", (ServiceKind.WFS,))
    values = {"key": f"b{number}", "title": f"Baumkataster {number}", "portal": "P", "portal_root": "https://p.example",
              "publisher": "Stadt Bochum", "municipalities": frozenset({"05911000"}), "distributions": (one,)}
    return Dataset(**{**values, **more})


def project(uuid: str, title: str) -> ProjectEntry:
    visibility = next(iter(Visibility))
    return ProjectEntry(uuid, 1, "C", title, "", "Bäume zählen", "ENU", "", "", visibility, "", False, "Stadt Herne",
                        ("05916000",), None, None, "")


RESULT_ROLE = Qt.ItemDataRole.UserRole + 1  # QgsLocatorModel's ResultDataRole


class RoomDouble(QWidget):
    """A room that remembers what it was told; the real ones have the same methods (held by tests of their own)."""

    def __init__(self) -> None:
        super().__init__()
        self.shown, self.added = [], []

    def show_dataset(self, dataset) -> None:
        self.shown.append(dataset)

    def add(self, dataset, distribution) -> None:
        self.added.append((dataset, distribution))

    def select_project(self, uuid) -> bool:
        self.shown.append(uuid)
        return True


@pytest.fixture
def room(qtbot):
    made = RoomDouble()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def locator(workbench, room):
    workbench.opened = []
    workbench.open_room = lambda name: workbench.opened.append(name) or room
    made = QgsLocator()
    made.own = RuhrLocatorFilter(workbench)
    made.registerFilter(made.own)
    yield made
    made.cancel()
    made.deregisterFilter(made.own)


def ask(qtbot, locator, text: str) -> list:
    """Type a text; return what was found once all filters have ended, as the locator bar shows it."""
    model, shown = QgsLocatorModel(), QgsLocatorProxyModel()  # they keep results as C++ values
    shown.setSourceModel(model)
    shown.sort(0)
    locator.foundResult.connect(model.addResult)
    with qtbot.waitSignal(locator.finished, timeout=10_000):
        locator.fetchResults(text, QgsLocatorContext())
    qtbot.wait(50)
    locator.foundResult.disconnect(model.addResult)
    gc.collect()
    found = [shown.index(row, 0).data(RESULT_ROLE) for row in range(shown.rowCount())]
    return [one for one in found if isinstance(one, QgsLocatorResult)]


def titles(found: list) -> list:
    return [one.displayString for one in found]


def test_without_an_index_the_geo_services_are_found_and_nobody_is_contacted(qtbot, locator):
    with count_requests() as asked:
        found = ask(qtbot, locator, "ruhr stadtplanwerk")
    assert "Stadtplanwerk Ruhr 2.0" in titles(found)
    assert {one.group for one in found} <= {"Best match", "Data sets"}
    assert asked == []


def test_the_index_is_searched_and_a_town_narrows(qtbot, locator, workbench):
    herne = frozenset({"05916000"})
    other = tree_register(2, title="Baumkataster Herne", publisher="Stadt Herne", municipalities=herne)
    # The town stands in neither title nor publisher: only the evidence of the index knows it.
    hidden = tree_register(3, title="Baumbestand", publisher="Tiefbauamt")
    workbench.shared["finder"] = MemoryFinder((tree_register(1), other, hidden))
    assert titles(ask(qtbot, locator, "ruhr baum bochum")) == ["Baumkataster 1", "Baumbestand"]
    assert set(titles(ask(qtbot, locator, "ruhr baum"))) >= {"Baumkataster 1", "Baumkataster Herne", "Baumbestand"}


def test_the_best_match_stands_first_although_qgis_sorts_by_name(qtbot, locator, workbench):
    others = [tree_register(number, title=f"Alter Plan {number:02d}", notes="Zierbeete") for number in range(2, 20)]
    best = tree_register(1, title="Zierbeete")
    workbench.shared["finder"] = MemoryFinder((*others, best))
    found = ask(qtbot, locator, "ruhr zierbeete")
    assert titles(found) == ["Zierbeete", *(one.title for one in others)]
    assert [one.group for one in found] == ["Best match"] + ["Data sets"] * 18


def test_a_geo_service_is_found_by_its_name_however_many_data_sets_the_index_has(qtbot, locator, workbench):
    tiles = tuple(tree_register(number, title=f"Luftbild Kachel {number}") for number in range(40))
    services = workbench.shared["sources"].services()
    named = [one.title for one in services if "luftbild" in one.title.casefold()]
    assert named
    workbench.shared["finder"] = MemoryFinder(tiles)
    found = titles(ask(qtbot, locator, "ruhr luftbild"))
    assert set(named) <= set(found)
    assert found[0] in named
    assert len(found) == 25
    assert any(title.startswith("Luftbild Kachel") for title in found)


def test_projects_of_the_open_register_and_analyses_are_found(qtbot, locator, workbench):
    workbench.shared["register"] = SimpleNamespace(entries=(project("u1", "Digitale Bäume"), project("u2", "Busse")))
    provider = RuhrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        found = ask(qtbot, locator, "ruhr digitale baeume herne")
        assert [(one.displayString, one.group, one.description) for one in found] == [
            ("Digitale Bäume", "Projects", "Herne")
        ]
        algorithm = provider.algorithms()[0]
        found = ask(qtbot, locator, f"ruhr {algorithm.displayName()}")
        assert algorithm.displayName() in [one.displayString for one in found if one.group == "Analyses"]
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)


def test_a_result_opens_the_room_and_selects_the_entry_also_after_a_clean_up(qtbot, locator, workbench, room):
    dataset = tree_register(1)
    workbench.shared["finder"] = MemoryFinder((dataset,))
    result, *_ = ask(qtbot, locator, "ruhr baumkataster")
    gc.collect()
    result.filter.triggerResult(result)
    assert workbench.opened == ["catalogue"]
    assert room.shown == [dataset]
    assert room.added == []


def test_the_menu_of_a_result_adds_to_the_map_or_shows_the_details(qtbot, locator, workbench, room):
    dataset = tree_register(1)
    workbench.shared["finder"] = MemoryFinder((dataset, tree_register(2, distributions=())))
    found = ask(qtbot, locator, "ruhr baumkataster")
    first, second = (next(one for one in found if one.displayString == f"Baumkataster {number}") for number in (1, 2))
    assert [(one.id, one.text) for one in first.actions] == [(ADD_TO_MAP, "Add to map"), (DETAILS, "Details")]
    assert [one.id for one in second.actions] == [DETAILS]
    locator.own.triggerResultFromAction(first, DETAILS)
    assert room.added == []
    locator.own.triggerResultFromAction(first, ADD_TO_MAP)
    assert room.added == [(dataset, dataset.distributions[0])]


def test_a_project_opens_its_room(qtbot, locator, workbench, room):
    workbench.shared["register"] = SimpleNamespace(entries=(project("u1", "Digitale Bäume"),))
    (result,) = ask(qtbot, locator, "ruhr digitale baeume")
    locator.own.triggerResult(result)
    assert (workbench.opened, room.shown) == (["projects"], ["u1"])


def test_the_real_data_room_shows_what_was_found(qtbot, locator, workbench):
    dataset = tree_register(1)
    workbench.shared["finder"] = MemoryFinder((dataset,))
    result, *_ = ask(qtbot, locator, "ruhr baumkataster")
    real = CatalogueRoom(workbench)
    qtbot.addWidget(real)
    workbench.open_room = lambda _name: real
    locator.own.triggerResult(result)
    assert real.detail.page.toPlainText().startswith("Baumkataster 1")
    assert callable(ProjectsRoom.select_project)
    real.close_room()


def test_what_was_found_stays_when_the_hits_of_the_last_session_come(qtbot, locator, workbench):
    found = tree_register(1)
    workbench.shared["finder"] = MemoryFinder((found, tree_register(2)))
    workbench.settings.catalogue_words.setValue("baum")
    result, *_ = ask(qtbot, locator, "ruhr baumkataster 1")
    real = CatalogueRoom(workbench)
    qtbot.addWidget(real)

    def open_room(_name: str) -> CatalogueRoom:
        real.show()  # the dock was closed until now: the room searches for the words of the last time
        return real

    workbench.open_room = open_room
    locator.own.triggerResult(result)
    assert real.course.is_running
    qtbot.waitUntil(lambda: not real.course.is_running and real.model.rowCount() > 0, timeout=5_000)
    assert real.detail.page.toPlainText().startswith("Baumkataster 1")
    assert real.detail.isVisible()
    real.close_room()


def test_what_the_locator_adds_was_used_last(qtbot, locator, workbench):
    dataset, asked = tree_register(1), []
    workbench.shared["finder"] = MemoryFinder((dataset,))
    result, *_ = ask(qtbot, locator, "ruhr baumkataster")
    real = CatalogueRoom(workbench)
    qtbot.addWidget(real)
    real.adding.add = lambda *what: asked.append(what)
    workbench.open_room = lambda _name: real
    locator.own.triggerResultFromAction(result, ADD_TO_MAP)
    assert asked == [(dataset, dataset.distributions[0])]
    assert [one.title for one in workbench.shared["shelf"].recent] == ["Baumkataster 1"]
    real.close_room()


def test_fetching_runs_off_the_main_thread_on_a_clone(qtbot, locator, workbench):
    threads = []

    class Watching(MemoryFinder):
        def find(self, query, **more):
            threads.append(threading.current_thread() is threading.main_thread())
            return super().find(query, **more)

    workbench.shared["finder"] = Watching((tree_register(1),))
    ask(qtbot, locator, "ruhr baumkataster")
    assert threads
    assert not any(threads)
    clone = locator.own.clone()
    assert isinstance(clone, RuhrLocatorFilter)
    assert (clone.name(), clone.prefix()) == (locator.own.name(), "ruhr")
    assert clone._kept is locator.own._kept


def test_there_are_at_most_fifty_hits(qtbot, locator, workbench):
    workbench.shared["finder"] = MemoryFinder(tuple(tree_register(n) for n in range(300)))
    workbench.shared["register"] = SimpleNamespace(entries=tuple(project(f"u{n}", f"Baum {n}") for n in range(300)))
    assert 0 < len(ask(qtbot, locator, "ruhr baum")) <= 50


def test_without_the_prefix_it_keeps_silent(qtbot, locator, workbench):
    workbench.shared["finder"] = MemoryFinder((tree_register(1),))
    assert not locator.own.useWithoutPrefix()
    assert ask(qtbot, locator, "baumkataster") == []
    assert ask(qtbot, locator, "ruhr b") == []


def test_a_cancelled_search_ends(workbench):
    calls = []

    class Endless(MemoryFinder):
        def find(self, query, **more):
            calls.append(query)
            feedback.cancel()
            return FindResult(tuple(tree_register(n) for n in range(25)), 25)

    workbench.shared["finder"] = Endless(())
    one, feedback, found = RuhrLocatorFilter(workbench), QgsFeedback(), []
    one.resultFetched.connect(found.append)
    one.prepare("baum", QgsLocatorContext())
    one.fetchResults("baum", QgsLocatorContext(), feedback)
    assert len(calls) == 1
    assert found == []


def test_an_error_while_fetching_is_logged_and_not_raised(qtbot, locator, workbench):
    class Broken(MemoryFinder):
        def find(self, query, **more):
            raise OSError("disk")

    workbench.shared["finder"] = Broken(())
    said = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lambda text, *_: said.append(text))
    assert ask(qtbot, locator, "ruhr baum") == []
    assert any("OSError: disk" in text for text in said)


def test_an_error_while_opening_is_said(qtbot, locator, workbench, room):
    workbench.shared["finder"] = MemoryFinder((tree_register(1),))
    result, *_ = ask(qtbot, locator, "ruhr baumkataster")

    def fails(_name):
        raise OSError("x")

    workbench.open_room = fails
    locator.own.triggerResult(result)
    assert workbench.messages.problems()


def test_foreign_titles_are_one_line():
    one = KeptHits()
    key = one.keep(Hit("catalogue", "a", "", 0.1, None))
    assert one.get(key).title == "a"
    assert one.get("nichts") is None
    for number in range(600):
        one.keep(Hit("catalogue", str(number), "", 0.1, None))
    assert one.get(key) is None


def test_examples_in_the_docstrings_hold():
    assert doctest.testmod(locator_hits).failed == 0
