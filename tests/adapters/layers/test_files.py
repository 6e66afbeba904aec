# SPDX-License-Identifier: GPL-2.0-or-later
"""Files from a catalogue become layers: whole, in their place, from a copy of our own; or a sentence says why not."""

from __future__ import annotations

import io
import math
import sqlite3
import zipfile
from datetime import datetime, timezone
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers import invalid_geometries
from ruhr_smartcity_plugin.adapters.layers.files import FetchedFile, LocalFile, contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.layers.files_layer import layers_of_file, load_part
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue import archive
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, LayerError, RuhrError, StoreError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support import geofiles
from tests.support.chaos import Chaos
from tests.support.faults import ALL_LAYER_FAULTS, TRICKLE, fault_name
from tests.support.geofiles import EAST, LAT, LON, NORTH, feature, geojson, points, zipped
from tests.support.live_layers import LIMITS, InTask
from tests.support.loopback import Loopback, Reply


def load(qtbot, folder: Path, body: bytes, declared=(ServiceKind.UNKNOWN,), headers=None):
    """Serve the bytes, fetch them, and open everything in them; returns a list of layers or the error."""
    with Loopback({"/file": Reply(200, body, headers or {}, "application/octet-stream")}) as server:

        def work(progress):
            client = new_client(limits=LIMITS)
            fetched = fetch_file(client, server.url + "/file", declared, folder, service="Stadt", progress=progress)
            layers = []
            for member in contents_of(fetched):
                local = take_out(fetched, member, progress)
                for part in layers_of_file(local, progress):
                    layers += load_part(local, part, "Bäume", progress)
            return layers

        return InTask(work).wait(qtbot)


def only(result):
    assert isinstance(result, list), result
    (loaded,) = result
    return loaded


def centre(layer) -> tuple:
    middle = layer.extent().center()
    return round(middle.x(), 3), round(middle.y(), 3)


def leftovers(folder: Path) -> list:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".")]


# --- each kind -------------------------------------------------------------------------------------
def test_geojson_becomes_an_indexed_geopackage_with_all_its_rows_and_umlauts(qtbot, tmp_path):
    loaded = only(load(qtbot, tmp_path, geojson(points(12))))
    layer = loaded.layer
    assert isinstance(layer, QgsVectorLayer)
    assert layer.source().split("|")[0].endswith(".gpkg")
    assert layer.featureCount() == 12
    assert {one["art"] for one in layer.getFeatures()} == {"Linde", "Roßkastanie"}
    assert layer.hasSpatialIndex() == layer.SpatialIndexPresence.SpatialIndexPresent
    assert (layer.crs().authid(), loaded.notes, loaded.correction) == ("EPSG:4326", (), "")
    assert leftovers(tmp_path) == []


BOW = [[[LON, LAT], [LON + 0.01, LAT + 0.01], [LON + 0.01, LAT], [LON, LAT + 0.01], [LON, LAT]]]
SQUARE = [[[LON, LAT], [LON + 0.01, LAT], [LON + 0.01, LAT + 0.01], [LON, LAT + 0.01], [LON, LAT]]]


@pytest.mark.parametrize(
    ("most", "said"), [(100_000, "2 objects with an invalid geometry"), (5_000, "Only the first 5,000 objects")]
)
def test_invalid_outlines_are_counted_and_said(qtbot, tmp_path, monkeypatch, most, said):
    monkeypatch.setattr(invalid_geometries, "_MOST_OBJECTS", most)
    outlines = [BOW, *[SQUARE] * 5_000, BOW]
    body = geojson([feature({"type": "Polygon", "coordinates": one}, nr=nr) for nr, one in enumerate(outlines)])
    loaded = only(load(qtbot, tmp_path, body))
    assert loaded.layer.featureCount() == 5_002
    assert len(loaded.notes) == 1
    assert said in loaded.notes[0]


