# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from qgis.core import (
    QgsAuthMethodConfig,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QPushButton

from ruhr_smartcity_plugin.adapters.catalogue.publish_layer import (
    LayerExport,
    foreign_licence,
    personal_fields,
    prefilled,
    why_not_public,
)
from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources, new_source
from ruhr_smartcity_plugin.adapters.layers.files_copy import ROW_ID
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.register_layers import INTERNAL_POINTS, VIEW_PROPERTY
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.gui.catalogue.publish_dialog import PublishDialog, open_publishing
from ruhr_smartcity_plugin.gui.states import HIDDEN, WORKING
from tests.support.chaos import Chaos
from tests.support.ckan_writable import KEY, WritableCkan
from tests.support.master_password import opened_authentication
from tests.support.save_dialog import save_as
from tests.support.workbench import open_workbench


@pytest.fixture
def bench(tmp_path):
    with open_workbench() as bench:
        bench.workspace_dir = lambda: tmp_path / "workspace"
        yield bench
        bench.project.clear()


@pytest.fixture
def layer():
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "Bäume", "memory")
    names = (("art", QMetaType.Type.QString), ("ansprechpartner_mail", QMetaType.Type.QString))
    layer.dataProvider().addAttributes([QgsField(name, kind) for name, kind in names])
    layer.updateFields()
    for number in range(3):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(374000 + number, 5711000)))  # Herne
        feature.setAttributes(["Ahorn", "canary@herne.example"])
        layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    return layer


def _dialog(bench, layer, qtbot) -> PublishDialog:
    dialog = PublishDialog(bench, layer)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _fill(dialog) -> None:
    record = dialog.record()
    file = replace(record.distributions[0], licence="dl-by-de/2.0", attribution="Stadt Herne",
                   access_url="https://daten.herne.example/b.gpkg")  # fmt: skip
    dialog.form.show_record(replace(record, description="Alle Bäume", publisher="Stadt Herne", distributions=(file,)))


# --- what may leave -----------------------------------------------------------------------------------------------
def test_internal_layers_are_refused_with_the_reason(bench, layer, tmp_path):
    assert why_not_public(layer) == ""
    layer.setCustomProperty(VIEW_PROPERTY, INTERNAL_POINTS)
    assert "internal" in why_not_public(layer)
    assert open_publishing(bench, layer) is None
    layer.removeCustomProperty(VIEW_PROPERTY)
    layer.setName("Projekte INTERN")
    assert "internal" in why_not_public(layer)
    assert open_publishing(bench, None) is None


@pytest.mark.parametrize("table", ["project", "project_internal", "site_point", "project_points_internal"])
def test_a_raw_table_of_a_register_that_no_room_has_opened_is_refused(bench, tmp_path, table):
    create_store(tmp_path / "a.gpkg")
    create_store(tmp_path / "b.gpkg")
    bench.shared["register"] = SimpleNamespace(path=tmp_path / "a.gpkg")  # the open one
    for name in ("a", "b"):
        raw = QgsVectorLayer(f"{tmp_path / name}.gpkg|layername={table}", "Projekte", "ogr")
        assert raw.isValid()
        assert "project register" in why_not_public(raw)
        assert open_publishing(bench, raw) is None
    del bench.shared["register"]
    assert open_publishing(bench, raw) is None


def test_the_public_views_of_a_register_may_leave_unless_their_filter_reads_another_table(tmp_path):
    create_store(tmp_path / "a.gpkg")
    for view in ("project_points", "project_lines"):
        layer = QgsVectorLayer(f"{tmp_path / 'a.gpkg'}|layername={view}", "Projekte", "ogr")
        assert why_not_public(layer) == ""
    assert layer.setSubsetString("SELECT * FROM project_internal")
    assert "project register" in why_not_public(layer)


def test_a_geopackage_of_ones_own_is_no_register(layer, tmp_path):
    path = tmp_path / "register.gpkg"
    LayerExport.of(layer, ["art"]).write(path, "GPKG", SILENT)
    assert why_not_public(QgsVectorLayer(str(path), "projekt", "ogr")) == ""


