# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QFileDialog

from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources, new_source
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, InputError
from ruhr_smartcity_plugin.gui.catalogue.portal_chooser import PortalChooser
from ruhr_smartcity_plugin.gui.catalogue.source_form import SourceForm, source_address
from ruhr_smartcity_plugin.gui.catalogue.sources_dialog import SourcesDialog
from tests.support.loopback import Loopback, Reply
from tests.support.save_dialog import save_as
from tests.support.workbench import open_workbench


@pytest.fixture
def bench():
    with open_workbench() as bench:
        yield bench


@pytest.fixture
def sources(tmp_path):
    return CatalogueSources(tmp_path / "lists")


@pytest.fixture
def dialog(bench, sources, qtbot):
    dialog = SourcesDialog(bench, sources)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _titles(dialog) -> list:
    return [one.text(0) for one in _items(dialog)]


def _items(dialog) -> list:
    groups = [dialog.list.topLevelItem(number) for number in range(dialog.list.topLevelItemCount())]
    return [group.child(row) for group in groups for row in range(group.childCount())]


def _choose(dialog, title: str) -> None:
    dialog.list.setCurrentItem(next(one for one in _items(dialog) if one.text(0) == title))


def _in_form(work) -> None:
    """Run `work(form)` in the modal form that opens next."""

    def act():
        work(next(one for one in QApplication.topLevelWidgets() if isinstance(one, SourceForm) and one.isVisible()))

    QTimer.singleShot(50, act)


def test_a_catalogue_is_added_by_its_pasted_address(dialog, sources, qtbot):
    def fill(form):
        qtbot.keyClicks(form.address, "daten.herne.example/dataset/baeume")
        qtbot.keyClicks(form.name, "Herne")
        form.kind.setCurrentIndex(form.kind.findData("ckan"))
        form.buttons.button(form.buttons.StandardButton.Ok).click()

    _in_form(fill)
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert sources.by_url("https://daten.herne.example").title == "Herne"
    assert "Herne" in _titles(dialog)


def test_an_address_that_cannot_be_used_keeps_the_form_open_with_a_sentence(bench, qtbot):
    form = SourceForm(bench, None)
    qtbot.addWidget(form)
    form.show()
    form.address.setText("ftp://daten.herne.example")
    form.buttons.button(form.buttons.StandardButton.Ok).click()
    assert form.isVisible()
    assert form.banner.text
    assert form.result() != QDialog.DialogCode.Accepted


def test_shipped_catalogues_can_be_hidden_shown_again_and_given_a_log_in(dialog, sources, qtbot):
    first = _titles(dialog)[0]
    _choose(dialog, first)
    assert not dialog.remove_button.isEnabled()
    qtbot.mouseClick(dialog.hide_button, Qt.MouseButton.LeftButton)
    assert first not in _titles(dialog)
    dialog.show_hidden.setChecked(True)
    _choose(dialog, next(one for one in _titles(dialog) if one.startswith(first)))
    qtbot.mouseClick(dialog.hide_button, Qt.MouseButton.LeftButton)
    dialog.show_hidden.setChecked(False)
    assert first in _titles(dialog)
    _choose(dialog, first)

    def look(form):
        assert form.address.isReadOnly()
        assert not form.kind.isEnabled()
        form.indexed.setChecked(False)
        form.accept()

    _in_form(look)
    qtbot.mouseClick(dialog.edit_button, Qt.MouseButton.LeftButton)
    assert not sources.all()[0].is_indexed


def test_no_button_is_squeezed_in_a_low_window_with_large_letters(dialog, qtbot):
    font = dialog.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    dialog.setFont(font)
    dialog.resize(400, 400)
    qtbot.waitUntil(lambda: dialog.height() <= 480)
    buttons = (dialog.add_button, dialog.edit_button, dialog.export_button)
    qtbot.waitUntil(lambda: all(one.height() >= one.sizeHint().height() for one in buttons))


def test_removing_is_undone_with_one_click(dialog, sources, qtbot):
    sources.add(new_source("https://daten.herne.example", "Herne"))
    _choose(dialog, "Herne")
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert "Herne" not in _titles(dialog)
    undo = dialog.banner.findChild(type(dialog.add_button), "state_action_0")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert "Herne" in _titles(dialog)


def test_why_a_removed_catalogue_cannot_come_back_stays_readable(dialog, sources, qtbot):
    sources.add(new_source("https://daten.herne.example", "Herne"))
    _choose(dialog, "Herne")
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    sources.add(new_source("https://daten.herne.example", "Herne, anew"))
    undo = dialog.banner.findChild(type(dialog.add_button), "state_action_0")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert dialog.banner.state == "failed"
    assert "Herne, anew" in dialog.banner.text


def test_a_list_goes_to_a_colleague_and_its_broken_rows_are_told(dialog, sources, tmp_path, monkeypatch, qtbot):
    sources.add(new_source("https://daten.herne.example", "Herne"))
    target = tmp_path / "kollegen"
    save_as(monkeypatch, target)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    document = json.loads((tmp_path / "kollegen.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in document["portals"]] == ["Herne"]
    document["portals"] += [{"url": "https://daten.marl.example", "title": "Marl"}, {"url": "javascript:1"}]
    (tmp_path / "kollegen.json").write_text(json.dumps(document), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "kollegen.json"), ""))
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    assert "Marl" in _titles(dialog)
    assert "left out" in dialog.banner.text