def test_a_copy_whose_outlines_cannot_be_judged_is_no_reason_to_lose_it(tmp_path):
    broken = tmp_path / "broken.gpkg"
    broken.write_bytes(b"no database" * 100)
    assert invalid_geometries.note_on_invalid(broken, "objects") == ()
    assert invalid_geometries.note_on_invalid(tmp_path / "gone.gpkg", "objects") == ()


def test_valid_outlines_are_not_worth_a_word(qtbot, tmp_path):
    body = geojson([feature({"type": "Polygon", "coordinates": SQUARE}, nr=1), feature(None, nr=2)])
    assert "invalid" not in " ".join(only(load(qtbot, tmp_path, body)).notes)


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16"), ("utf-8-sig", "")]
)
@pytest.mark.parametrize("zipped_as", ["", "Daten/baeume.geojson"])
def test_geojson_in_another_encoding_than_utf_8_is_read_as_what_it_is(qtbot, tmp_path, encoding, said, zipped_as):
    body = geojson(points(12)).decode("utf-8").encode(encoding)
    body = zipped({zipped_as: body}) if zipped_as else body
    for _time in range(2):  # the second time from the cache
        loaded = only(load(qtbot, tmp_path, body))
        assert {one["art"] for one in loaded.layer.getFeatures()} == {"Linde", "Roßkastanie"}
        assert [said in one for one in loaded.notes] == ([True] if said else [])


def test_one_letter_of_another_encoding_far_inside_is_mended_and_the_others_stay(qtbot, tmp_path):
    trees = points(12)
    body = geojson(trees).replace(b"Linde", b"Linde " + b"x" * 1_200_000 + b" sch\xf6n", 1)
    loaded = only(load(qtbot, tmp_path, body))
    kinds = {one["art"] for one in loaded.layer.getFeatures()}
    assert "Roßkastanie" in kinds
    assert any(one.endswith("schön") for one in kinds)


@pytest.mark.parametrize(
    ("driver", "suffix"), [("GPKG", ".gpkg"), ("GML", ".gml"), ("KML", ".kml"), ("ESRI Shapefile", ".shp")]
)
def test_files_of_other_formats_open_from_a_copy_alone_or_zipped(qtbot, tmp_path, driver, suffix):
    work = tmp_path / "work"
    work.mkdir()
    files = geofiles.converted(geojson(points(12)), work, driver, suffix)
    for body in (files[f"baeume{suffix}"], zipped({f"Daten/{name}": one for name, one in files.items()})):
        if suffix == ".shp" and body is files["baeume.shp"]:
            continue  # without its table it would have no attributes
        layer = only(load(qtbot, tmp_path / "cache", body)).layer
        assert layer.featureCount() == 12
        assert layer.dataProvider().storageType() == "GPKG"
        assert centre(layer) == (pytest.approx(LON, abs=0.01), pytest.approx(LAT, abs=0.01))


