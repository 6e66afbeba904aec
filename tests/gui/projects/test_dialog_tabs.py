# SPDX-License-Identifier: GPL-2.0-or-later
"""Each tab of the project dialog edits its part of the model, and says at the field what the rules find."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import date

import pytest
from qgis.PyQt.QtCore import QDate, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QComboBox, QGroupBox, QLabel, QLineEdit, QPushButton, QToolButton, QTreeWidget, QWidget

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.details import Funding, FundingProgramme
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Project, ProjectInternal
from tests.adapters.projects.bundles import full, simple
from tests.gui.projects.keys import choose, click, enter


def see_all(dialog):
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)


def child(dialog, name, kind=QWidget):
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_every_field_of_the_model_has_a_widget(saved):
    see_all(saved)
    technical = {*TECHNICAL_FIELDS, "code", "project_uuid"}
    wanted = [column.name for record in (Project, ProjectInternal) for column in columns_of(record)]
    wanted += ["further_fields", "technologies"]
    owners = {"shape", "uuid", "indicator_uuid"}
    for table in CHILD_TABLES:
        if table.attribute not in ("sites", "municipalities"):
            wanted += [f"{table.attribute}_{one.name}" for one in columns_of(table.record) if one.name not in owners]
    missing = [name for name in wanted if name not in technical and saved.findChild(QWidget, name) is None]
    assert missing == []


def test_seeing_every_tab_of_a_full_project_changes_nothing(show, store):
    stored = store.save(full(store.save(simple("Vorgänger"), 0, "anna").project.uuid), 0, "Bert")
    dialog = show(stored)
    see_all(dialog)
    assert not dialog.is_dirty
    bundle = dialog.bundle()
    for one in fields(bundle):
        value, before = getattr(bundle, one.name), getattr(stored, one.name)
        assert set(value) == set(before) if isinstance(value, tuple) else value == before, one.name


def test_a_funding_names_a_programme_typed_anew_which_the_next_project_can_choose(show, store, idle, qtbot):
    dialog = show(simple("A"))
    dialog.tabs.setCurrentWidget(dialog.tab_funding)
    click(qtbot, child(dialog, "add_fundings", QPushButton))
    enter(child(dialog, "fundings_programme_uuid"), "Smart Cities")
    child(dialog, "fundings_amount_eur").setValue(1234.5)
    choose(child(dialog, "fundings_state"), "BEWIL")
    child(dialog, "own_share_eur").setValue(10)
    dialog.save()
    idle()
    (programme,) = store.list_programmes()
    assert programme.title == "Smart Cities"
    stored = store.get(dialog.stored.project.uuid)
    assert [(one.programme_uuid, one.amount_eur, one.state) for one in stored.fundings] == [
        (programme.uuid, 1234.5, "BEWIL")]
    assert stored.internal.own_share_eur == 10
    second = show(simple("B"))
    second.tabs.setCurrentWidget(second.tab_funding)
    click(qtbot, child(second, "add_fundings", QPushButton))
    enter(child(second, "fundings_programme_uuid"), "smart cities")
    assert second.bundle().fundings[0].programme_uuid == programme.uuid


def test_who_may_not_add_programmes_is_told_before_the_register_refuses_the_whole_project(
        saved, store, idle, qtbot, monkeypatch):
    monkeypatch.setattr(store, "may_review", False)
    saved.tabs.setCurrentWidget(saved.tab_funding)
    click(qtbot, child(saved, "add_fundings", QPushButton))
    enter(child(saved, "fundings_programme_uuid"), "Ganz neu")
    saved.save()
    idle()
    assert "Only reviewers add funding programmes to this register: Ganz neu." in saved.banner.text
    assert child(saved, "fundings_programme_uuid").hasFocus()
    assert store.list_programmes() == ()


def test_what_is_internal_says_so_in_words(saved):
    see_all(saved)
    for name in ("total_cost_eur", "risk", "internal_note", "lessons_learned", "fundings"):
        widget = child(saved, name)
        titles = []
        while widget is not None:
            titles.append(widget.title() if isinstance(widget, QGroupBox) else "")
            widget = widget.parentWidget()
        assert any(one.startswith("INTERN – ") for one in titles), name


def test_values_belong_to_the_selected_indicator_and_go_with_it(show, store, qtbot):
    dialog = show(store.save(full(), 0, "Bert"))
    dialog.tabs.setCurrentWidget(dialog.tab_effect)
    values, indicators = child(dialog, "indicator_values", QTreeWidget), child(dialog, "indicators", QTreeWidget)
    assert values.topLevelItemCount() == 1
    click(qtbot, child(dialog, "add_indicators", QPushButton))
    enter(child(dialog, "indicators_name"), "Zufriedenheit")
    assert values.topLevelItemCount() == 0
    click(qtbot, child(dialog, "add_indicator_values", QPushButton))
    child(dialog, "indicator_values_value").setValue(4.25)
    new, old = dialog.bundle().indicators[1], dialog.bundle().indicators[0]
    assert {one.indicator_uuid: one.value for one in dialog.bundle().indicator_values} == {
        old.uuid: 180.25, new.uuid: 4.25}
    indicators.setCurrentItem(indicators.topLevelItem(0))
    click(qtbot, child(dialog, "remove_indicators", QPushButton))
    assert [one.value for one in dialog.bundle().indicator_values] == [4.25]


def test_another_project_is_chosen_by_its_title(show, store, open_room, idle, qtbot):
    other = store.save(simple("Vorgänger"), 0, "Bert")
    open_room.register.reload()
    idle()
    dialog = show(simple("Nachfolger"))
    dialog.tabs.setCurrentWidget(dialog.tab_links)
    click(qtbot, child(dialog, "add_relations", QPushButton))
    line = child(dialog, "relations_to_uuid", QLineEdit)
    enter(line, "vorgänger")
    completer = line.completer()
    assert [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())] == [
        f"Vorgänger · {other.project.code}"]
    line.setText(completer.completionModel().index(0, 0).data())
    choose(child(dialog, "relations_kind", QComboBox), "NACHF")
    dialog.save()
    idle()
    assert [(one.to_uuid, one.kind) for one in store.get(dialog.stored.project.uuid).relations] == [
        (other.project.uuid, "NACHF")]


def test_a_finding_about_a_record_stands_at_its_row_at_its_field_and_on_the_tab(show, store, idle, qtbot):
    programme = FundingProgramme("P")
    dialog = show(replace(simple(), fundings=(Funding(programme.uuid), Funding(programme.uuid, rate_percent=120.0)),
                          programmes=(programme,)))
    finding = next(one for one in dialog.findings_now if one.id == "rate-range")
    index = dialog.tabs.indexOf(dialog.tab_funding)
    assert not dialog.tabs.tabIcon(index).isNull()
    assert dialog.tabs.tabToolTip(index)
    dialog.jump_to(finding)
    rate, table = child(dialog, "fundings_rate_percent"), child(dialog, "fundings", QTreeWidget)
    assert rate.hasFocus()
    assert table.indexOfTopLevelItem(table.currentItem()) == 1
    assert [table.topLevelItem(row).icon(0).isNull() for row in range(2)] == [True, False]
    hint = child(dialog, "hint_fundings_rate_percent", QLabel)
    assert "between 0 and 100" in hint.text()
    assert hint.isVisible()
    rate.setValue(80)
    qtbot.waitUntil(lambda: not hint.isVisible(), timeout=3000)
    assert dialog.tabs.tabIcon(index).isNull()
    assert rate.accessibleDescription() == child(dialog, "help_fundings_rate_percent", QLabel).text()


def test_a_file_is_named_relative_to_the_register_and_its_checksum_tells_a_changed_one(
        show, store, idle, qtbot, monkeypatch):
    file = store.path.parent / "Beschlüsse" / "Beschluss.pdf"
    file.parent.mkdir()
    file.write_bytes(b"%PDF")
    dialog = show(simple())
    dialog.tabs.setCurrentWidget(dialog.tab_documents)
    tab = next(one for one in dialog._tabs if one.name == "documents")
    tab.take_file(file)
    idle()
    (document,) = dialog.bundle().documents
    assert (document.relative_path, document.title) == ("Beschlüsse/Beschluss.pdf", "Beschluss")
    assert document.sha256 == hashlib.sha256(b"%PDF").hexdigest()
    for content, said in ((b"%PDF", "unchanged"), (b"other", "differs")):
        file.write_bytes(content)
        click(qtbot, tab.check_button)
        idle()
        assert said in tab.state.text()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    click(qtbot, tab.open_button)
    assert opened == [QUrl.fromLocalFile(str(file))]
    file.with_suffix(".exe").write_bytes(b"MZ")
    child(dialog, "documents_relative_path").setText("Beschlüsse/Beschluss.exe")
    assert dialog.bundle().documents[0].sha256 == ""  # it was that of another file
    click(qtbot, tab.open_button)
    assert opened[1] == QUrl.fromLocalFile(str(file.parent))
    child(dialog, "documents_relative_path").setText("//server/share/x.pdf")
    click(qtbot, tab.open_button)
    assert len(opened) == 2
    assert "not relative" in tab.state.text()


def test_another_register_that_is_opened_meanwhile_offers_nothing_here(saved, open_room, idle, tmp_path):
    create_store(tmp_path / "other.gpkg").save(full(), 0, "Carl")
    open_room.open_file(str(tmp_path / "other.gpkg"))
    idle()
    saved.duplicate()
    assert saved._choices.organisations.find("Stadt Bochum") == ""
    saved.tabs.setCurrentWidget(saved.tab_links)
    assert saved._choices.projects.model().stringList() == []


def test_the_i_says_what_belongs_into_a_field(saved, qtbot):
    text = child(saved, "help_summary", QLabel)
    assert not text.isVisible()
    click(qtbot, child(saved, "info_summary", QToolButton))
    assert text.isVisible()
    saved.summary.setFocus()
    qtbot.keyClick(saved.summary, Qt.Key.Key_F1)
    assert not text.isVisible()
    assert text.text() in saved.summary.accessibleDescription()


def test_dates_and_numbers_may_stay_unknown(show, store, idle):
    dialog = show(simple())
    dialog.tabs.setCurrentWidget(dialog.tab_time)
    assert dialog.start_planned.lineEdit().text() == "not stated"
    dialog.start_planned.setDate(QDate(2026, 5, 1))
    choose(dialog.start_planned_precision, "MON")
    assert dialog.bundle().project.start_planned == date(2026, 5, 1)
    dialog.start_planned.clear()
    assert (dialog.bundle().project.start_planned, dialog.bundle().project.start_planned_precision) == (None, "")
    dialog.tabs.setCurrentWidget(dialog.tab_funding)
    assert dialog.total_cost_eur.text() == "not stated"
    dialog.total_cost_eur.stepUp()
    assert dialog.bundle().internal.total_cost_eur == 0


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_PageDown, "tab_places"), (Qt.Key.Key_PageUp, "tab_history")])
def test_ctrl_page_turns_the_pages(saved, qtbot, key, name):
    qtbot.keyClick(saved.title, key, Qt.KeyboardModifier.ControlModifier)
    assert saved.tabs.currentWidget() is getattr(saved, name)


def test_a_field_does_not_change_under_the_wheel_that_scrolls_the_page(saved):
    from qgis.PyQt.QtCore import QPoint, QPointF
    from qgis.PyQt.QtGui import QWheelEvent
    from qgis.PyQt.QtWidgets import QApplication

    saved.title.setFocus()
    wheel = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(saved.main_field, wheel)
    assert not saved.is_dirty


def test_opening_reads_no_list_of_all_projects_or_organisations(saved, monkeypatch):
    """Ten thousand titles cost nothing until somebody looks for one."""
    assert saved._choices.projects._source is not None
    assert saved._choices.organisations._source is not None
    assert not any(tab.is_built for tab in saved._tabs if tab.name in ("participants", "links", "documents"))