def test_fields_that_look_personal_are_not_ticked_and_not_in_the_file(bench, layer, qtbot, tmp_path):
    assert personal_fields(layer) == ("ansprechpartner_mail",)
    dialog = _dialog(bench, layer, qtbot)
    assert dialog.chosen_fields() == ["art"]
    export, driver, ending = dialog.make_export()
    path = tmp_path / f"out.{ending}"
    assert export.write(path, driver, SILENT) == 3
    assert b"canary" not in path.read_bytes()
    read = QgsVectorLayer(str(path), "x", "ogr")
    assert "art" in [one.name() for one in read.fields()]
    assert read.featureCount() == 3


def test_the_row_numbers_of_a_copy_are_not_ticked(bench, layer, qtbot):
    layer.dataProvider().addAttributes([QgsField(ROW_ID, QMetaType.Type.LongLong)])
    layer.updateFields()
    dialog = _dialog(bench, layer, qtbot)
    assert dialog.chosen_fields() == ["art"]


def test_it_fits_into_400_pixels_each_way_on_every_page(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    dialog.banner.show_partly("The data come from the city of Bochum. Publish them only if they are yours.")
    for page in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(page)
        dialog.resize(400, 400)
        qtbot.waitUntil(lambda: (dialog.width(), dialog.height()) == (400, 400))


def test_data_of_others_come_with_a_warning_and_their_licence(bench, layer, qtbot):
    assert foreign_licence(layer) == ""
    write_origin(layer, Origin("Bäume", publisher="Stadt Bochum", licence="dl-de/by-2-0"))
    assert "Stadt Bochum" in foreign_licence(layer)
    assert prefilled(layer).distributions[0].licence == "dl-by-de/2.0"
    assert "Stadt Bochum" in _dialog(bench, layer, qtbot).banner.text


def test_nothing_of_the_layer_but_the_chosen_fields_is_in_any_file(layer, tmp_path):
    layer.setFieldAlias(1, "CANARY alias")
    layer.dataProvider().addAttributes([QgsField("leer", QMetaType.Type.QString, comment="CANARY comment")])
    layer.updateFields()
    metadata = layer.metadata().clone()
    metadata.setAbstract("CANARY abstract")
    metadata.setHistory(["CANARY history"])
    layer.setMetadata(metadata)
    layer.setCustomProperty("x", "CANARY property")
    write_origin(layer, Origin("Bäume", parameters={"file": "/home/CANARY/geheim.gpkg"}))
    layer.setMapTipTemplate("CANARY tip")
    for driver, ending in (("GPKG", "gpkg"), ("GeoJSON", "geojson"), ("CSV", "csv")):
        path = tmp_path / f"aus.{ending}"
        LayerExport.of(layer, ["art", "leer"]).write(path, driver, SILENT)
        content = path.read_bytes()
        for word in (b"CANARY", b"canary", str(tmp_path).encode(), b".part"):
            assert word not in content, (driver, word)
    with closing(sqlite3.connect(tmp_path / "aus.gpkg")) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert connection.execute("SELECT table_name FROM gpkg_contents").fetchall() == [("aus",)]
    own = {one for one in tables if not one.startswith(("gpkg_", "rtree_", "sqlite_"))}
    assert own == {"aus"}  # no layer_styles, no metadata


def test_geojson_is_published_in_degrees_as_rfc_7946_wants_it(layer, tmp_path):
    path = tmp_path / "b.geojson"
    LayerExport.of(layer, ["art"]).write(path, "GeoJSON", SILENT)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert "crs" not in document
    # 374000, 5711000 in EPSG:25832 by gdaltransform: 7.183270 E, 51.536025 N
    assert document["features"][0]["geometry"]["coordinates"] == pytest.approx([7.183270, 51.536025], abs=2e-6)


def test_a_published_table_keeps_every_value_as_it_is(layer, tmp_path):
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["=1+1", ""])
    layer.dataProvider().addFeatures([feature])
    path = tmp_path / "b.csv"
    LayerExport.of(layer, ["art"]).write(path, "CSV", SILENT)
    assert "=1+1" in path.read_text(encoding="utf-8").splitlines()[-1].split(";")


