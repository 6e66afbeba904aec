# SPDX-License-Identifier: GPL-2.0-or-later
"""A judged table written into a GeoPackage and read back by QGIS."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import NULL, QgsFeatureRequest, QgsGeometry
from qgis.PyQt.QtCore import QDate, QMetaType

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.layers.table_layer import free_table_path, open_table_layer, write_table
from ruhr_smartcity_plugin.adapters.layers.table_layer_memory import TableMemory
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import (
    SHEET_CHOICES,
    is_workbook,
    list_sheets,
    read_sheet,
)
from ruhr_smartcity_plugin.adapters.region.boundary_pages import Boundary
from ruhr_smartcity_plugin.adapters.region.boundary_store import boundaries_path, write_boundaries
from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, LayerError, StoreError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SilentProgress
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from tests.support.disk import full_disk
from tests.support.stopped import STOPPED

ORIGIN = Origin("Tabelle", "https://example.org/t.csv", licence="dl-de/zero-2-0")
TYPED = """Nr;Straße;Fläche (m²);Seit;Gemessen;Offen;PLZ;Ost;Nord
1;Südring;1.234,5;03.11.2026;03.11.2026 14:30;ja;44787;377000,5;5705000,25
2;;-;;;nein;01067;378000;5706000
3;Allee;.;04.11.2026;04.11.2026 24:00;;44789;;
"""


def judged(text: str, choices: Choices | None = None):
    return judge_table(TableSource("t.csv", content=text.encode("utf-8")), choices or Choices())


def opened(table, index: int = 0):
    return open_table_layer(table.layers[index], ORIGIN, table.tally)


def test_times_of_the_nights_the_clock_changes_stay_as_they_were_written(qgis_app, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        text = "Nr;Gemessen;Ost;Nord\n1;29.03.2026 02:30;377000;5705000\n2;25.10.2026 02:30;377000;5705001\n"
        table = write_table(judged(text), tmp_path / "t.gpkg", "Tabelle")
        layer = opened(table)
        values = [one["gemessen"] for one in layer.getFeatures(QgsFeatureRequest().addOrderBy("nr"))]
        written = [one.toString("yyyy-MM-dd hh:mm") for one in values]
    finally:
        monkeypatch.undo()
        time.tzset()
    with closing(sqlite3.connect(tmp_path / "t.gpkg")) as connection:
        kept = [row[0][:16] for row in connection.execute("SELECT gemessen FROM points ORDER BY nr")]
    assert kept == ["2026-03-29T02:30", "2026-10-25T02:30"]
    assert written[1] == "2026-10-25 02:30"  # twice that night; the first does not exist on a clock in Germany


def test_types_values_and_nulls_arrive_as_they_were_judged(qgis_app, tmp_path):
    table = write_table(judged(TYPED), tmp_path / "t.gpkg", "Tabelle")
    assert [(one.table, one.rows) for one in table.layers] == [("points", 2), ("rows_without_place", 1)]
    layer = opened(table)
    kinds = {field.name(): field.type() for field in layer.fields()}
    assert kinds["nr"] == QMetaType.Type.LongLong
    assert kinds["strasse"] == QMetaType.Type.QString
    assert kinds["flaeche_m2"] == QMetaType.Type.Double
    assert kinds["seit"] == QMetaType.Type.QDate
    assert kinds["gemessen"] == QMetaType.Type.QDateTime
    assert kinds["offen"] == QMetaType.Type.Bool
    first, second = layer.getFeatures(QgsFeatureRequest().addOrderBy("nr"))
    assert (first["flaeche_m2"], second["flaeche_m2"]) == (1234.5, 0.0)
    assert first["seit"] == QDate(2026, 11, 3)
    assert first["gemessen"].toString("yyyy-MM-dd hh:mm") == "2026-11-03 14:30"
    assert (first["offen"], second["offen"]) == (True, False)
    assert (second["strasse"], second["seit"]) == (NULL, NULL)
    assert second["plz"] == "01067"
    assert (first.geometry().asPoint().x(), first.geometry().asPoint().y()) == (377000.5, 5705000.25)
    (third,) = opened(table, 1).getFeatures()
    assert (third["flaeche_m2"], third["gemessen"].toString("yyyy-MM-dd hh:mm")) == (NULL, "2026-11-05 00:00")
    assert third["zeile"] == 4  # the line in the file


def test_heads_become_aliases_and_the_origin_has_the_counts(qgis_app, tmp_path):
    table = write_table(judged(TYPED + "kaputt;1\n"), tmp_path / "t.gpkg", "Tabelle")
    layer = opened(table)
    assert layer.fields().field("flaeche_m2").alias() == "Fläche (m²)"
    origin = read_origin(layer)
    assert origin.licence == "dl-de/zero-2-0"
    assert origin.parameters == {"rows in the file": "4", "rows in the layer": "2", "rows rejected": "1"}


def test_points_have_a_spatial_index_and_tables_are_tables(qgis_app, tmp_path):
    path = tmp_path / "t.gpkg"
    write_table(judged(TYPED), path, "Tabelle")
    with sqlite3.connect(path) as database:
        kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
        index = database.execute("SELECT count(*) FROM rtree_points_geom").fetchone()[0]
    database.close()
    assert kinds == {"points": "features", "rows_without_place": "attributes"}
    assert index == 2


@pytest.mark.parametrize(("crs", "x", "y"), [("EPSG:4326", "7,2162", "51,4818"), ("EPSG:4647", "32377000", "5705000"),
                                             ("EPSG:31466", "2585000", "5705000"), ("EPSG:3857", "803300", "6705600")])
def test_coordinates_keep_their_own_system(qgis_app, tmp_path, crs, x, y):
    table = write_table(judged(f"n;Hochwert;Rechtswert\n1;{y};{x}\n2;{y};{x}\n"), tmp_path / "t.gpkg", "T")
    layer = opened(table)
    point = next(layer.getFeatures()).geometry().asPoint()
    assert layer.crs().authid() == crs
    assert (point.x(), point.y()) == (float(x.replace(",", ".")), float(y.replace(",", ".")))


def test_geometries_as_text_go_into_a_table_for_each_type(qgis_app, tmp_path):
    text = ('n;geom\n1;"POINT(377000 5705000)"\n2;"POLYGON((377000 5705000,378000 5705000,378000 5706000,'
            '377000 5705000))"\n3;"LINESTRING(377000 5705000,378000 5705000)"\n4;\n5;"POINT(377000"\n')
    made = judged(text)
    table = write_table(made, tmp_path / "t.gpkg", "T")
    assert {one.table: one.rows for one in table.layers} == \
        {"points": 1, "polygons": 1, "lines": 1, "rows_without_place": 1}
    assert made.tally.rejected == 1
    polygons = next(index for index, one in enumerate(table.layers) if one.table == "polygons")
    # Half of a square kilometre, by hand.
    assert next(opened(table, polygons).getFeatures()).geometry().area() == pytest.approx(500_000.0)


def test_geojson_in_a_column_goes_into_a_table_for_each_type(qgis_app, tmp_path):
    area = '"{""coordinates"": [[[7.2,51.4],[7.3,51.4],[7.3,51.5],[7.2,51.4]]], ""type"": ""Polygon""}"'
    line = '"{""type"": ""LineString"", ""coordinates"": [[7.22,51.49],[7.23,51.5]]}"'
    made = judged(f"Nr;geo_point_2d;geo_shape\n1;51.45, 7.25;{area}\n2;51.49, 7.22;{line}\n3;;\n")
    table = write_table(made, tmp_path / "t.gpkg", "T")
    assert {one.table: one.rows for one in table.layers} == {"polygons": 1, "lines": 1, "rows_without_place": 1}
    layer = opened(table, [one.table for one in table.layers].index("polygons"))
    assert layer.crs().authid() == "EPSG:4326"
    assert next(layer.getFeatures()).geometry().boundingBox().toString(1) == "7.2,51.4 : 7.3,51.5"


def test_areas_are_schematic_until_boundaries_are_stored(qgis_app, tmp_path):
    text = "AGS;Wert\n05911000;1\n5170;2\n05315000;3\n"
    table = write_table(judged(text), tmp_path / "t.gpkg", "T", cache_dir=tmp_path / "cache")
    assert {one.table: one.rows for one in table.layers} == {"polygons": 2, "rows_without_place": 1}
    assert "schematic" in table.notes[0]
    assert [read_origin(opened(table, place)).changed for place in range(2)] == [True, False]
    areas = {feature["ags"]: feature.geometry().area() / 1e6 for feature in opened(table).getFeatures()}
    region = load_region()
    wesel = sum(region.by_ags(ags).area_km2 for ags in region.area_of_district("05170").ags)
    assert areas["05911000"] == pytest.approx(region.by_ags("05911000").area_km2, rel=0.02)
    assert areas["05170"] == pytest.approx(wesel, rel=0.02)


def test_rows_left_out_are_a_change_that_is_told(qgis_app, tmp_path):
    text = "Nr;Ost;Nord\n1;377000;5705000\n2;377010;5705010\n"
    whole = write_table(judged(text), tmp_path / "t.gpkg", "T")
    short = write_table(judged(text + "3;377020;5705020;zuviel\n"), tmp_path / "s.gpkg", "S")
    assert short.tally.rejected == 1
    assert [read_origin(opened(one)).changed for one in (whole, short)] == [False, True]


def test_official_boundaries_are_used_where_they_are_stored(qgis_app, tmp_path):
    cache = tmp_path / "cache"
    boundaries = []
    for town in load_region().municipalities:
        xmin, ymin, xmax, ymax = town.box_25832
        ring = f"{xmin} {ymin},{xmax} {ymin},{xmax} {ymax},{xmin} {ymax},{xmin} {ymin}"
        geometry = QgsGeometry.fromWkt(f"MULTIPOLYGON((({ring})))")
        boundaries.append(Boundary(town.ags, town.name, "2026-01-01", geometry))
    write_boundaries(boundaries_path(cache), boundaries, fetched_at="2026-11-22T00:00:00+00:00", source_url="x")
    table = write_table(judged("Ort;Wert\nBochum;1\nEssen;2\n"), tmp_path / "t.gpkg", "T", cache_dir=cache)
    assert table.notes == ()
    xmin, ymin, xmax, ymax = load_region().by_ags("05911000").box_25832
    first = next(opened(table).getFeatures(QgsFeatureRequest().addOrderBy("wert")))
    assert first.geometry().area() == pytest.approx((xmax - xmin) * (ymax - ymin))


def test_a_table_of_nothing_but_misfits_is_an_empty_table(qgis_app, tmp_path):
    table = write_table(judged("a;b;c\n1;2\n3;4\n5;6\n", Choices(head_line=1, delimiter=";")), tmp_path / "t.gpkg", "T")
    assert sum(one.rows for one in table.layers) + table.tally.rejected == table.tally.rows


def test_a_column_called_like_the_line_number_is_no_clash(qgis_app, tmp_path):
    table = write_table(judged("Zeile;fid;geom\n7;8;9\n1;2;3\n"), tmp_path / "t.gpkg", "T")
    assert opened(table).fields().names() == ["fid", "zeile_2", "zeile", "fid_2", "geom_2"]


def test_foreign_heads_reach_no_statement(qgis_app, tmp_path):
    table = write_table(judged('a"; DROP TABLE x;--,b\n"1",2\n3,4\n'), tmp_path / "t.gpkg", "T'; --")
    assert table.layers[0].rows == 2


def test_a_cancel_leaves_no_file(qgis_app, tmp_path):
    with pytest.raises(CancelledError):
        write_table(judged(TYPED), tmp_path / "t.gpkg", "T", progress=STOPPED)
    assert os.listdir(tmp_path) == []


def test_a_cancel_closes_the_file_before_it_is_removed(qgis_app, tmp_path, monkeypatch):
    """Windows removes no open file; what was half written stayed."""
    removed, unlink = [], Path.unlink

    def watched(path: Path, missing_ok: bool = False) -> None:
        if path.exists() and path.parent == tmp_path:
            held = [os.readlink(one) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
            removed.append((path.name, str(path) in held))
        unlink(path, missing_ok=missing_ok)

    class AfterTheFirstRows(SilentProgress):
        def is_cancelled(self) -> bool:
            return any(tmp_path.glob(".*.gpkg"))

    monkeypatch.setattr(Path, "unlink", watched)
    with pytest.raises(CancelledError):
        write_table(judged(TYPED), tmp_path / "t.gpkg", "T", progress=AfterTheFirstRows())
    assert removed
    assert not any(is_open for _name, is_open in removed)
    assert os.listdir(tmp_path) == []


def test_two_windows_with_one_title_write_two_files(qgis_app, tmp_path):
    """The second began while the first was writing; both wrote one passing file, and one of them replaced the other."""
    others = []

    class Meanwhile(SilentProgress):
        def report(self, fraction: float, text: str = "") -> None:
            if not others:
                others.append(None)
                others[0] = write_table(judged("a;b\n1;2\n3;4\n5;6\n"), free_table_path(tmp_path, "T"), "T")

    first = write_table(judged(TYPED), free_table_path(tmp_path, "T"), "T", progress=Meanwhile())
    assert sorted(os.listdir(tmp_path)) == ["T-1.gpkg", "T-2.gpkg"]
    assert [opened(first, index).featureCount() for index in range(2)] == [2, 1]
    assert opened(others[0]).featureCount() == 3


def test_a_name_that_was_held_for_a_table_is_given_up_with_it(qgis_app, tmp_path):
    with pytest.raises(CancelledError):
        write_table(judged(TYPED), free_table_path(tmp_path, "T"), "T", progress=STOPPED)
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_said_and_leaves_no_file(qgis_app, tmp_path):
    made = judged("n;text\n" + "".join(f"{n};{'x' * 200}\n" for n in range(5000)))
    with full_disk(300_000), pytest.raises(LayerError) as caught:
        write_table(made, tmp_path / "t.gpkg", "T")
    assert "could not be written" in caught.value.sentence
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_a_file_is_said(qgis_app, tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(LayerError):
        free_table_path(tmp_path / "x", "T")


@pytest.mark.parametrize("title", ["../../x", "CON", "a/b", "x" * 300, "", "Straße"])
def test_titles_make_safe_file_names(tmp_path, title):
    path = free_table_path(tmp_path, title)
    assert path.parent == tmp_path
    assert path.suffix == ".gpkg"
    assert len(path.name) < 60


def test_choices_are_remembered_per_source(tmp_path):
    memory = TableMemory(tmp_path / "w")
    assert memory.recall("a") is None
    memory.keep("a", Choices(encoding="cp1252"))
    memory.keep("b", Choices(delimiter=";"))
    assert TableMemory(tmp_path / "w").recall("a") == Choices(encoding="cp1252")
    memory.keep("a", Choices())
    assert memory.recall("a") is None
    for number in range(320):
        memory.keep(f"n{number}", Choices(encoding="cp1252"))
    assert memory.recall("b") is None
    (tmp_path / "w" / "table_choices.json").write_text("{broken", encoding="utf-8")
    assert memory.recall("n1") is None


def test_choices_that_cannot_be_written_are_a_named_error_and_leave_the_old_ones(tmp_path):
    memory = TableMemory(tmp_path / "w")
    memory.keep("a", Choices(encoding="cp1252"))
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        TableMemory(tmp_path / "x").keep("a", Choices(encoding="cp1252"))
    memory.keep("b\ud800", Choices(delimiter=";"))  # half a letter in a portal's key has no bytes
    assert memory.recall("a") == Choices(encoding="cp1252")
    assert os.listdir(tmp_path / "w") == ["table_choices.json"]


@pytest.mark.parametrize(("driver", "suffix"), [("XLSX", ".xlsx"), ("ODS", ".ods")])
def test_sheets_of_workbooks_are_read_as_tables(qgis_app, tmp_path, driver, suffix):
    path = tmp_path / f"buch{suffix}"
    book = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    sheet = book.CreateLayer("Blatt; 1")
    for name, kind in (("Straße", ogr.OFTString), ("Wert", ogr.OFTReal), ("AGS", ogr.OFTString)):
        sheet.CreateField(ogr.FieldDefn(name, kind))
    for number in range(5):
        feature = ogr.Feature(sheet.GetLayerDefn())
        feature["Straße"], feature["Wert"], feature["AGS"] = f"Süd;{number}", number + 0.5, "05911000"
        sheet.CreateFeature(feature)
    book.CreateLayer("leer")
    del feature, sheet, book
    assert is_workbook(path)
    assert [(one.name, one.rows) for one in list_sheets(path)] == [("Blatt; 1", 6)]
    made = judge_table(read_sheet(path, "Blatt; 1"), SHEET_CHOICES)
    assert made.preview[0] == ("Süd;0", 0.5, "05911000")
    assert made.tally.good == 5


def test_what_is_no_workbook_is_said(qgis_app, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(InputError) as caught:
        list_sheets(path)
    assert "x.xlsx" in caught.value.sentence


def test_any_system_that_qgis_knows_can_be_chosen(qgis_app, tmp_path):
    text = "n;x;y\n1;2600000;1200000\n2;2600100;1200100\n"
    swiss = Choices(placing=PlacingKind.POINTS, place_columns=("x", "y"), crs="EPSG:2056")
    layer = opened(write_table(judged(text, swiss), tmp_path / "a.gpkg", "T"))
    assert (layer.crs().authid(), layer.featureCount()) == ("EPSG:2056", 2)
    degrees = Choices(placing=PlacingKind.POINTS, place_columns=("x", "y"), crs="OGC:CRS84")
    layer = opened(write_table(judged("n;x;y\n1;7,2;51,4\n2;7,3;51,5\n", degrees), tmp_path / "b.gpkg", "T"))
    assert layer.featureCount() == 2
    assert sorted(feature.geometry().asPoint().x() for feature in layer.getFeatures()) == [7.2, 7.3]
