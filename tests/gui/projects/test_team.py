# SPDX-License-Identifier: GPL-2.0-or-later
"""A team's register in the room: connecting, working on a copy, synchronising, and the conflict dialog."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QFileDialog, QPushButton

from ruhr_smartcity_plugin.adapters.projects import open_register, postgis_connection, postgis_named, sync_work
from ruhr_smartcity_plugin.adapters.projects.any_store import create_any, open_any
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.merging import Side
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from ruhr_smartcity_plugin.gui.projects import connect_dialog, decisions
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog
from ruhr_smartcity_plugin.gui.projects.conflict_map import ConflictMap, largest_free_part
from ruhr_smartcity_plugin.gui.projects.conflict_table import FIELD, MINE, OTHER, RESULT
from ruhr_smartcity_plugin.gui.projects.connect_dialog import ConnectDialog
from ruhr_smartcity_plugin.gui.projects.outbox_dialog import OutboxDialog
from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
from ruhr_smartcity_plugin.gui.two_line_list import SECOND_LINE_ROLE
from tests.adapters.projects.bundles import simple
from tests.support.postgres import PASSWORD, USER, Postgres

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def server():
    with Postgres() as running:
        yield running


@pytest.fixture
def team(server, tmp_path, monkeypatch):
    """A database without a register, known to this computer as the service "team"."""
    file = tmp_path / "pg_service.conf"
    file.write_text(f"[team]\nhost=127.0.0.1\nport={server.port}\ndbname={server.new_database()}\nuser={USER}\n"
                    f"password={PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    return "service=team"


@pytest.fixture
def filled(team):
    store = create_any(team)
    for title in ("Smarte Haltestelle", "Kühle Orte"):
        store.save(simple(title), 0, "rita")
    return store


@pytest.fixture
def copy(room, filled, team, idle, tmp_path, monkeypatch):
    """The room with a local copy of the team's register."""
    room.register.open_address(team)
    idle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "kopie"), ""))
    room.team.make_copy()
    idle()
    return room


def database_of(store):
    with store.reading() as session:
        return session.rows("SELECT current_database() AS name", {})[0]["name"]


def titles(room):
    return [room.model.index(row, 0).data() for row in range(room.model.rowCount())]


def edit(store, name, who, **values):
    entry = next(one for one in store.list_projects() if one.title == name)
    found = store.get(entry.uuid)
    return store.save(replace(found, project=replace(found.project, **values)), found.project.version, who)


def button(widget, name):
    return widget.findChild(QPushButton, name)


def test_the_dialog_finds_no_register_makes_one_after_a_question_and_says_what_i_may_do(
        bench, team, idle, qtbot, monkeypatch, answers):
    monkeypatch.setattr(connect_dialog, "ask", lambda *_a: "create")
    dialog = ConnectDialog(bench, bench.main_window)
    qtbot.addWidget(dialog)
    dialog.connection.setCurrentIndex(dialog.connection.count() - 1)
    dialog.text.setText(team)
    qtbot.mouseClick(button(dialog, "test_connection"), LEFT)
    idle()
    assert "holds no project register" in dialog.banner.text
    (make,) = [one for one in dialog.banner.findChildren(QPushButton) if one.text() == "Make register there …"]
    qtbot.mouseClick(make, LEFT)
    idle()
    assert "0 projects" in dialog.banner.text
    qtbot.mouseClick(button(dialog, "test_connection"), LEFT)
    idle()
    assert "You work as an administrator" in dialog.banner.text
    qtbot.mouseClick(button(dialog, "open_team"), LEFT)
    idle()
    assert dialog.result() == ConnectDialog.DialogCode.Accepted
    assert (dialog.address, dialog.authcfg) == (team, "")


