# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import threading
import time
from datetime import datetime, timezone

import pytest
from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.layers.doctor_examination import Examiner
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import Examination
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceCheck, ServiceState
from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import DoctorDialog
from tests.gui.catalogue.gestures import tick_proposals
from tests.support.chaos import Chaos
from tests.support.faults import RARE_LAYER_FAULTS
from tests.support.heartbeat import Heartbeat
from tests.support.loopback import Loopback, Reply
from tests.support.mapserver import MapServer
from tests.support.save_dialog import save_as
from tests.support.workbench import open_workbench


@pytest.fixture(scope="module")
def mapserver():
    with MapServer(points=40) as server:
        yield server


@pytest.fixture
def bench():
    with open_workbench() as bench:
        bench.settings.inactivity_s.setValue(1)
        bench.settings.total_s.setValue(2)
        yield bench
        bench.project.clear()
        bench.settings.inactivity_s.setValue(30)
        bench.settings.total_s.setValue(120)


def _wfs(bench, url: str, name: str = "ms:baeume") -> QgsVectorLayer:
    uri = f"srsname='EPSG:25832' typename='{name}' url='{url}' version='2.0.0' pagingEnabled='true'"
    return bench.project.addMapLayer(QgsVectorLayer(uri, "Bäume", "WFS"))


def _dialog(bench, qtbot) -> DoctorDialog:
    dialog = DoctorDialog(bench)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _click(dialog, button, qtbot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.check_button.isEnabled(), timeout=20_000)


def test_an_empty_project_says_so(bench, qtbot):
    assert "no layers" in _dialog(bench, qtbot).banner.text


def test_nothing_is_asked_before_the_click(bench, qtbot, mapserver):
    with Loopback({}) as server:
        _wfs(bench, mapserver.url)
        before = len(mapserver.requests)
        _dialog(bench, qtbot)
        assert len(mapserver.requests) == before
        assert not server.seen


def test_a_renamed_layer_is_found_healed_on_consent_and_taken_back(bench, qtbot, mapserver):
    layer = _wfs(bench, mapserver.url, "ms:baeume_2019")
    source = layer.source()
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    assert "ms:baeume" in dialog.list.topLevelItem(0).text(2)
    assert layer.source() == source
    tick_proposals(dialog)
    _click(dialog, dialog.heal_button, qtbot)
    assert dialog.list.topLevelItem(0).text(3) == "healed"
    assert layer.featureCount() == 40
    _click(dialog, dialog.undo_button, qtbot)
    assert layer.source() == source
    assert not dialog.undo_button.isEnabled()


def test_the_focus_goes_to_the_findings_while_the_pressed_button_is_off(bench, qtbot, mapserver):
    _wfs(bench, mapserver.url, "ms:baeume_2019")
    dialog = _dialog(bench, qtbot)
    dialog.activateWindow()
    for button in (dialog.check_button, dialog.heal_button, dialog.undo_button):
        tick_proposals(dialog)
        button.setFocus()
        _click(dialog, button, qtbot)
        assert dialog.focusWidget() is dialog.list


def test_the_layers_stand_in_the_order_of_the_layer_tree(bench, qtbot, mapserver):
    names = ("c", "a", "d", "b")
    for name in names:
        _wfs(bench, mapserver.url).setName(name)
    root = bench.project.layerTreeRoot()
    wanted = [one.name() for one in root.layerOrder()]
    dialog = _dialog(bench, qtbot)
    assert [dialog.list.topLevelItem(row).text(0) for row in range(4)] == wanted
    assert sorted(wanted) == sorted(names)


def test_a_long_name_of_a_layer_leaves_room_for_what_was_found(bench, qtbot, mapserver):
    _wfs(bench, mapserver.url).setName("Baumkataster der Stadt Bochum mit allen Bäumen an Straßen und in Grünanlagen")
    dialog = _dialog(bench, qtbot)
    dialog.resize(420, 480)
    widths = [dialog.list.columnWidth(column) for column in range(3)]
    assert max(widths) - min(widths) <= 2


def test_what_is_not_ticked_stays_as_it_is(bench, qtbot, mapserver):
    layer = _wfs(bench, mapserver.url, "ms:baeume_2019")
    source = layer.source()
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    tick_proposals(dialog)
    assert dialog.heal_button.isEnabled()
    dialog.list.topLevelItem(0).setCheckState(2, Qt.CheckState.Unchecked)
    assert not dialog.heal_button.isEnabled()
    assert layer.source() == source


def test_a_name_that_is_only_alike_is_called_a_guess_and_never_ticked(bench, qtbot, mapserver):
    layer = _wfs(bench, mapserver.url, "ms:raeume")
    source = layer.source()
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    item = dialog.list.topLevelItem(0)
    assert "ms:baeume" in item.text(2)
    assert "a guess" in item.text(2)
    assert item.checkState(2) == Qt.CheckState.Unchecked
    assert not dialog.heal_button.isEnabled()
    assert layer.source() == source