def test_two_exports_of_one_day_are_the_same_file(layer, tmp_path):
    contents = []
    for name in ("a", "b"):
        path = tmp_path / name / "baeume.gpkg"
        LayerExport.of(layer, ["art"]).write(path, "GPKG", SILENT)
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]


def test_a_folder_that_cannot_be_made_is_one_sentence(layer, tmp_path):
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="could not be written"):
        LayerExport.of(layer, ["art"]).write(tmp_path / "datei" / "b.gpkg", "GPKG", SILENT)


def test_virtual_and_joined_fields_are_published_with_their_values(bench, layer, tmp_path):
    layer.addExpressionField("'x' || art", QgsField("v", QMetaType.Type.QString))
    path = tmp_path / "b.csv"
    LayerExport.of(layer, ["v"]).write(path, "CSV", SILENT)
    assert "xAhorn" in path.read_text(encoding="utf-8")


# --- the form -------------------------------------------------------------------------------------------------------
def test_the_form_is_filled_from_the_layer_and_says_what_is_missing(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    assert dialog.form.title.text() == "Bäume"
    assert dialog.record().extent_4326 == pytest.approx((7.19, 51.54, 7.19, 51.54), abs=0.02)
    before = dialog.findings.count()
    assert dialog.form.findChild(type(dialog.form._notes["publisher"]), "publisher_note").isVisible()
    qtbot.keyClicks(dialog.form.publisher, "Stadt Herne")
    assert not dialog.form._notes["publisher"].isVisible()
    assert dialog.findings.count() < before


def test_a_finding_leads_to_its_field(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    texts = [dialog.findings.item(row).text() for row in range(dialog.findings.count())]
    row = next(row for row, text in enumerate(texts) if "Publisher" in text)
    dialog.tabs.setCurrentIndex(2)
    dialog.findings.itemActivated.emit(dialog.findings.item(row))
    assert dialog.tabs.currentIndex() == 0


def test_a_draft_comes_back_with_the_layer(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    _fill(dialog)
    assert dialog.save_draft()
    again = _dialog(bench, layer, qtbot)
    assert again.form.publisher.text() == "Stadt Herne"
    assert again.form.licence.currentData() == "dl-by-de/2.0"


def test_a_draft_of_an_earlier_day_says_the_day_and_extent_of_now(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    _fill(dialog)
    dialog.form.show_record(replace(dialog.record(), modified=date(2020, 1, 1), extent_4326=(6.0, 51.0, 6.1, 51.1)))
    assert dialog.save_draft()
    record = _dialog(bench, layer, qtbot).record()
    assert record.publisher == "Stadt Herne"
    assert record.modified == record.distributions[0].modified == date.today()
    assert record.extent_4326 == pytest.approx((7.19, 51.54, 7.19, 51.54), abs=0.02)


@pytest.mark.parametrize("text", ["{", "[]", '{"distributions": [5]}'])
def test_a_damaged_draft_is_said_and_kept_aside(bench, layer, qtbot, text):
    dialog = _dialog(bench, layer, qtbot)
    assert dialog.save_draft()
    path = dialog._draft_path()
    path.write_text(text, encoding="utf-8")
    again = _dialog(bench, layer, qtbot)
    assert "cannot be read" in again.banner.text
    assert again.form.title.text() == "Bäume"
    assert again.save_draft()
    assert path.with_name(path.name + ".damaged").read_text(encoding="utf-8") == text


def test_escape_keeps_what_was_written_as_a_draft_and_nothing_else(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog._draft_path().exists()
    dialog = _dialog(bench, layer, qtbot)
    dialog.form.publisher.setText("Stadt Herne")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "kept as a draft" in bench.messages.recent[-1].sentence
    assert _dialog(bench, layer, qtbot).form.publisher.text() == "Stadt Herne"


def test_the_record_is_previewed_and_saved(bench, layer, qtbot, tmp_path, monkeypatch):
    dialog = _dialog(bench, layer, qtbot)
    _fill(dialog)
    dialog.tabs.setCurrentIndex(2)
    dialog.notation.setCurrentIndex(dialog.notation.findData("ttl"))
    assert "dcterms:publisher" in dialog.preview.toPlainText()
    save_as(monkeypatch, tmp_path / "baum")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "dcat:Dataset" in (tmp_path / "baum.ttl").read_text(encoding="utf-8")


def test_an_address_that_is_none_is_said_in_the_preview(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    dialog.form.address.setText("file:///c:/geheim.gpkg")
    dialog.tabs.setCurrentIndex(2)
    assert "dcat:" not in dialog.preview.toPlainText()
    assert not dialog.save_button.isEnabled()


# --- upload ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def login(qgis_app):
    config = QgsAuthMethodConfig("APIHeader")
    config.setName("Herne")
    config.setConfig("Authorization", KEY)
    manager = opened_authentication()
    assert manager.storeAuthenticationConfig(config)[0]
    yield config.id()
    assert manager.removeAuthenticationConfig(config.id())


def test_an_upload_needs_a_portal_with_a_log_in(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    assert "log-in" in dialog.upload.banner.text
    assert not dialog.upload.upload_button.isEnabled()


def test_a_layer_is_published_by_mouse_after_one_question(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal:
        sources = CatalogueSources(tmp_path / "lists")
        sources.add(replace(new_source(portal.url, "Herne", PortalKind.CKAN), authcfg=login))
        bench.shared["sources"] = sources
        dialog = _dialog(bench, layer, qtbot)
        _fill(dialog)
        dialog.tabs.setCurrentIndex(3)
        upload = dialog.upload
        qtbot.mouseClick(upload.ask_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: upload.organisation.count() == 1, timeout=10_000)

        def answer():
            boxes = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox))
            box = next(one for one in boxes if one.isVisible())
            assert "visible for everybody" in box.text()
            box.buttons()[0].click()

        QTimer.singleShot(100, answer)
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "read back" in upload.banner.text, timeout=20_000)
        package = portal.packages["baeume"]
        assert package["private"] is False
        assert len(package["resources"]) == 1
        assert all(allowed for _action, allowed in portal.log)
        assert upload.withdraw_button.isEnabled()


def _open_upload(bench, layer, qtbot, tmp_path, login, *portals):
    sources = CatalogueSources(tmp_path / "lists")
    for number, portal in enumerate(portals):
        sources.add(replace(new_source(portal.url, f"Herne {number}", PortalKind.CKAN), authcfg=login))
    bench.shared["sources"] = sources
    dialog = _dialog(bench, layer, qtbot)
    _fill(dialog)
    dialog.tabs.setCurrentIndex(3)
    dialog.upload._confirmed = lambda _record: True
    return dialog


def _choose(upload, qtbot, row: int) -> None:
    upload.portal.setCurrentIndex(row)
    qtbot.mouseClick(upload.ask_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: upload.organisation.count() == 1, timeout=10_000)


def test_an_upload_that_was_cut_goes_on_in_the_next_session_and_on_its_own_portal_only(
    bench, layer, qtbot, tmp_path, login
):
    with WritableCkan() as first, WritableCkan() as second:
        first.faults["resource_create"] = [500]
        upload = _open_upload(bench, layer, qtbot, tmp_path, login, first, second).upload
        _choose(upload, qtbot, 0)
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: upload.upload_button.isEnabled(), timeout=20_000)
        assert first.packages["baeume"]["private"] is True
        assert not list((tmp_path / "workspace" / "publish").glob("*.gpkg"))
        again = _open_upload(bench, layer, qtbot, tmp_path / "again", login, first, second).upload
        _choose(again, qtbot, 1)
        assert not again.withdraw_button.isEnabled()  # nothing of this name on that portal
        qtbot.mouseClick(again.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "read back" in again.banner.text, timeout=20_000)
        assert second.packages["baeume"]["private"] is False
        _choose(again, qtbot, 0)
        assert again.withdraw_button.isEnabled()
        qtbot.mouseClick(again.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "read back" in again.banner.text, timeout=20_000)
        assert first.packages["baeume"]["private"] is False
        assert len(first.packages["baeume"]["resources"]) == 1
        assert first.count("package_create") == 1
        assert not list((tmp_path / "workspace" / "publish").iterdir())


def test_what_is_being_uploaded_cannot_be_changed_on_the_way(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as first, WritableCkan() as second:
        dialog = _open_upload(bench, layer, qtbot, tmp_path, login, first, second)
        upload = dialog.upload
        _choose(upload, qtbot, 0)
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        assert not any(one.isEnabled() for one in (upload.portal, upload.organisation, upload.name))
        upload.name.setModified(False)
        dialog.form.title.setText("Ganz anders")
        upload.propose_name()
        assert upload.name.text() == "baeume"
        bench.shared["sources"].remove(upload.source().key)
        qtbot.waitUntil(lambda: upload.portal.isEnabled(), timeout=20_000)
        assert f"{first.url}/dataset/baeume" in upload.banner.text
        assert not list((tmp_path / "workspace" / "publish").glob("*.upload.json"))
        assert upload.portal.count() == 1
        assert upload.organisation.count() == 0


def test_the_short_name_of_an_upload_stays_when_the_title_changes(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal:
        portal.faults["resource_create"] = [500]
        dialog = _open_upload(bench, layer, qtbot, tmp_path, login, portal)
        upload = dialog.upload
        _choose(upload, qtbot, 0)
        upload.name.clear()
        qtbot.keyClicks(upload.name, "stadtbaeume")
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: upload.upload_button.isEnabled(), timeout=20_000)
        dialog.tabs.setCurrentIndex(0)
        dialog.form.title.setText("Alle Bäume")
        dialog.tabs.setCurrentIndex(3)
        assert upload.name.text() == "stadtbaeume"
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "read back" in upload.banner.text, timeout=20_000)
        assert list(portal.packages) == ["stadtbaeume"]


def test_a_file_that_was_not_read_back_is_not_said_to_be(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal:
        portal.spoil = lambda _package, one: one.update(url="https://ablage.example/b.gpkg")
        upload = _open_upload(bench, layer, qtbot, tmp_path, login, portal).upload
        _choose(upload, qtbot, 0)
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "could not be compared" in upload.banner.text, timeout=20_000)
        assert "Published: " in upload.banner.text


def test_stopping_the_question_for_organisations_speaks_of_no_draft(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal, Chaos(portal.url, [{"match": "", "fault": "hang"}]) as proxy:
        upload = _open_upload(bench, layer, qtbot, tmp_path, login, proxy).upload
        qtbot.mouseClick(upload.ask_button, Qt.MouseButton.LeftButton)
        assert upload.banner.state == WORKING
        upload.stop()
        qtbot.waitUntil(lambda: upload.ask_button.isEnabled(), timeout=20_000)
        assert "draft" not in upload.banner.text


def test_a_portal_that_gets_its_log_in_later_appears_in_the_open_window(bench, layer, qtbot, tmp_path, login):
    sources = CatalogueSources(tmp_path / "lists")
    bench.shared["sources"] = sources
    upload = _dialog(bench, layer, qtbot).upload
    assert upload.portal.count() == 0
    sources.add(replace(new_source("https://daten.herne.example", "Herne", PortalKind.CKAN), authcfg=login))
    assert upload.source().title == "Herne"
    assert upload.banner.state == HIDDEN
    sources.add(replace(new_source("https://a.example", "A", PortalKind.CKAN), authcfg=login))
    assert upload.portal.count() == 2
    assert upload.source().title == "Herne"


def test_a_name_that_is_a_path_stays_in_its_folder(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal:
        upload = _open_upload(bench, layer, qtbot, tmp_path, login, portal).upload
        _choose(upload, qtbot, 0)
        upload.name.setText("../../Bäume & mehr")
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "read back" in upload.banner.text, timeout=20_000)
        assert list(portal.packages) == ["baeume-mehr"]
    assert {one.name for one in tmp_path.iterdir()} == {"lists", "workspace"}


def test_withdrawing_without_an_upload_asks_nothing(bench, layer, qtbot, tmp_path, login, monkeypatch):
    with WritableCkan() as portal:
        upload = _open_upload(bench, layer, qtbot, tmp_path, login, portal).upload
        monkeypatch.setattr(QMessageBox, "question", lambda *_args: pytest.fail("nothing to ask"))
        upload.withdraw()
        assert portal.log == []


def test_a_layer_removed_while_its_window_is_open_keeps_the_description_as_a_draft(bench, layer, qtbot):
    bench.project.addMapLayer(layer)
    dialog = _dialog(bench, layer, qtbot)
    _fill(dialog)
    bench.project.removeMapLayer(layer.id())
    assert "was removed" in dialog.banner.text
    assert dialog._draft().publisher == "Stadt Herne"
    assert dialog.record().title == "Bäume"
    dialog.tabs.setCurrentIndex(2)
    dialog.tabs.setCurrentIndex(3)
    assert not dialog.upload.upload_button.isEnabled()
    with pytest.raises(InputError, match="no longer"):
        dialog.make_export()


def test_what_was_said_of_a_portal_goes_with_the_portal_and_with_its_log_in(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as first, WritableCkan() as second:
        dialog = _open_upload(bench, layer, qtbot, tmp_path, login, first, second)
        upload, sources = dialog.upload, bench.shared["sources"]
        for refused in (first, second):
            refused.faults["organization_list_for_user"] = [403]
        qtbot.mouseClick(upload.ask_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "HTTP 403" in upload.banner.text, timeout=10_000)
        upload.portal.setCurrentIndex(1)
        assert upload.banner.state == HIDDEN
        qtbot.mouseClick(upload.ask_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "HTTP 403" in upload.banner.text, timeout=10_000)
        chosen = upload.source()
        sources.update(chosen.key, replace(chosen, title="Herne, neue Anmeldung"))
        assert upload.source().title == "Herne, neue Anmeldung"
        assert upload.banner.state == HIDDEN


def test_a_refused_log_in_leads_to_the_list_where_it_stands(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal:
        opened = []
        bench.shared["open_sources_dialog"] = lambda: opened.append(True)
        portal.faults["organization_list_for_user"] = [403]
        upload = _open_upload(bench, layer, qtbot, tmp_path, login, portal).upload
        qtbot.mouseClick(upload.ask_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "HTTP 403" in upload.banner.text, timeout=10_000)
        button = upload.banner.findChild(QPushButton, "state_action_0")
        assert button.text() == "Manage catalogues"
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert opened == [True]


def test_a_description_that_was_completed_is_no_longer_called_incomplete(bench, layer, qtbot, tmp_path, login):
    with WritableCkan() as portal:
        dialog = _open_upload(bench, layer, qtbot, tmp_path, login, portal)
        upload, full = dialog.upload, dialog.record()
        _choose(upload, qtbot, 0)
        dialog.form.show_record(replace(full, description=""))
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        assert "not complete" in upload.banner.text
        dialog.form.show_record(full)
        upload._confirmed = lambda _record: False
        qtbot.mouseClick(upload.upload_button, Qt.MouseButton.LeftButton)
        assert upload.banner.state == HIDDEN


def test_no_finding_names_a_field_by_its_name_in_the_code(bench, layer, qtbot):
    dialog = _dialog(bench, layer, qtbot)
    _fill(dialog)
    texts = [dialog.findings.item(row).text() for row in range(dialog.findings.count())]
    assert any("GovData" in text for text in texts)
    assert not any("contributor_id" in text for text in texts)