def test_a_service_nobody_defined_is_said_in_the_dialog(bench, idle, qtbot):
    dialog = ConnectDialog(bench, bench.main_window)
    qtbot.addWidget(dialog)
    dialog.connection.setCurrentIndex(dialog.connection.count() - 1)
    dialog.text.setText("service=weg")
    dialog.connect_team()
    idle()
    assert "pg_service.conf" in dialog.banner.text
    assert not dialog.banner.findChildren(QPushButton, "Make register there …")


def test_a_password_in_the_address_is_refused_because_nobody_would_have_it_later(bench, idle, qtbot):
    dialog = ConnectDialog(bench, bench.main_window)
    qtbot.addWidget(dialog)
    dialog.text.setText("postgresql://anna:geheim@127.0.0.1:1/x")
    dialog.show()
    dialog.text.setFocus()
    dialog.connect_team()
    assert not bench.tasks.running()
    assert "password out of the address" in dialog.banner.text
    dialog.text.setText("postgresql://anna@127.0.0.1:1/x")
    dialog.open_button.setFocus()
    dialog.connect_team()
    idle()
    assert "no connection" in dialog.banner.text
    assert dialog.focusWidget() is dialog.open_button  # Enter tries again; it does not cancel


def test_the_public_opens_the_register_and_copies_it(room, filled, team, server, idle, tmp_path):
    shown = filled.get(filled.list_projects()[0].uuid)
    filled.save(replace(shown, project=replace(shown.project, visibility=Visibility.MUNICIPALITY)), 1, "rita")
    server.execute("DO $$ BEGIN CREATE ROLE gast LOGIN PASSWORD 'x' IN ROLE ruhr_public; "
                   "EXCEPTION WHEN duplicate_object THEN NULL; END $$", database="postgres")
    file = tmp_path / "pg_service.conf"
    file.write_text(
        f"[offen]\nhost=127.0.0.1\nport={server.port}\ndbname={database_of(filled)}\nuser=gast\npassword=x\n")
    room.register.open_address("service=offen")
    idle()
    assert (room.banner.text, titles(room)) == ("", ["Smarte Haltestelle"])
    room.register.open_past(date(2020, 1, 1), tmp_path / "past")
    idle()
    assert "no history" in room.banner.text
    assert not room.register.is_past
    room.edit_project(room.register.entries[0].uuid)
    idle()
    (dialog,) = room.dialogs.shown
    assert dialog.last_change.text().endswith("– version 1")
    dialog.drop()
    room.team.work.copy_to(tmp_path / "kopie.gpkg")
    idle()
    assert (room.register.path, titles(room)) == (tmp_path / "kopie.gpkg", ["Smarte Haltestelle"])


def test_the_log_in_that_was_chosen_for_a_connection_of_qgis_is_kept(room, bench, filled, server, idle, tmp_path,
                                                                     monkeypatch):
    given = {"host": "127.0.0.1", "port": str(server.port), "dbname": database_of(filled), "user": USER}
    monkeypatch.setattr(postgis_named, "named_connection", lambda _name: ({**given, "password": PASSWORD}, "ofqgis1"))
    monkeypatch.setattr(postgis_connection, "_login_of", lambda _authcfg: {})
    for chosen in ("chosen1", ""):  # none: what QGIS keeps with the connection counts, also when it changes
        room.register.open_address("connection=Team", chosen)
        idle()
        assert bench.settings.register_authcfg.value() == chosen
        room.team.work.copy_to(tmp_path / f"kopie{chosen}.gpkg")
        idle()
        assert room.register.copy.origin.authcfg == chosen


