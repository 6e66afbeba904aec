# SPDX-License-Identifier: GPL-2.0-or-later
"""The history as people read it: one entry per save, names instead of keys, versions side by side and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.core.projects.record import Organisation, Site, SiteShape
from ruhr_smartcity_plugin.gui.projects import history_tab
from ruhr_smartcity_plugin.gui.projects.history_subject import ProjectSubject
from ruhr_smartcity_plugin.gui.projects.history_tab import HistoryTab
from ruhr_smartcity_plugin.gui.projects.history_values import value_text
from tests.adapters.projects.bundles import LINE, simple, with_title


@pytest.fixture
def store(tmp_path):
    return create_store(tmp_path / "register.gpkg")


@pytest.fixture
def tab(qgis_app, qtbot, store):
    """The history of a project of three versions: title and status, then its lead and places."""
    first = store.save(simple(), 0, "Anna")
    second = store.save(replace(with_title(first, "=Neu"), project=replace(
        first.project, title="=Neu", status="VERZ", as_of=date(2026, 11, 3))), 1, "Bert", "so war es")
    lead = Organisation("Stadt Bochum")
    moved = replace(first.sites[0], coordinates=(376100.0, 5705000.0))
    third = store.save(replace(
        second, project=replace(second.project, lead_uuid=lead.uuid), organisations=(lead,),
        sites=(moved, Site(shape=SiteShape.LINE, coordinates=LINE, label="Trasse"))), 2, "Anna")
    made = HistoryTab()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show_history(third, store.history(first.project.uuid), store.list_organisations(), can_restore=True)
    made.show()
    return made


def tops(tab):
    return [tab.tree.topLevelItem(row) for row in range(tab.tree.topLevelItemCount())]


def choose(tab, *versions):
    tab.tree.clearSelection()
    for one in tops(tab):
        one.setSelected(one.data(0, Qt.ItemDataRole.UserRole) in versions)


def compared(tab):
    table = tab.comparison.table
    return [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]


def test_each_save_is_one_entry_and_the_creation_is_folded(tab):
    assert [(one.text(0), one.text(2), one.text(3)) for one in tops(tab)][1:] == [
        ("2", "Bert", "3 changes"), ("1", "Anna", "Project created")]
    assert [one.isExpanded() for one in tops(tab)][1:] == [True, False]
    second = tops(tab)[1]
    rows = {second.child(row).text(3): (second.child(row).text(4), second.child(row).text(5)) for row in range(3)}
    assert rows["Title"] == ("Kühle Orte", "=Neu")
    assert rows["Status"][1] == "Delayed"
    assert second.text(6) == "so war es"
    assert tab.state.text() == "Saved 3 times"


def test_two_versions_stand_side_by_side_with_names_and_texts(tab, qtbot):
    choose(tab, 1, 3)
    qtbot.mouseClick(tab.compare_button, Qt.MouseButton.LeftButton)
    rows = {one[0]: one[1:] for one in compared(tab)}
    assert rows["Lead"] == ["–", "Stadt Bochum"]
    assert rows["Places · Rathaus · Position"] == ["376000.0  5705000.0", "376100.0  5705000.0"]
    assert rows["Places · Trasse · Position"] == ["–", "2 corner points"]
    heads = [tab.comparison.table.horizontalHeaderItem(one).text() for one in (1, 2)]
    assert [one.split("\n")[0] for one in heads] == ["Version 1", "Version 3"]
    # One alone is compared with the present one; the present one alone with nothing.
    choose(tab, 2)
    tab.compare()
    assert "Title" not in {one[0] for one in compared(tab)}
    choose(tab, 3)
    assert not tab.compare_button.isEnabled()
    assert not tab.restore_button.isEnabled()


def test_a_position_of_the_comparison_is_asked_for_on_the_map(tab, qtbot):
    choose(tab, 1, 3)
    tab.compare()
    table = tab.comparison.table
    place = next(row for row, one in enumerate(compared(tab)) if one[0] == "Places · Rathaus · Position")
    with qtbot.waitSignal(tab.place_requested) as asked:
        table.itemActivated.emit(table.item(place, 1))
    assert asked.args == ["site_point", "[376100.0,5705000.0]"]


def test_an_earlier_version_is_handed_over_for_restoring(tab, qtbot):
    choose(tab, 1)
    with qtbot.waitSignal(tab.restore_requested) as asked:
        qtbot.mouseClick(tab.restore_button, Qt.MouseButton.LeftButton)
    assert (asked.args[0], asked.args[1].project.title, asked.args[2]) == (1, "Kühle Orte", "")
    assert len(asked.args[1].sites) == 1
    # What the history does not tell is said before anything is restored.
    late = [one for one in tab._changes if one.version_after != 2]
    tab.show_subject(ProjectSubject(tab._subject._present, late, ()), tuple(late), can_restore=True)
    choose(tab, 1)
    with qtbot.waitSignal(tab.restore_requested) as asked:
        tab.restore_button.click()
    assert asked.args[2] == "Not certain, for the history has no entry of it: version 2."


def test_the_list_is_narrowed_to_a_field_and_a_person(tab):
    tab.person_filter.setCurrentIndex(tab.person_filter.findData("Bert"))
    tab.person_filter.activated.emit(tab.person_filter.currentIndex())
    assert [one.text(0) for one in tops(tab)] == ["2"]
    tab.person_filter.setCurrentIndex(0)
    tab.field_filter.setCurrentIndex(tab.field_filter.findData("Title"))
    tab.field_filter.activated.emit(tab.field_filter.currentIndex())
    assert [(one.text(0), one.childCount()) for one in tops(tab)] == [("2", 1), ("1", 1)]


def test_what_leaves_is_marked_internal_and_no_cell_becomes_a_formula(tab, tmp_path, monkeypatch):
    tab.copy()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("INTERN – ")
    assert "Title\tKühle Orte\t=Neu" in text
    asked = []
    monkeypatch.setattr(history_tab, "ask_where_to_save",
                        lambda *args: asked.append(args[2]) or tmp_path / "verlauf.csv")
    tab._export()
    assert "_INTERN" in asked[0]
    table = (tmp_path / "verlauf.csv").read_text("utf-8-sig")
    assert "INTERN" in table.splitlines()[0]
    assert ";'=Neu;" in table


def test_a_history_that_begins_late_says_so(tab, store):
    uuid = store.list_projects()[0].uuid
    late = [one for one in store.history(uuid) if one.version_after > 2]
    tab.show_history(store.get(uuid), tuple(late))
    assert tab.state.text().endswith("What was before version 2 is not in the history.")


@pytest.mark.parametrize(("table", "field", "value", "text"), [
    ("project", "title", None, "–"), ("project_municipality", "ags", "05913000", "Dortmund"),
    ("site_point", "ags", "99999999", "99999999"), ("contact", "consent", "1", "yes"),
    ("site_point", "geom", "[365300.0, 5713000.2]", "365300.0  5713000.2"),
    ("site_line", "geom", "[[[1, 2], [3, 4], [5, 6]]]", "3 corner points"), ("site_point", "geom", "broken", "broken"),
    ("site_point", "visibility", "OEF", "Public"), ("project_technology", "technology", "APP DZ", "App, Digital twin"),
])
def test_values_are_read_by_people(qgis_app, table, field, value, text):
    assert value_text(table, field, value) == text
