# SPDX-License-Identifier: GPL-2.0-or-later
"""Geo services of the user's own list: added, changed, standing in for a shipped one."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsAuthMethodConfig
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication

from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import checked_service
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.catalogue.service_form import ServiceForm
from ruhr_smartcity_plugin.gui.catalogue.sources_dialog import SourcesDialog
from tests.support.loopback import Loopback, Reply
from tests.support.master_password import opened_authentication
from tests.support.workbench import open_workbench

CAPABILITIES = """<?xml version="1.0"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink">
<Service><Name>WMS</Name><Title>Stadtklima Herne</Title><Abstract>Klimatope.</Abstract>
<ContactInformation><ContactPersonPrimary><ContactOrganization>Stadt Herne</ContactOrganization>
</ContactPersonPrimary></ContactInformation>
<AccessConstraints>Datenlizenz Deutschland Zero 2.0</AccessConstraints></Service>
<Capability><Request><GetMap><Format>image/png</Format><DCPType><HTTP><Get>
<OnlineResource xlink:href="http://127.0.0.1/"/></Get></HTTP></DCPType></GetMap></Request>
<Layer><Title>Alle</Title><CRS>EPSG:25832</CRS>
<Layer><Name>klimatope</Name><Title>Klimatope</Title></Layer>
<Layer><Name>kaltluft</Name><Title>Kaltluft</Title></Layer></Layer></Capability></WMS_Capabilities>"""


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


@pytest.fixture
def wms():
    with Loopback({"/wms": Reply(body=CAPABILITIES, content_type="text/xml")}) as server:
        yield server


def _in_form(work) -> None:
    def act():
        work(next(one for one in QApplication.topLevelWidgets() if isinstance(one, ServiceForm) and one.isVisible()))

    QTimer.singleShot(50, act)


def _tick(form, name: str) -> None:
    items = [form.layers.item(at) for at in range(form.layers.count())]
    next(one for one in items if one.data(Qt.ItemDataRole.UserRole) == name).setCheckState(Qt.CheckState.Checked)


def _press_ok(form) -> None:
    form.buttons.button(form.buttons.StandardButton.Ok).click()


def test_a_service_is_added_and_what_it_says_of_itself_fills_the_form(dialog, sources, wms, qtbot):
    def fill(form):
        form.address.setText(wms.url + "/wms?SERVICE=WMS&REQUEST=GetCapabilities")
        qtbot.mouseClick(form.check, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: form.layers.count() == 2)
        assert "2" in form.banner.text
        _tick(form, "kaltluft")
        _press_ok(form)

    _in_form(fill)
    qtbot.mouseClick(dialog.add_service_button, Qt.MouseButton.LeftButton)
    own = [one for one in sources.service_entries() if one.owner is SourceOwner.OWN]
    assert [one.title for one in own] == ["Stadtklima Herne"]
    row = sources.service_row(own[0].key)
    assert (row["url"], row["kind"], row["layers"]) == (wms.url + "/wms", "WMS", ["kaltluft"])
    assert (row["publisher"], row["licence"], row["notes"]) == ("Stadt Herne", "dl-zero-de/2.0", "Klimatope.")
    assert (row["date_checked"], row["unverified"]) == (date.today().isoformat(), False)
    assert [one.key for one in dialog.list.chosen()] == [own[0].key]
    assert row["title"] in [one.title for one in sources.services()]


def test_a_service_nobody_asked_is_kept_as_not_verified(bench, qtbot):
    form = ServiceForm(bench, None)
    qtbot.addWidget(form)
    form.address.setText("geo.herne.example/wfs")
    form.kind.setCurrentIndex(form.kind.findData("WFS"))
    row = form.service()
    assert (row["url"], row["title"]) == ("https://geo.herne.example/wfs", "geo.herne.example/wfs")
    assert row["unverified"]


def test_a_shipped_service_is_changed_by_an_entry_of_ones_own_and_comes_back(dialog, sources, qtbot):
    shipped = next(one for one in sources.service_entries() if one.key == "rvr-dop")
    before = sources.service_row("rvr-dop")

    def change(form):
        assert form.banner.text
        assert form.ticked() == list(before["layers"])
        form.address.setText("https://neu.metropoleruhr.example/dop")
        _press_ok(form)

    dialog.list.choose("rvr-dop")
    _in_form(change)
    qtbot.mouseClick(dialog.edit_button, Qt.MouseButton.LeftButton)
    changed = next(one for one in sources.service_entries() if one.key == "rvr-dop")
    assert (changed.url, changed.owner) == ("https://neu.metropoleruhr.example/dop", SourceOwner.OWN)
    row = sources.service_row("rvr-dop")
    assert (row["unverified"], row["notes"], row["layers"]) == (True, before["notes"], before["layers"])
    assert len([one for one in sources.services() if one.key == "rvr-dop"]) == 1
    assert dialog.remove_button.isEnabled()
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert next(one for one in sources.service_entries() if one.key == "rvr-dop") == shipped


def test_every_field_of_every_listed_service_survives_the_form(bench, sources, qtbot):
    for entry in sources.service_entries():
        row = sources.service_row(entry.key)
        form = ServiceForm(bench, row)
        qtbot.addWidget(form)
        kept = {key: value for key, value in form.service().items() if key != "url"}
        assert kept == {key: row[key] for key in kept}
        assert form.service()["url"].rstrip("/") == row["url"].rstrip("/")


def test_the_years_of_a_service_stay_with_its_address_and_go_with_another(bench, sources, qtbot):
    form = ServiceForm(bench, sources.service_row("rvr-dop-jahre"))
    qtbot.addWidget(form)
    form.title.setText("Luftbilder")
    kept = sources.keep_service(form.service(), "rvr-dop-jahre")
    (changed,) = [one for one in sources.services() if one.key == kept]
    assert [one.title for one in changed.distributions] == [str(year) for year in range(2021, 2005, -1)]
    form.address.setText("https://neu.metropoleruhr.example/dop")
    assert form.service()["editions"] == []


def test_layers_the_service_no_longer_has_are_told_and_stay_ticked(bench, wms, qtbot):
    row = {"url": wms.url + "/wms", "kind": "WMS", "title": "Klima", "layers": ["klimatope", "belueftung"]}
    form = ServiceForm(bench, checked_service(row))
    qtbot.addWidget(form)
    form.show()
    form.ask_service()
    qtbot.waitUntil(lambda: form.layers.count() == 3)
    assert form.banner.state == "partly"
    assert "belueftung" in form.banner.text
    assert form.ticked() == ["klimatope", "belueftung"]
    assert form.title.text() == "Klima"


def test_an_address_that_is_no_service_is_said_in_the_form(bench, qtbot):
    with Loopback({"/wms": Reply(body="<html>Anmelden</html>", content_type="text/html")}) as server:
        form = ServiceForm(bench, None)
        qtbot.addWidget(form)
        form.show()
        form.address.setText(server.url + "/wms")
        form.ask_service()
        qtbot.waitUntil(lambda: form.banner.state == "failed")
        assert form.check.isEnabled()
        form.address.setText("ftp://geo.herne.example")
        _press_ok(form)
        assert form.isVisible()


def test_the_same_service_is_not_kept_twice(dialog, sources, qtbot):
    first = sources.service_row("rvr-dop")
    sources.keep_service({**first, "url": "https://geo.herne.example/wms"})

    def again(form):
        form.address.setText("https://geo.herne.example/wms/")
        form._offer_layers([("dop", "dop")])
        _tick(form, "dop")
        _press_ok(form)

    _in_form(again)
    qtbot.mouseClick(dialog.add_service_button, Qt.MouseButton.LeftButton)
    assert dialog.banner.state == "failed"
    assert first["title"] in dialog.banner.text


def test_an_entry_that_was_changed_is_not_replaced_by_a_new_one_with_its_former_layers(sources):
    row = checked_service({"url": "https://geo.herne.example/wms", "kind": "WMS", "title": "Herne", "layers": ["a"]})
    first = sources.keep_service({**row, "id": ""})
    sources.keep_service({**row, "layers": ["b"]}, first)
    second = sources.keep_service({**row, "id": "", "title": "Herne, anew"})
    assert second != first
    assert [sources.service_row(key)["layers"] for key in (first, second)] == [["b"], ["a"]]


@pytest.fixture
def log_in(qgis_app):
    manager = opened_authentication()
    config = QgsAuthMethodConfig("Basic")
    config.setName("Herne")
    config.setConfig("username", "anna")
    config.setConfig("password", "ruhr2027")
    assert manager.storeAuthenticationConfig(config)[0]
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def test_a_service_with_a_log_in_is_asked_and_kept_with_it_and_no_other_server_gets_it(
    bench, dialog, sources, wms, log_in, qtbot
):
    def fill(form):
        form.address.setText(wms.url + "/wms")
        form.login.setConfigId(log_in)
        qtbot.mouseClick(form.check, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: form.layers.count() == 2)
        _press_ok(form)

    _in_form(fill)
    qtbot.mouseClick(dialog.add_service_button, Qt.MouseButton.LeftButton)
    (own,) = [one for one in sources.service_entries() if one.owner is SourceOwner.OWN]
    assert all(seen.headers.get("Authorization", "").startswith("Basic ") for seen in wms.seen)
    assert sources.login_for(wms.url + "/wms") == log_in
    form = ServiceForm(bench, sources.service_row(own.key))
    qtbot.addWidget(form)
    assert form.login.configId() == log_in
    assert form.service()["authcfg"] == log_in


def test_the_log_in_of_a_catalogue_is_not_sent_to_the_new_server_of_a_service(bench, wms, log_in, qtbot):
    row = checked_service({"url": "https://geo.herne.example/wms", "kind": "WMS", "title": "Klima"})
    form = ServiceForm(bench, row, authcfg=log_in)
    qtbot.addWidget(form)
    form.address.setText(wms.url + "/wms")
    form.ask_service()
    qtbot.waitUntil(lambda: form.layers.count() == 2)
    assert [seen.headers.get("Authorization") for seen in wms.seen] == [None] * len(wms.seen)


def test_a_protocol_that_fails_is_named_in_the_form(bench, qtbot):
    def answer(seen):
        if seen.value("SERVICE") == "WFS":
            return Reply(500, "down", content_type="text/plain")
        return Reply(200, CAPABILITIES, content_type="text/xml") if seen.value("SERVICE") == "WMS" else Reply(404)

    with Loopback({"/ows": answer}) as server:
        form = ServiceForm(bench, None)
        qtbot.addWidget(form)
        form.address.setText(server.url + "/ows")
        form.ask_service()
        qtbot.waitUntil(lambda: form.layers.count() == 2)
    assert form.banner.state == "partly"
    assert "The WFS of “Stadtklima Herne” is missing from the list" in form.banner.text


def test_the_log_in_of_a_service_stays_with_its_host_and_never_goes_out_unencrypted(bench, sources, qtbot):
    bench.shared["sources"] = sources
    room = CatalogueRoom(bench)
    qtbot.addWidget(room)
    service = {"kind": "WFS", "title": "Kanal", "authcfg": "kanal01"}
    sources.keep_service({**service, "url": "https://geo.herne.example/intern/wfs"})
    sources.keep_service({**service, "url": "http://geo.marl.example/wfs"})

    def may_go(asked: str, redirected: str) -> bool:
        client, authcfg = room.adding.client(asked)
        assert authcfg == "kanal01"
        return client.session.get_adapter(asked)._login.is_for(redirected)

    assert may_go("https://geo.herne.example/intern/wfs", "https://geo.herne.example/wfs2")
    assert not may_go("https://geo.herne.example/intern/wfs", "http://geo.herne.example/intern/wfs")
    assert not may_go("https://geo.herne.example/intern/wfs", "https://geo.marl.example/wfs")
    assert may_go("http://geo.marl.example/wfs", "https://geo.marl.example/wfs")
    room.close_room()