def test_the_teams_register_is_listed_mapped_edited_and_opened_again_without_a_password(
        room, bench, filled, team, idle, qtbot):
    room.register.open_address(team)
    idle()
    assert titles(room) == ["Kühle Orte", "Smarte Haltestelle"]
    assert "You work as an administrator" in room.notice.text()
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3, timeout=10_000)  # one in each turn
    layers = list(bench.project.mapLayers().values())
    assert {one.providerType() for one in layers} == {"postgres"}
    assert sum(one.featureCount() for one in layers if one.geometryType() == 0) == 2
    assert all(PASSWORD not in one.source() for one in layers)
    changed = room.register.store.get(room.register.entries[0].uuid)
    room.register.save(room.register.store, replace(changed, project=replace(changed.project, title="Ärmel")), "",
                       publish=lambda _stored: None, failed=pytest.fail)
    idle()
    assert "Ärmel" in titles(room)
    kept = (bench.settings.register_path.value(), bench.settings.register_authcfg.value())
    assert kept == (team, "")
    room.close_room()
    bench.shared.pop("register")
    again = ProjectsRoom(bench)
    qtbot.addWidget(again)
    idle()
    # Nobody is contacted before the user asks.
    assert titles(again) == []
    assert "was open last" in again.banner.text
    assert PASSWORD not in again.banner.text
    qtbot.mouseClick(next(one for one in again.banner.findChildren(QPushButton) if one.text() == "Connect again"), LEFT)
    idle()
    assert len(titles(again)) == 2
    again.close_room()


def test_a_team_that_does_not_answer_can_be_asked_again(bench, idle, qtbot):
    bench.settings.register_path.setValue("postgresql://127.0.0.1:1/weg")
    room = ProjectsRoom(bench)
    qtbot.addWidget(room)
    idle()
    for _ in range(2):
        again = next(one for one in room.banner.findChildren(QPushButton) if one.text() == "Connect again")
        qtbot.mouseClick(again, LEFT)
        idle()
        assert "no connection" in room.banner.text
    room.close_room()


def test_a_copy_says_of_what_it_is_and_what_waits_and_synchronises(copy, filled, idle, qtbot, tmp_path, monkeypatch):
    assert copy.register.path == tmp_path / "kopie.gpkg"
    assert copy.team.bar.text.text().startswith("Copy of team · last synchronised ")
    assert copy.team.bar.text.text().endswith("nothing waiting")
    edit(copy.register.store, "Kühle Orte", "anna", summary="Schatten")
    edit(filled, "Smarte Haltestelle", "rita", summary="WLAN")
    copy.register.reload()
    idle()
    assert copy.team.bar.text.text().endswith("1 change waiting")
    line = copy.model.index(titles(copy).index("Kühle Orte"), 0).data(SECOND_LINE_ROLE)
    assert line.startswith("waiting · ")
    qtbot.mouseClick(copy.team.bar.synchronise, LEFT)
    idle()
    assert copy.team.bar.result.text() == "1 sent, 1 fetched, 0 in conflict, 0 not saved."
    assert copy.team.bar.text.text().endswith("nothing waiting")
    for store in (copy.register.store, filled):
        assert {one.summary for one in store.list_projects()} == {"Schatten", "WLAN"}
    qtbot.mouseClick(copy.team.bar.details, LEFT)
    report = copy.findChild(object, "sync_report")
    assert report.rowCount() == 2
    report.window().close()
    with monkeypatch.context() as patch:
        slots = []
        patch.setattr(copy.banner, "show_working", lambda _text, cancel=None, *_more: slots.append(cancel))
        qtbot.mouseClick(copy.team.bar.synchronise, LEFT)
        idle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    slots[0]()  # the button stands there until the register is read anew: a late click finds no task any more
    monkeypatch.setattr(sync_work, "synchronise", _cancel)
    copy.team.synchronise()
    idle()
    assert copy.banner.text.startswith("Stopped.")
    assert not copy.team.bar.result.isVisibleTo(copy)  # what the run before did is not the result of this one


