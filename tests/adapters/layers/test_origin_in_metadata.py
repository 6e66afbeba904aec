# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from qgis.core import QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.origin import ORIGIN_PROPERTY, read_origin, write_origin
from ruhr_smartcity_plugin.core.origin import Origin

ORIGIN = Origin(
    title="Baumkataster Bochum",
    source_url="https://example.org/dataset/baumkataster",
    publisher="Stadt Bochum",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0",
    licence_url="https://www.govdata.de/dl-de/by-2-0",
    fetched_at=datetime(2026, 3, 1, 12, tzinfo=timezone.utc),
)


def test_licence_attribution_and_links_land_in_the_metadata_a_person_reads(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "trees", "memory")
    write_origin(layer, ORIGIN)
    metadata = layer.metadata()
    assert metadata.licenses() == [ORIGIN.licence]
    assert "Stadt Bochum" in metadata.rights()[0]
    assert [link.url for link in metadata.links()] == [ORIGIN.source_url, ORIGIN.licence_url]
    assert metadata.history() == ["Fetched: 2026-03-01T12:00:00+00:00"]
    assert metadata.contacts()[0].organization == "Stadt Bochum"
    assert "Stadt Bochum" in layer.serverProperties().attribution()


def test_the_origin_survives_saving_and_opening_the_project(qgis_app, tmp_path):
    # a file layer: memory layers are not restored from a project
    source = tmp_path / "p.geojson"
    source.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    project = QgsProject()
    layer = QgsVectorLayer(str(source), "trees", "ogr")
    write_origin(layer, ORIGIN)
    project.addMapLayer(layer)
    assert project.write(str(tmp_path / "p.qgz"))
    again = QgsProject()
    assert again.read(str(tmp_path / "p.qgz"))
    (opened,) = again.mapLayers().values()
    assert read_origin(opened) == ORIGIN
    assert opened.serverProperties().attribution() == layer.serverProperties().attribution()


def test_a_layer_without_or_with_a_broken_origin_has_none(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "x", "memory")
    assert read_origin(layer) is None
    layer.setCustomProperty(ORIGIN_PROPERTY, "{broken")
    assert read_origin(layer) is None


def test_two_writes_do_not_pile_up(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "x", "memory")
    write_origin(layer, ORIGIN)
    write_origin(layer, ORIGIN)
    assert len(layer.metadata().links()) == 2
    assert len(layer.metadata().rights()) == 1


def test_keys_and_passwords_in_addresses_do_not_get_into_the_project(qgis_app, tmp_path):
    canary = "kanarienvogel"
    source = Origin("a", source_url=f"https://anna:{canary}@x.example/wfs")
    origin = Origin("b", f"https://x.example/wfs?token={canary}", parameters={"service": f"https://x?apikey={canary}"})
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "x", "memory")
    write_origin(layer, replace(origin, inputs=(source,)))
    project = QgsProject()
    project.addMapLayer(layer)
    assert project.write(str(tmp_path / "p.qgs"))
    saved = (tmp_path / "p.qgs").read_text(encoding="utf-8")
    assert "x.example" in saved
    assert canary not in saved