@pytest.mark.parametrize(("timed_out", "is_same"), [(True, True), (False, True), (False, False)])
def test_another_address_is_ticked_only_where_it_is_stated_for_a_service_that_is_not_just_slow(
    bench, qtbot, mapserver, monkeypatch, timed_out, is_same
):
    _wfs(bench, mapserver.url)
    check = ServiceCheck(mapserver.url, ServiceState.DEAD, 10_000, datetime.now(timezone.utc), timed_out=timed_out)
    found = Examination(check, preset_urls=("https://anders.example/ows",), is_preset_same=is_same)
    monkeypatch.setattr(Examiner, "_examination", lambda *_: found)
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    item = dialog.list.topLevelItem(0)
    assert "anders.example" in item.text(2)
    is_ticked = is_same and not timed_out
    assert item.checkState(2) == (Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
    assert dialog.heal_button.isEnabled() is is_ticked


def test_a_hanging_service_never_freezes_the_window(bench, qtbot, mapserver):
    release = threading.Event()
    layer = _wfs(bench, mapserver.url)

    def hang(_seen):
        release.wait(20)
        return Reply(500)

    with Loopback({"/ows": hang}) as server:
        dialog = _dialog(bench, qtbot)
        facts = dialog._layers[0].__class__(**{**vars(dialog._layers[0]), "url": server.url + "/ows"})
        dialog._list_layers = lambda: setattr(dialog, "_layers", (facts,))
        with Heartbeat() as heart:
            _click(dialog, dialog.check_button, qtbot)
        release.set()
    assert layer.isValid()
    assert "no answer in time" in dialog.list.topLevelItem(0).text(1)
    assert heart.longest_gap_s < 0.3  # G10's 100 ms are measured by the benchmark; here machines are busy


@pytest.mark.parametrize(
    ("match", "fault", "found"),
    [
        ("GetCapabilities", {"fault": "status", "code": 500}, "does not work: "),
        ("GetCapabilities", {"fault": "status", "code": 404}, "does not work: "),
        ("GetCapabilities", {"fault": "truncate"}, "does not work: "),
        ("GetCapabilities", {"fault": "reset"}, "does not work: "),
        ("GetCapabilities", RARE_LAYER_FAULTS[3], "does not work: "),
        ("GetCapabilities", {"fault": "hang"}, "no answer in time: The service “Bäume” did not answer within 1 s."),
        ("GetFeature", {"fault": "status", "code": 500}, "not checked"),
        ("GetFeature", {"fault": "truncate"}, "not checked"),
        ("GetFeature", {"fault": "hang"}, "not checked"),
    ],
)
def test_what_fails_on_the_way_is_found_while_the_window_stays_free(bench, qtbot, mapserver, match, fault, found):
    with Chaos(mapserver.url.rsplit("/", 1)[0]) as proxy:
        _wfs(bench, f"{proxy.url}/ows")
        proxy.rules = [{"match": match, **fault}]
        dialog = _dialog(bench, qtbot)
        with Heartbeat() as heart:
            _click(dialog, dialog.check_button, qtbot)
    assert found in dialog.list.topLevelItem(0).text(1)
    assert "work" not in dialog.banner.text
    assert heart.longest_gap_s < 0.3


@pytest.mark.parametrize("match", ["GetCapabilities", "STARTINDEX=20"])
def test_a_check_that_hangs_is_stopped_at_once(bench, qtbot, match):
    bench.settings.total_s.setValue(60)
    bench.settings.inactivity_s.setValue(60)
    with MapServer(points=40, max_features=20) as pages, Chaos(pages.url.rsplit("/", 1)[0]) as proxy:
        _wfs(bench, f"{proxy.url}/ows")
        proxy.log.clear()
        proxy.rules = [{"match": match, "fault": "hang"}]
        dialog = _dialog(bench, qtbot)
        qtbot.mouseClick(dialog.check_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: any(one["fault"] == "hang" for one in proxy.log), timeout=10_000)
        started = time.monotonic()
        next(one for one in dialog.banner.findChildren(QPushButton) if "Cancel" in one.text()).click()
        qtbot.waitUntil(lambda: dialog.check_button.isEnabled(), timeout=10_000)
        assert time.monotonic() - started < 2
    assert "Stopped" in dialog.banner.text


def test_the_report_is_saved_with_what_was_done(bench, qtbot, mapserver, tmp_path, monkeypatch):
    _wfs(bench, mapserver.url, "ms:baeume_2019")
    dialog = _dialog(bench, qtbot)
    assert not dialog.save_button.isEnabled()
    _click(dialog, dialog.check_button, qtbot)
    tick_proposals(dialog)
    _click(dialog, dialog.heal_button, qtbot)
    for name in ("bericht.html", "bericht.csv"):
        save_as(monkeypatch, tmp_path / name)
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert "layer renamed" in text
        assert "healed" in text


def test_another_project_starts_the_window_over_and_nothing_of_the_old_one_can_be_undone(bench, qtbot, mapserver):
    _wfs(bench, mapserver.url, "ms:baeume_2019")
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    tick_proposals(dialog)
    _click(dialog, dialog.heal_button, qtbot)
    assert dialog.undo_button.isEnabled()
    bench.project.clear()
    assert dialog.list.topLevelItemCount() == 0
    assert not dialog.undo_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    assert dialog.chosen() == []


def test_a_project_closed_while_its_layers_are_checked_leaves_nothing_behind(bench, qtbot, mapserver):
    release = threading.Event()

    def hang(_seen):
        release.wait(20)
        return Reply(500)

    with Loopback({"/ows": hang}) as server:
        layer = _wfs(bench, mapserver.url)
        dialog = _dialog(bench, qtbot)
        facts = dialog._layers[0].__class__(**{**vars(dialog._layers[0]), "url": server.url + "/ows"})
        dialog._list_layers = lambda: setattr(dialog, "_layers", (facts,))
        qtbot.mouseClick(dialog.check_button, Qt.MouseButton.LeftButton)
        del dialog._list_layers
        bench.project.clear()
        release.set()
        qtbot.waitUntil(lambda: dialog.check_button.isEnabled(), timeout=20_000)
    assert sip.isdeleted(layer)
    assert dialog.list.topLevelItemCount() == 0
    assert not dialog.save_button.isEnabled()


def test_a_layer_removed_before_healing_is_told_and_the_others_are_healed(bench, qtbot, mapserver):
    gone, stays = (_wfs(bench, mapserver.url, "ms:baeume_2019") for _number in range(2))
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    tick_proposals(dialog)
    bench.project.removeMapLayer(gone.id())
    _click(dialog, dialog.heal_button, qtbot)
    texts = sorted(dialog.list.topLevelItem(row).text(3) for row in range(2))
    assert texts[1] == "healed"
    assert "no longer in the project" in texts[0]
    assert stays.isValid()


def test_a_layer_changed_after_healing_is_left_alone_by_undo_and_that_is_said(bench, qtbot, mapserver):
    layer = _wfs(bench, mapserver.url, "ms:baeume_2019")
    dialog = _dialog(bench, qtbot)
    _click(dialog, dialog.check_button, qtbot)
    tick_proposals(dialog)
    _click(dialog, dialog.heal_button, qtbot)
    layer.setSubsetString("\"art\" = 'Ahorn'")
    changed = layer.source()
    _click(dialog, dialog.undo_button, qtbot)
    assert layer.source() == changed
    assert "left as they are" in dialog.banner.text
    assert dialog.list.topLevelItem(0).text(3) == "healed"


def test_a_window_closed_while_it_checks_takes_its_work_with_it(bench, qtbot, mapserver):
    release = threading.Event()

    def hang(_seen):
        release.wait(20)
        return Reply(500)

    with Loopback({"/ows": hang}) as server:
        _wfs(bench, mapserver.url)
        dialog = DoctorDialog(bench)
        dialog.show()
        facts = dialog._layers[0].__class__(**{**vars(dialog._layers[0]), "url": server.url + "/ows"})
        dialog._list_layers = lambda: setattr(dialog, "_layers", (facts,))
        qtbot.mouseClick(dialog.check_button, Qt.MouseButton.LeftButton)
        dialog.reject()
        qtbot.waitUntil(lambda: sip.isdeleted(dialog), timeout=5_000)
        release.set()
        qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=20_000)