def test_a_conflict_is_decided_in_the_dialog_put_off_taken_up_again_and_applied(copy, filled, idle, qtbot, bench):
    for title in ("Kühle Orte", "Smarte Haltestelle"):
        edit(copy.register.store, title, "anna", status="VERZ", status_reason="Lieferung", summary="meins")
        edit(filled, title, "rita", status="BETR", summary="anderes", website="https://rita.example")
    copy.team.synchronise()
    idle()
    assert copy.team.bar.conflicts.text().replace("&", "") == "Solve 2 conflicts …"
    assert set(copy.model.marks.values()) == {"in conflict"}
    copy.team.solve_conflicts()
    idle()
    dialog = bench.main_window.findChild(ConflictDialog)
    first = dialog.case.title
    assert dialog.heading.text() == f"Conflict 1 of 2: “{first}”"
    assert "rita" in dialog.about.text()
    assert {dialog.table.item(row, FIELD).text() for row in range(2)} == {"Status", "Summary"}
    status = next(row for row in range(2) if dialog.table.item(row, FIELD).text() == "Status")
    assert dialog.table.item(status, MINE).text() == "○ Delayed · Lieferung"
    dialog.table.setCurrentCell(status, OTHER)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.table.item(status, OTHER).text().startswith("◉")
    assert dialog.table.item(status, RESULT).text() == "In operation"
    qtbot.mouseClick(dialog.next, LEFT)
    dialog.close()  # put off
    idle()
    copy.team.solve_conflicts()
    idle()
    dialog = next(one for one in bench.main_window.findChildren(ConflictDialog) if one.isVisible())
    assert len(dialog.cases[0].decisions) == 1  # kept
    row = 1 - next(row for row in range(2) if dialog.table.item(row, FIELD).text() == "Status")
    dialog.table.setCurrentCell(row, MINE)
    qtbot.mouseClick(dialog.combine_button, LEFT)
    assert dialog.editor.toPlainText() == "meins / anderes"
    dialog.editor.setPlainText("beides")
    qtbot.mouseClick(dialog.mine_button, LEFT)  # by mistake: what was typed is offered again
    qtbot.mouseClick(dialog.combine_button, LEFT)
    assert dialog.editor.toPlainText() == "beides"
    qtbot.mouseClick(dialog.next, LEFT)
    assert dialog.back.isEnabled()
    qtbot.mouseClick(dialog.all_mine, LEFT)
    qtbot.mouseClick(dialog.next, LEFT)
    idle()
    found = {one.title: filled.get(one.uuid).project for one in filled.list_projects()}
    second = next(title for title in found if title != first)
    assert (found[first].status, found[first].summary, found[first].website) == (
        "BETR", "beides", "https://rita.example")
    assert (found[second].status, found[second].status_reason, found[second].summary) == ("VERZ", "Lieferung", "meins")
    assert not copy.team.bar.conflicts.isVisible()
    assert copy.register.copy.in_conflict == ()


def test_what_the_other_side_changed_again_meanwhile_is_asked_anew_and_nothing_else(copy, filled, idle):
    edit(copy.register.store, "Kühle Orte", "anna", title="A", summary="x")
    edit(filled, "Kühle Orte", "rita", title="B", summary="y")
    copy.team.synchronise()
    idle()
    cases = []
    copy.team.work.fetch_cases(cases.extend, pytest.fail)
    idle()
    edit(filled, "B", "rita", summary="z")
    copy.team.work.keep_decisions([cases[0].with_all_for(Side.LOCAL)], then_apply=True, failed=pytest.fail)
    idle()
    (case,) = copy.team.work._copy().cases().values()
    assert {one.key.field for one in case.conflicts} - {key.field for key in case.decisions} == {"summary"}


def test_a_copy_that_was_stopped_goes_on_where_it_was(room, filled, team, idle, tmp_path, monkeypatch):
    room.register.open_address(team)
    idle()
    with monkeypatch.context() as patch:
        patch.setattr(sync_work, "synchronise", _cancel)
        room.team.work.copy_to(tmp_path / "k.gpkg")
        idle()
    assert room.banner.text.startswith("Stopped.")
    assert "not complete yet" in room.team.bar.text.text()
    room.team.synchronise()
    idle()
    assert len(titles(room)) == 2