def test_the_central_list_is_fetched_on_request_only(bench, sources, qtbot):
    with Loopback({"/liste.json": {"portals": [{"url": "https://daten.marl.example", "title": "Marl"}]}}) as server:
        bench.settings.central_list.setValue(server.url + "/liste.json")
        dialog = SourcesDialog(bench, sources)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not server.seen
        qtbot.mouseClick(dialog.fetch_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "Marl" in _titles(dialog), timeout=10_000)
        qtbot.waitUntil(lambda: dialog.fetch_button.isEnabled(), timeout=10_000)
    assert "central list" in [one.text(3) for one in _items(dialog)]
    bench.settings.central_list.setValue("")


def test_a_central_list_that_fails_says_so_and_can_be_tried_again(bench, sources, qtbot):
    with Loopback({"/liste.json": Reply(404)}) as server:
        bench.settings.central_list.setValue(server.url + "/liste.json")
        dialog = SourcesDialog(bench, sources)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.fetch_central()
        qtbot.waitUntil(lambda: dialog.banner.state == "failed", timeout=10_000)
    bench.settings.central_list.setValue("")


def test_what_people_paste_becomes_an_address():
    assert source_address("opendata.ruhr/dataset/x", PortalKind.CKAN) == "https://opendata.ruhr"
    assert source_address("https://x.example/explore/?sort=modified", PortalKind.OPENDATASOFT) == "https://x.example"
    narrowed = "https://opendata.ruhr/organization/stadt-herne"
    assert source_address("opendata.ruhr/organization/stadt-herne/", PortalKind.CKAN) == narrowed
    assert source_address("https://opendata.ruhr/dataset?organization=stadt-herne", PortalKind.CKAN) == narrowed
    with pytest.raises(AddressRefusedError):
        source_address("javascript:alert(1)", None)
    with pytest.raises(InputError, match=r"fehlt\.ttl"):
        source_address("/nirgends/fehlt.ttl", None)


@pytest.mark.parametrize(
    "address",
    [
        "https://geo.example/ows?SERVICE=WFS",
        "https://maps.example/mapserv?map=/srv/x.map",
        "https://api.example.org/api/features",
        "https://x.example/dataset/catalog.ttl",
        "https://x.example/csw.py?config=stadt.yml",
        "https://opendata.ruhr/group/envi",
    ],
)
def test_an_address_keeps_all_its_parts_until_it_is_known_to_be_of_a_ckan_portal(address, bench, sources, qtbot):
    assert source_address(address, None) == address
    chooser = PortalChooser(bench.settings, {"sources": sources})
    qtbot.addWidget(chooser)
    chooser.add(address.removeprefix("https://"))
    assert chooser.choice().url == address


def test_several_catalogues_are_hidden_with_one_click(dialog, sources, qtbot):
    dialog.list.selectAll()
    assert not dialog.edit_button.isEnabled()
    qtbot.mouseClick(dialog.hide_button, Qt.MouseButton.LeftButton)
    assert sources.all() == ()
    dialog.show_hidden.setChecked(True)
    dialog.list.selectAll()
    qtbot.mouseClick(dialog.hide_button, Qt.MouseButton.LeftButton)
    assert len(sources.all()) == len(sources.everything())


def test_a_shipped_geo_service_is_hidden_and_shown_again(dialog, sources, qtbot):
    before = sources.services()
    group = dialog.list.topLevelItem(1)
    assert group.text(0) == f"Single geo services ({len(before)})"
    dialog.list.choose(before[0].key)
    assert not dialog.remove_button.isEnabled()
    qtbot.mouseClick(dialog.hide_button, Qt.MouseButton.LeftButton)
    assert sources.services() == before[1:]
    assert group.text(0) == f"Single geo services ({len(before) - 1})"
    dialog.show_hidden.setChecked(True)
    assert f"{before[0].title} (hidden)" in _titles(dialog)
    dialog.list.choose(before[0].key)
    qtbot.mouseClick(dialog.hide_button, Qt.MouseButton.LeftButton)
    assert sources.services() == before


def test_a_service_of_a_colleague_can_be_removed_and_put_back(dialog, sources, tmp_path, qtbot):
    row = {"id": "herne-wms", "title": "Herne", "kind": "WMS", "url": "https://geo.herne.example/wms", "layers": ["a"]}
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"services": [row]}), encoding="utf-8")
    sources.import_file(path)
    dialog.list.choose("herne-wms")
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert "herne-wms" not in [one.key for one in sources.services()]
    undo = dialog.banner.findChild(type(dialog.add_button), "state_action_0")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert sources.services()[-1].key == "herne-wms"


def test_an_address_nobody_has_verified_is_called_so(dialog, sources):
    said = {one.text(0): one.text(4) for one in _items(dialog)}
    services = {one.title: one for one in sources.service_entries()}
    assert {said[name] == "not verified" for name, one in services.items() if one.is_unverified} == {True}
    assert {"20" in said[name] for name, one in services.items() if not one.is_unverified} == {True}


def test_no_click_on_a_group_changes_an_entry(dialog, sources, qtbot):
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    assert dialog.list.chosen() == []
    assert not dialog.hide_button.isEnabled()
    dialog.toggle_hidden()
    assert len(sources.all()) == len(sources.everything())