def test_a_result_that_comes_after_the_window_was_closed_is_dropped(bench, qtbot, mapserver, monkeypatch):
    closed, problems = threading.Event(), []

    def examine(_self, _layers, on_result, _progress):
        try:
            assert closed.wait(20)
            on_result("a diagnosis")
        except Exception as error:  # what the task would end with
            problems.append(error)
        return ()

    monkeypatch.setattr(Examiner, "examine", examine)
    _wfs(bench, mapserver.url)
    dialog = DoctorDialog(bench)
    dialog.show()
    qtbot.mouseClick(dialog.check_button, Qt.MouseButton.LeftButton)
    dialog.reject()
    qtbot.waitUntil(lambda: sip.isdeleted(dialog), timeout=5_000)
    closed.set()
    qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=20_000)
    assert problems == []


def test_the_window_fits_400_pixels_and_no_button_is_cut(bench, qtbot):
    dialog = _dialog(bench, qtbot)
    dialog.undo_button.setText("Reparaturen rückgängig machen")  # other languages are longer
    dialog.resize(400, 480)
    buttons = (dialog.check_button, dialog.heal_button, dialog.undo_button, dialog.save_button)
    qtbot.waitUntil(lambda: dialog.width() == 400 and all(one.width() >= one.sizeHint().width() for one in buttons))
    assert all(one.geometry().right() < 400 for one in buttons)