def test_a_copy_never_replaces_a_file(room, filled, team, idle, tmp_path):
    create_store(tmp_path / "k.gpkg")
    room.register.open_address(team)
    idle()
    room.team.work.copy_to(tmp_path / "k.gpkg")
    idle()
    assert "exists already" in room.banner.text
    assert room.register.key == filled.key


def _cancel(*_arguments, **_options):
    raise CancelledError("stopped")


def test_on_a_network_drive_the_copy_goes_back_by_itself_after_each_save(room, idle, qtbot, tmp_path, monkeypatch):
    drive = tmp_path / "laufwerk"
    drive.mkdir()
    remote = create_store(drive / "register.gpkg")
    remote.save(simple("Kühle Orte"), 0, "rita")
    for module in (open_register, sync_work):
        monkeypatch.setattr(module, "is_network_drive", lambda path: path.parent == drive)
    monkeypatch.setattr("ruhr_smartcity_plugin.gui.projects.sync_actions.is_network_drive",
                        lambda path: path.parent == drive)
    room.open_file(str(remote.path))
    idle()
    assert "network drive" in room.notice.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "kopie.gpkg"), ""))
    qtbot.mouseClick(room.team.bar.copy, LEFT)
    idle()
    assert room.register.path == tmp_path / "kopie.gpkg"
    assert room.notice.text() == ""
    store = room.register.store
    changed = store.get(room.register.entries[0].uuid)
    room.register.save(store, replace(changed, project=replace(changed.project, title="Neu")), "",
                       publish=lambda _stored: None, failed=pytest.fail)
    idle()
    assert [one.title for one in open_any(str(remote.path)).list_projects()] == ["Neu"]
    assert sorted(one.name for one in drive.iterdir()) == ["backups", "register.gpkg"]  # no lock is left


def test_a_late_save_offers_to_decide_one_by_one_and_saves_what_was_decided(room, idle, qtbot, tmp_path):
    store = create_store(tmp_path / "r.gpkg")
    base = store.save(simple("Kühle Orte", summary="kurz"), 0, "anna")
    room.open_file(str(store.path))
    idle()
    room.edit_project(base.project.uuid)
    idle()
    (dialog,) = room.dialogs.shown
    edit(store, "Kühle Orte", "bert", summary="von Bert", website="https://bert.example")
    mine = replace(base, project=replace(base.project, summary="von Anna", short_title="KO"))
    dialog._saving.take(base, mine, store.get(base.project.uuid))
    assert "Summary" in dialog.banner.text
    qtbot.mouseClick(next(one for one in dialog.banner.findChildren(QPushButton) if one.text().startswith("Decide")),
                     LEFT)
    conflicts = dialog.findChild(ConflictDialog)
    assert not conflicts.next.isEnabled()
    qtbot.mouseClick(conflicts.all_mine, LEFT)
    qtbot.mouseClick(conflicts.next, LEFT)
    project = dialog.bundle().project
    assert (project.version, project.summary, project.short_title, project.website) == (
        2, "von Anna", "KO", "https://bert.example")
    dialog.drop()


def test_a_moved_place_is_flashed_on_the_map_from_both_sides(bench, qtbot, monkeypatch):
    base = simple()
    sides = [replace(base, sites=(replace(base.sites[0], coordinates=(376000.0 + dx, 5705000.0)),)) for dx in (20, -20)]
    dialog = ConflictDialog([ConflictCase(base, *sides)], bench, bench.main_window)
    qtbot.addWidget(dialog)
    flashed = []
    monkeypatch.setattr(dialog._map, "_canvas", bench.canvas)
    monkeypatch.setattr(type(dialog._map), "flash", lambda _self, conflict, zoom=False, covered=None: flashed.append(
        (conflict.key.field, zoom)))
    dialog.show()
    assert dialog.map_button.isVisible() == (bench.canvas is not None)
    dialog._flash()
    assert flashed == [("shape", True)]
    assert dialog.table.item(0, MINE).text() == "○ 20 m to the E"