def test_a_kmz_opens(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    (kml,) = geofiles.converted(geojson(points(3)), work, "KML", ".kml").values()
    assert only(load(qtbot, tmp_path, zipped({"doc.kml": kml}))).layer.featureCount() == 3


def test_the_stops_of_a_timetable_become_points(qtbot, tmp_path):
    layer = only(load(qtbot, tmp_path, geofiles.gtfs())).layer
    assert layer.featureCount() == 5
    assert {one["stop_id"] for one in layer.getFeatures()} == {f"de:05911:{row}" for row in range(5)}
    assert centre(layer) == (pytest.approx(LON, abs=0.001), pytest.approx(LAT + 0.002, abs=0.001))


def test_a_geotiff_opens_from_the_cache_and_a_missing_system_is_found(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    loaded = only(load(qtbot, tmp_path, geofiles.geotiff(work)))
    assert isinstance(loaded.layer, QgsRasterLayer)
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert loaded.notes == ()
    blind = only(load(qtbot, tmp_path, geofiles.geotiff(work, epsg=0)))
    assert blind.layer.crs().authid() == "EPSG:25832"
    assert "states no coordinate reference system" in blind.notes[0]


@pytest.fixture
def gdal_exceptions():
    """Processing and other plugins switch GDAL's exceptions on for the whole process."""
    was_on = bool(gdal.GetUseExceptions())
    if not was_on:
        gdal.UseExceptions()
    yield
    if not was_on:
        gdal.DontUseExceptions()


def test_a_picture_that_is_cut_is_refused(qtbot, tmp_path):
    refuses_a_cut_picture(qtbot, tmp_path)


def test_a_picture_that_is_cut_is_refused_with_gdals_exceptions_on(qtbot, tmp_path, gdal_exceptions):
    refuses_a_cut_picture(qtbot, tmp_path)


def refuses_a_cut_picture(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    body = geofiles.geotiff(work, size=256)
    error = load(qtbot, tmp_path, body[: len(body) * 2 // 3])
    assert isinstance(error, LayerError), error


# --- geometry --------------------------------------------------------------------------------------
def test_rows_without_geometry_stay_and_are_counted_aloud(qtbot, tmp_path):
    loaded = only(load(qtbot, tmp_path, geojson([*points(3), feature(None, nr=9), feature(None, nr=10)])))
    assert loaded.layer.featureCount() == 5
    assert loaded.notes == ("2 objects without a place: they stand in the table only.",)


def test_single_and_multi_lines_become_one_layer(qtbot, tmp_path):
    line = [[LON, LAT], [LON + 0.01, LAT]]
    body = geojson([feature({"type": "LineString", "coordinates": line}, nr=1, name="Ring "),
                    feature({"type": "MultiLineString", "coordinates": [line, line]}, nr=2, name="Wall"),
                    feature(None, nr=3)])  # fmt: skip
    layer = only(load(qtbot, tmp_path, body)).layer
    assert layer.featureCount() == 3
    assert layer.geometryType().name == "Line"
    assert sum(one.hasGeometry() for one in layer.getFeatures()) == 2
    # Bonn's names end in blanks: what was published is not mended in silence.
    assert [one["name"] for one in layer.getFeatures()][:2] == ["Ring ", "Wall"]


def test_points_lines_and_rows_without_place_become_a_layer_each_and_none_is_lost(qtbot, tmp_path):
    line = {"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.01, LAT]]}
    result = load(qtbot, tmp_path, geojson([*points(4), feature(line, nr=1), feature(None, nr=2)]))
    named = {one.layer.name(): one.layer.featureCount() for one in result}
    assert named == {"Bäume (Points)": 4, "Bäume (Lines)": 1, "Bäume (Without a place)": 1}


def test_heights_survive_the_copy(qtbot, tmp_path):
    body = geojson([feature({"type": "Point", "coordinates": [LON, LAT, 98.5]}, nr=1)])
    layer = only(load(qtbot, tmp_path, body)).layer
    (row,) = layer.getFeatures()
    assert row.geometry().constGet().z() == 98.5


# --- the right place -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("x", "y", "crs", "true_crs", "where"),
    [
        (LAT, LON, "", "EPSG:4326", (LON, LAT)),  # latitude first
        (EAST, NORTH, "", "EPSG:25832", (EAST, NORTH)),  # UTM metres in a GeoJSON without a word on it
        (NORTH, EAST, "urn:ogc:def:crs:EPSG::4326", "EPSG:25832", (EAST, NORTH)),  # as Cologne's server
        (LON, LAT, "urn:ogc:def:crs:EPSG::25832", "EPSG:4326", (LON, LAT)),  # a crs member that lies
        (32e6 + EAST, NORTH, "urn:ogc:def:crs:EPSG::25832", "EPSG:4647", (32e6 + EAST, NORTH)),
        (2584280.0, 5705876.0, "urn:ogc:def:crs:EPSG::31467", "EPSG:31466", (2584280.0, 5705876.0)),
    ],
)
def test_misplaced_coordinates_are_put_right_and_it_is_said(qtbot, tmp_path, x, y, crs, true_crs, where):
    loaded = only(load(qtbot, tmp_path, geojson(points(5, x=x, y=y, step=0), crs)))
    assert loaded.layer.crs().authid() == true_crs
    assert centre(loaded.layer) == pytest.approx(where, abs=0.01)
    assert "The place was corrected." in loaded.correction
    assert loaded.correction in loaded.notes
    assert loaded.layer.featureCount() == 5


def test_exchanged_axes_of_areas_with_heights_keep_their_shape(qtbot, tmp_path):
    ring = [[LAT, LON, 5.0], [LAT + 0.01, LON, 6.0], [LAT, LON + 0.02, 7.0], [LAT, LON, 5.0]]
    body = geojson([feature({"type": "Polygon", "coordinates": [ring]}, nr=1)])
    layer = only(load(qtbot, tmp_path, body)).layer
    (row,) = layer.getFeatures()
    corner = row.geometry().vertexAt(1)
    assert (corner.x(), corner.y(), corner.z()) == pytest.approx((LON, LAT + 0.01, 6.0))


@pytest.mark.parametrize(
    ("crs", "x", "y"),
    [("EPSG:4647", 32e6 + EAST, NORTH), ("EPSG:31466", 2584280, 5705876), ("EPSG:5650", 32959609, 5732147),
     ("EPSG:3035", 4127416, 3155969)],
)  # fmt: skip
def test_rare_systems_that_are_stated_rightly_are_left_alone(qtbot, tmp_path, crs, x, y):
    loaded = only(load(qtbot, tmp_path, geojson(points(3, x=x, y=y), f"urn:ogc:def:crs:EPSG::{crs[5:]}")))
    assert (loaded.layer.crs().authid(), loaded.correction, loaded.notes) == (crs, "", ())


def test_mixed_coordinates_are_refused_with_their_counts(qtbot, tmp_path):
    error = load(qtbot, tmp_path, geojson([*points(7), *points(3, x=LAT, y=LON, step=0)]))
    assert isinstance(error, LayerError)
    assert "7 of 10 objects are given as EPSG:4326, 3 as WGS 84 (EPSG:4326) with exchanged axes" in error.sentence


def test_a_shapefile_without_prj_is_placed_by_its_numbers(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    files = geofiles.shapefile(work, [(EAST, NORTH, b"A")], epsg=0)
    loaded = only(load(qtbot, tmp_path, zipped(files)))
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert "states no coordinate reference system" in loaded.notes[0]
    assert loaded.correction == ""


# --- letters ---------------------------------------------------------------------------------------
NAMES = ("Königsallee", "Straße des Bergmanns", "Hauptweg")


@pytest.mark.parametrize(
    ("encodings", "cpg"),
    [
        (("utf-8",) * 3, b"UTF-8"),
        (("cp1252",) * 3, b"UTF-8"),  # the lie of a city's land values
        (("cp1252",) * 3, None),
        (("utf-8",) * 3, None),
        (("utf-8",) * 3, b"ISO-8859-1"),
        (("cp850",) * 3, None),
        (("utf-8", "cp1252", "utf-8"), b"UTF-8"),  # some rows this way, some that way
    ],
)
def test_umlauts_of_a_shapefile_are_read_whatever_its_cpg_says(qtbot, tmp_path, encodings, cpg):
    work = tmp_path / "work"
    work.mkdir()
    rows = [(EAST, NORTH, name.encode(encoding)) for name, encoding in zip(NAMES, encodings)]
    layer = only(load(qtbot, tmp_path, zipped(geofiles.shapefile(work, rows, cpg=cpg)))).layer
    assert [one["name"] for one in layer.getFeatures()] == list(NAMES)


def test_letters_of_a_mixed_shapefile_that_are_lost_are_told(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    names = ("Königsallee".encode(), "Bühl".encode("cp1252"), "Wałęsa-Weg".encode())
    loaded = only(load(qtbot, tmp_path, zipped(geofiles.shapefile(work, [(EAST, NORTH, one) for one in names]))))
    assert [one["name"] for one in loaded.layer.getFeatures()] == ["Königsallee", "Bühl", "Wa??sa-Weg"]
    assert loaded.notes == ("The shapefile mixes encodings: 2 letters could not be kept and became “?”.",)


# --- the same file again ---------------------------------------------------------------------------
def mixed() -> bytes:
    """Points and lines whose axes are exchanged: a copy, a corrected one and one for each kind of geometry."""
    line = {"type": "LineString", "coordinates": [[LAT, LON], [LAT, LON + 0.001]]}
    return geojson([*points(3, x=LAT, y=LON), feature(line, nr=9, art="Weg")])


def local_file(path: Path) -> LocalFile:
    now = datetime.now(timezone.utc)
    fetched = FetchedFile(path, path.parent, ServiceKind.GEOJSON, "https://daten.example/b.geojson", now)
    return LocalFile(path, ServiceKind.GEOJSON, fetched)


def test_a_file_added_again_leaves_the_copies_alone_that_open_layers_show(qtbot, tmp_path):
    """Windows would not replace them; elsewhere the layers would go on with files that are gone."""
    file = local_file(tmp_path / "b.geojson")
    file.path.write_bytes(mixed())
    (part,) = layers_of_file(file)
    first = load_part(file, part, "Bäume")
    there = {path: path.stat() for path in tmp_path.glob("*.gpkg")}
    assert len(there) == 4
    second = load_part(file, part, "Bäume")
    assert [one.layer.source() for one in second] == [one.layer.source() for one in first]
    for path, before in there.items():
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_copy_that_was_cut_since_is_made_anew(qtbot, tmp_path):
    file = local_file(tmp_path / "b.geojson")
    file.path.write_bytes(geojson(points(12)))
    (part,) = layers_of_file(file)
    load_part(file, part, "Bäume")
    (copy,) = tmp_path.glob("*.gpkg")
    copy.write_bytes(copy.read_bytes()[:4096])
    assert load_part(file, part, "Bäume")[0].layer.featureCount() == 12


def test_a_copy_that_another_program_holds_is_one_sentence(qtbot, tmp_path, monkeypatch):
    file = local_file(tmp_path / "b.geojson")
    file.path.write_bytes(geojson(points(12)))
    (part,) = layers_of_file(file)

    def held(*_):
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr("ruhr_smartcity_plugin.adapters.layers.files_copy.os.replace", held)
    with pytest.raises(StoreError, match="close programs"):
        load_part(file, part, "Bäume")
    assert leftovers(tmp_path) == []


# --- what is no data, and what is dangerous ---------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"<!DOCTYPE html><html><body>Karte</body></html>", ""),
        (b'{"success": true}', "JSON"),
        (b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "XML"),
        (b"<qgis><projectlayers/></qgis>", "XML"),
        (b"<qlr><layer-tree-group/></qlr>", "XML"),
        (b"\x00\x01\x02", "unknown content"),
        (geojson(points(3))[:-30], "ends in the middle"),
        (geojson([]), "empty"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"coordinates": "x"}}, ]}', ""),
        (zipped({"liesmich.txt": b"x"}), "holds no data"),
        (zipped({"plan.vrt": b"<OGRVRTDataSource/>", "p.qgs": b"<qgis/>"}), "holds no data"),
    ],
    ids=["pdf", "html", "json", "vrt", "qgs", "qlr", "binary", "cut", "empty", "broken", "text", "vrt in zip"],
)  # fmt: skip
def test_what_is_no_data_is_refused_with_a_sentence(qtbot, tmp_path, body, said):
    error = load(qtbot, tmp_path, body)
    assert isinstance(error, RuhrError), error
    assert said in error.sentence
    assert leftovers(tmp_path) == []


def test_a_virtual_file_named_as_data_is_not_opened(qtbot, tmp_path):
    inner = b"<OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>"
    vrt = b"<OGRVRTDataSource>" + inner + b"</OGRVRTDataSource>"
    for name in ("a.geojson", "a.gml", "a.kml", "a.shp", "a.gpkg", "a.tif"):
        error = load(qtbot, tmp_path, zipped({name: vrt}))
        assert isinstance(error, RuhrError), (name, error)


@pytest.mark.parametrize("root", ["kml", "gml"])
def test_entities_in_xml_are_refused_external_and_exponential(qtbot, tmp_path, root):
    attribute = ' xmlns="http://www.opengis.net/kml/2.2"' if root == "kml" else ' xmlns="http://www.opengis.net/gml"'
    for declared in ('<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;&x;">'):
        body = f'<?xml version="1.0"?><!DOCTYPE {root} [{declared}]><{root}{attribute}><n>&x;</n></{root}>'.encode()
        error = load(qtbot, tmp_path, body)
        assert isinstance(error, InputError)
        assert "entities" in error.sentence


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_spreadsheet_that_unpacks_to_too_much_is_refused_unopened(qtbot, tmp_path, kind):
    (tmp_path / "work").mkdir()
    made = geofiles.converted(geojson(points(3)), tmp_path / "work", kind.upper(), f".{kind}")
    with zipfile.ZipFile(io.BytesIO(next(iter(made.values())))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    bomb = zipped({**parts, "xl/media/x.xml": bytes(archive._RATIO_MATTERS_BYTES)})
    error = load(qtbot, tmp_path / "cache", bomb, (ServiceKind[kind.upper()],))
    assert isinstance(error, InputError), error
    assert error.sentence
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"type":"FeatureCollection","features":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":' + b'{"a":' * 100_000 + b"1"
        + b"}" * 100_000 + b'},"geometry":null}]}',
        geojson(points(2)).replace(b"[7.2126", b"[NaN", 1),
        geojson(points(2)).replace(b"[7.2126", b"[1e999", 1),
    ],
    ids=["deep", "deep properties", "NaN", "infinite"],
)
def test_geojson_that_is_too_deep_or_has_no_numbers_is_refused_or_said(qtbot, tmp_path, body):
    result = load(qtbot, tmp_path, body)
    if isinstance(result, list):
        loaded = only(result)
        xs = [one.geometry().asPoint().x() for one in loaded.layer.getFeatures() if one.hasGeometry()]
        assert all(map(math.isfinite, xs)) or "without a place" in loaded.notes[0]
        assert loaded.layer.extent().isFinite()
    else:
        assert isinstance(result, RuhrError), result
        assert result.sentence
    assert leftovers(tmp_path) == []


def test_of_a_style_beside_a_picture_only_the_symbols_are_taken(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    body = geofiles.geotiff(work)
    (work / "x.tif").write_bytes(body)
    styled = QgsRasterLayer(str(work / "x.tif"), "x")
    styled.setMapTipTemplate("[% env('HOME') %]<img src='http://evil.example/x.png'>")
    styled.setCustomProperty("evil", "1")
    styled.setShortName("evil")
    styled.renderer().setOpacity(0.25)
    styled.saveNamedStyle(str(work / "x.qml"))
    loaded = only(load(qtbot, tmp_path, zipped({"dop.tif": body, "dop.qml": (work / "x.qml").read_bytes()})))
    layer = loaded.layer
    assert (layer.mapTipTemplate(), layer.customProperty("evil"), layer.shortName()) == ("", None, "")
    assert layer.renderer().opacity() == 0.25


def test_a_default_style_inside_a_geopackage_does_not_come_along(qtbot, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    (body,) = geofiles.converted(geojson(points(2)), work, "GPKG", ".gpkg").values()
    path = work / "evil.gpkg"
    path.write_bytes(body)
    made = QgsVectorLayer(str(path), "x", "ogr")
    made.setMapTipTemplate("[% env('HOME') %]")
    assert made.saveStyleToDatabase("evil", "", True, "") == ""
    del made
    assert QgsVectorLayer(str(path), "x", "ogr").mapTipTemplate()  # this is how QGIS opens it
    layer = only(load(qtbot, tmp_path, path.read_bytes())).layer
    assert layer.mapTipTemplate() == ""


# --- kept ------------------------------------------------------------------------------------------
def test_a_new_version_gets_a_file_of_its_own_and_the_same_one_is_kept_once(qtbot, tmp_path):
    first = only(load(qtbot, tmp_path, geojson(points(2)))).layer
    assert only(load(qtbot, tmp_path, geojson(points(3)))).layer.featureCount() == 3
    assert first.featureCount() == 2
    assert len(list(first.getFeatures())) == 2
    with sqlite3.connect(first.source().split("|")[0]) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_etag_and_date_are_kept_with_the_file(qtbot, tmp_path):
    headers = {"ETag": '"v1"', "Last-Modified": "Sun, 01 Nov 2026"}
    with Loopback({"/f": Reply(200, geojson(points(2)), headers)}) as server:
        fetched = InTask(lambda progress: fetch_file(new_client(), server.url + "/f", (), tmp_path)).wait(qtbot)
    assert (fetched.etag, fetched.last_modified, fetched.kind) == ('"v1"', "Sun, 01 Nov 2026", ServiceKind.GEOJSON)
    assert fetched.fetched_at.tzinfo is not None


# --- faults ------------------------------------------------------------------------------------------
TABLES = ("csv", "xlsx", "ods")


def _bodies(folder: Path) -> dict:
    folder.mkdir(exist_ok=True)
    (gml,) = [one for name, one in geofiles.converted(geojson(points(200)), folder, "GML", ".gml").items()
              if name.endswith(".gml")]  # fmt: skip
    (gpkg,) = geofiles.converted(geojson(points(200)), folder, "GPKG", ".gpkg").values()
    shape = geofiles.converted(geojson(points(200)), folder, "ESRI Shapefile", ".shp")
    (kml,) = geofiles.converted(geojson(points(200)), folder, "KML", ".kml").values()
    tables = {
        suffix: next(iter(geofiles.converted(geojson(points(200)), folder, suffix.upper(), f".{suffix}").values()))
        for suffix in TABLES
    }
    return {**tables, "kml": kml, "kmz": zipped({"doc.kml": kml}),
            "geojson": geojson(points(200)), "gml": gml, "gpkg": gpkg, "zip": zipped(shape), "gtfs": geofiles.gtfs(),
            "tif": geofiles.geotiff(folder, size=256)}  # fmt: skip


@pytest.mark.parametrize("kind", ["geojson", "gml", "kml", "kmz", "gpkg", "zip", "gtfs", "tif"])
@pytest.mark.parametrize("fault", ALL_LAYER_FAULTS, ids=fault_name)
def test_a_file_comes_whole_or_not_at_all_whatever_fails(qtbot, tmp_path, kind, fault):
    body = _bodies(tmp_path / "work")[kind]
    with Loopback({"/file": body}) as server, Chaos(server.url) as proxy:
        proxy.rules = [{"match": "", **fault}]

        def work(progress):
            client = new_client(limits=LIMITS)
            fetched = fetch_file(client, proxy.url + "/file", (), tmp_path / "cache", progress=progress)
            local = take_out(fetched, contents_of(fetched)[0], progress)
            return list(load_part(local, layers_of_file(local, progress)[0], "Bäume", progress))

        result = InTask(work).wait(qtbot)
    if isinstance(result, list):
        (loaded,) = result
        assert isinstance(loaded.layer, QgsRasterLayer) or loaded.layer.featureCount() in (200, 5)
        assert fault["fault"] in ("wrong_type", "garble")
    else:
        assert isinstance(result, RuhrError), result
        assert result.sentence
    assert leftovers(tmp_path) == []


def test_a_file_that_trickles_is_given_up_when_its_time_is_over(qtbot, tmp_path):
    with Loopback({"/file": geojson(points(200))}) as server, Chaos(server.url, [{"match": "", **TRICKLE}]) as proxy:
        limits = Limits(inactivity_s=1.0, total_s=2.0, attempts=1)
        result = InTask(lambda one: fetch_file(new_client(limits=limits), proxy.url + "/file", (), tmp_path / "cache",
                                               progress=one)).wait(qtbot)  # fmt: skip
    assert isinstance(result, RuhrError), result
    assert "was given up" in result.sentence
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("fault", ALL_LAYER_FAULTS, ids=fault_name)
def test_a_table_comes_whole_or_not_at_all_whatever_fails(qtbot, tmp_path, kind, fault):
    body = _bodies(tmp_path / "work")[kind]
    with Loopback({"/file": body}) as server, Chaos(server.url) as proxy:
        proxy.rules = [{"match": "", **fault}]

        def work(progress):
            kinds = (ServiceKind[kind.upper()],)
            fetched = fetch_file(
                new_client(limits=LIMITS), proxy.url + "/file", kinds, tmp_path / "cache", progress=progress
            )
            return take_out(fetched, contents_of(fetched)[0], progress).path.read_bytes()

        result = InTask(work).wait(qtbot)
    if isinstance(result, bytes):
        assert fault["fault"] in ("wrong_type", "garble")
        assert len(result) == len(body)
    else:
        assert isinstance(result, RuhrError), result
        assert result.sentence
    assert leftovers(tmp_path) == []


def test_cancelling_while_the_server_hangs_ends_at_once_and_keeps_nothing(qtbot, tmp_path):
    with Loopback({"/file": geojson(points(3))}) as server, Chaos(server.url) as proxy:
        proxy.rules = [{"match": "", "fault": "hang"}]
        client = new_client(limits=Limits(inactivity_s=20, total_s=20, attempts=1))
        fetching = InTask(lambda progress: fetch_file(client, proxy.url + "/file", (), tmp_path, progress=progress))
        qtbot.waitUntil(lambda: bool(proxy.log), timeout=5000)
        fetching.task.cancel()
        assert isinstance(fetching.wait(qtbot, 5000), CancelledError)
    assert not list(tmp_path.rglob("*.*"))


# --- collections -----------------------------------------------------------------------------------
def collection(number: int, *members: dict) -> dict:
    return feature({"type": "GeometryCollection", "geometries": list(members)}, nr=number)


POINT, AREA = {"type": "Point", "coordinates": [LON, LAT]}, {"type": "Polygon", "coordinates": SQUARE}
HIGH = {"type": "LineString", "coordinates": [[LON, LAT, 80.0], [LON + 0.01, LAT, 90.0]]}


def test_collections_are_drawn_as_the_kinds_they_hold(qtbot, tmp_path):
    body = geojson([feature(AREA, nr=1), collection(7, AREA, POINT), collection(8, HIGH, AREA, AREA)])
    for turn in range(2):  # the second time from the copy that is there
        loaded = load(qtbot, tmp_path, body)
        assert isinstance(loaded, list), loaded
        assert {one.layer.name(): sorted(row["nr"] for row in one.layer.getFeatures()) for one in loaded} == {
            "Bäume (Points)": [7],
            "Bäume (Lines)": [8],
            "Bäume (Areas)": [1, 7, 8],
        }, turn
        assert loaded[0].notes[0].startswith("2 objects came as a collection of geometries")
        lines = next(one.layer for one in loaded if one.layer.name() == "Bäume (Lines)")
        (drawn,) = lines.getFeatures()
        assert [vertex.z() for vertex in drawn.geometry().vertices()] == [80.0, 90.0]
    assert leftovers(tmp_path) == []


def test_a_file_of_collections_of_one_kind_is_one_layer(qtbot, tmp_path):
    body = geojson([collection(7, POINT, POINT), feature(POINT, nr=1), collection(9)])
    layer = only(load(qtbot, tmp_path, body)).layer
    assert layer.geometryType() == layer.geometryType().Point
    assert sorted(row["nr"] for row in layer.getFeatures() if row.hasGeometry()) == [1, 7]
    assert layer.featureCount() == 3