def test_a_copy_of_a_file_is_brought_together_when_it_is_opened_and_says_so_if_that_fails(room, idle, tmp_path):
    remote = create_store(tmp_path / "fern.gpkg")
    remote.save(simple("Kühle Orte"), 0, "rita")
    room.open_file(str(remote.path))
    idle()
    room.team.work.copy_to(tmp_path / "kopie.gpkg")
    idle()
    room.register.close()
    edit(remote, "Kühle Orte", "bert", title="Von Bert")
    room.open_file(str(tmp_path / "kopie.gpkg"))
    idle()
    assert [one.title for one in room.register.entries] == ["Von Bert"]
    assert "last synchronised" in room.team.bar.text.text()
    assert room.banner.text == ""
    room.register.close()
    remote.path.rename(tmp_path / "nicht mehr da.gpkg")
    room.open_file(str(tmp_path / "kopie.gpkg"))
    idle()
    assert room.banner.text == ""
    assert room.team.bar.result.text().startswith("Not brought together: The register “fern.gpkg” is no longer there")
    assert "last synchronised" in room.team.bar.text.text()
    assert not room.team.bar.details.isVisibleTo(room.team.bar)


def test_the_map_shows_a_moved_place_beside_the_dialog():
    whole = QRect(300, 100, 600, 700)
    assert largest_free_part(whole, QRect(0, 0, 100, 100)) == whole
    assert largest_free_part(whole, QRect(0, 0, 1400, 600)) == QRect(300, 600, 600, 200)
    assert largest_free_part(whole, QRect(700, 0, 900, 900)) == QRect(300, 100, 400, 700)
    assert largest_free_part(whole, QRect(0, 0, 1400, 900)) == whole
    canvas = QgsMapCanvas()
    canvas.resize(600, 700)
    corner = canvas.mapToGlobal(QPoint(0, 0))
    covered = QRect(corner, QSize(600, 500))
    extent = ConflictMap(canvas)._framed(QgsRectangle(0.0, 0.0, 300.0, 100.0), covered)
    assert (extent.width(), extent.height()) == pytest.approx((300.0, 350.0))
    assert extent.center().x() == pytest.approx(150.0, abs=1.0)
    assert extent.yMinimum() == pytest.approx(0.0, abs=1.0)  # the lowest 200 of 700 pixels hold the box


def test_one_of_many_conflicts_is_chosen_from_the_list_and_what_is_decided_is_applied_at_once(bench, qtbot):
    cases = []
    for number in range(30):
        base = simple(f"Mast {29 - number:02}")
        sides = [replace(base, project=replace(base.project, summary=text)) for text in "AB"]
        cases.append(ConflictCase(base, *sides))
    dialog = ConflictDialog(cases, bench, bench.main_window)
    qtbot.addWidget(dialog)
    applied = []
    dialog.applied.connect(applied.append)
    dialog.show()
    assert dialog.records.itemText(0) == "Mast 00"
    assert not dialog.apply_now.isEnabled()
    dialog.records.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up):
        qtbot.keyClick(dialog.records, key)
    assert dialog.heading.text() == "Conflict 29 of 30: “Mast 28”"
    qtbot.mouseClick(dialog.all_other, LEFT)
    assert dialog.records.currentText() == "✓ Mast 28"
    qtbot.mouseClick(dialog.apply_now, LEFT)
    assert [one.title for one in applied[0] if one.is_decided] == ["Mast 28"]


def test_what_is_saved_while_a_copy_goes_back_goes_back_too(room, idle, tmp_path, monkeypatch):
    remote = create_store(tmp_path / "fern.gpkg")
    remote.save(simple("Kühle Orte"), 0, "rita")
    room.open_file(str(remote.path))
    idle()
    room.team.work.copy_to(tmp_path / "kopie.gpkg")
    idle()
    store, real = room.register.store, sync_work.synchronise

    def slow(*arguments, **options):
        report = real(*arguments, **options)
        if len(rounds) == 0:
            edit(store, "Kühle Orte", "anna", title="Neu")
        rounds.append(1)
        return report

    rounds = []
    monkeypatch.setattr(sync_work, "synchronise", slow)
    room.team.work.start()
    room.register.saved.emit(store)
    idle()
    assert len(rounds) == 2
    assert [one.title for one in remote.list_projects()] == ["Neu"]


def test_a_refused_change_is_listed_with_its_reason_and_given_up_after_a_question_that_names_it(
        copy, filled, server, idle, qtbot, bench, answers, monkeypatch):
    server.execute("DO $$ BEGIN CREATE ROLE fremde LOGIN PASSWORD 'x' IN ROLE ruhr_member; "
                   "EXCEPTION WHEN duplicate_object THEN NULL; END $$", database="postgres")
    stranger = open_any(f"postgresql://fremde:x@127.0.0.1:{server.port}/{database_of(filled)}")
    monkeypatch.setattr(sync_work, "open_any", lambda *_address: stranger)
    before = edit(copy.register.store, "Kühle Orte", "anna", summary="fremd", website="https://fremd.example")
    new = copy.register.store.save(simple("neu hier"), 0, "anna")
    copy.team.synchronise()
    idle()
    assert copy.team.bar.waiting.text().replace("&", "") == "1 change waiting …"  # the new one is her own
    qtbot.mouseClick(copy.team.bar.waiting, LEFT)
    idle()
    dialog = bench.main_window.findChild(OutboxDialog)
    (item,) = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    assert (item.text(0), set(item.text(1).split(", "))) == ("Kühle Orte", {"Summary", "Website"})
    assert "another municipality" in dialog.about.text()
    asked = []
    monkeypatch.setattr(decisions, "ask", lambda *args: asked.append(args[2]) or "keep")
    qtbot.mouseClick(dialog.discard_button, LEFT)
    assert "“Kühle Orte”" in asked[0]
    assert "• Summary\n• Website" in asked[0]
    idle()
    assert copy.register.store.get(before.project.uuid).project.summary == "fremd"
    monkeypatch.setattr(decisions, "ask", lambda *_args: "discard")
    qtbot.mouseClick(dialog.discard_button, LEFT)
    idle()
    assert dialog.about.text() == "Everything has arrived."
    assert not dialog.discard_button.isEnabled()
    assert not copy.team.bar.waiting.isVisible()
    dialog.close()
    copy.team.synchronise()
    idle()
    assert copy.team.bar.result.text().startswith("0 sent, 0 fetched, 0 in conflict, 0 not saved.")
    here, there = (store.get(before.project.uuid).project for store in (copy.register.store, filled))
    assert (here.summary, here.website) == (there.summary, there.website)
    assert filled.get(new.project.uuid).project.title == "neu hier"


def test_an_old_register_of_the_team_is_brought_up_to_date_by_its_owner_after_a_question(
        room, bench, filled, team, idle, qtbot, monkeypatch):
    with filled.writing() as session:
        session.run("UPDATE register_schema SET version = 2", {})
        session.run("DROP FUNCTION keep_review CASCADE", {})
    monkeypatch.setattr(decisions, "ask", lambda *_args: "keep")
    dialog = ConnectDialog(bench, bench.main_window)
    qtbot.addWidget(dialog)
    dialog.connection.setCurrentIndex(dialog.connection.count() - 1)
    dialog.text.setText(team)
    dialog.test()
    idle()
    room.register.open_address(team)
    idle()
    for banner in (dialog.banner, room.banner):
        (offer,) = [one for one in banner.findChildren(QPushButton) if one.text() == "Bring up to date …"]
        qtbot.mouseClick(offer, LEFT)
        idle()
        assert "must be brought up to date" in banner.text
    monkeypatch.setattr(decisions, "ask", lambda *_args: "upgrade")
    qtbot.mouseClick(offer, LEFT)
    idle()
    assert len(titles(room)) == 2
    dialog.test()
    idle()
    assert "2 projects" in dialog.banner.text
