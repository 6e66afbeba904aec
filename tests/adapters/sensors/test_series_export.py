# SPDX-License-Identifier: GPL-2.0-or-later
"""A store as a GeoPackage, or a file for each table, gives the same series when it is read again."""

from __future__ import annotations

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.sensors.series_export import (
    can_write_parquet,
    file_of,
    read_export_file,
    write_export,
)
from ruhr_smartcity_plugin.core.errors import DependencyMissingError, InputError, StoreError
from ruhr_smartcity_plugin.core.sensors.store.records import Written
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.contents import fill_with_everything, same_content
from tests.support.disk import full_disk


@pytest.fixture
def store(qgis_app, tmp_path):
    with SeriesStore.create(tmp_path / "werte.sqlite") as one:
        fill_with_everything(one)
        yield one


@pytest.fixture
def empty(tmp_path):
    with SeriesStore.create(tmp_path / "neu.sqlite") as one:
        yield one


@pytest.fixture(params=[False, True], ids=["plain", "exceptions"])
def gdal_exceptions(request):
    """Another plugin, or Processing, may switch them on."""
    # In this order: GDAL keeps a stack of who handles its errors.
    before = [module for module in (gdal, ogr, osr) if module.GetUseExceptions()]
    for module in reversed(before):
        module.DontUseExceptions()
    if request.param:
        gdal.UseExceptions()
    yield
    if request.param:
        gdal.DontUseExceptions()
    for module in before:
        module.UseExceptions()


def test_a_geopackage_read_again_is_the_same(store, empty, tmp_path, gdal_exceptions):
    path = tmp_path / "Ausgabe für März.gpkg"
    count = write_export(store, path)
    assert count == sum(one.n for one in store.streams())
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "neu.sqlite", "werte.sqlite"]
    report = read_export_file(path, empty)
    assert (report.n_series, report.written) == (3, Written(new=count))
    same_content(store, empty)
    assert read_export_file(path, empty).written == Written(same=count)


def test_qgis_shows_stations_on_the_map_and_values_with_their_time(store, tmp_path):
    write_export(store, tmp_path / "aus.gpkg")
    stations = QgsVectorLayer(f"{tmp_path}/aus.gpkg|layername=stations", "x", "ogr")
    assert (stations.crs().authid(), stations.featureCount()) == ("EPSG:25832", 2)
    (x, y), = [one.geometry().asPoint() for one in stations.getFeatures() if one.hasGeometry()]
    systems = [QgsCoordinateReferenceSystem(one) for one in ("EPSG:4326", "EPSG:25832")]
    expected = QgsCoordinateTransform(*systems, QgsCoordinateTransformContext()).transform(7.21, 51.4)
    assert (x, y) == pytest.approx((expected.x(), expected.y()), abs=0.5)
    values = QgsVectorLayer(f"{tmp_path}/aus.gpkg|layername=observation", "x", "ogr")
    first = next(values.getFeatures("value = 20.5"))
    assert first["time"].toUTC().toString("yyyy-MM-dd HH:mm") == "2026-03-29 00:00"
    assert first["flags"] == 9


def test_a_format_with_one_table_a_file_makes_three_and_is_read_again(store, empty, tmp_path):
    path = tmp_path / "aus.csv"
    write_export(store, path, driver_name="CSV")  # as Parquet, which not every GDAL brings
    read_export_file(file_of(path, "stations", "CSV"), empty)
    assert [one.property for one in empty.streams()] == [one.property for one in store.streams()]
    assert empty.series(1).values.tolist() == pytest.approx(store.series(1).values.tolist())  # 15 digits


def test_parquet_without_the_driver_is_said_and_with_it_is_the_same(store, empty, tmp_path):
    path = tmp_path / "aus.parquet"
    if can_write_parquet():
        write_export(store, path)
        read_export_file(file_of(path, "stations", "Parquet"), empty)
        same_content(store, empty)
    else:
        with pytest.raises(DependencyMissingError, match="cannot write Parquet"):
            write_export(store, path)
        assert not list(tmp_path.glob("aus*"))


def test_what_cannot_be_written_is_told_and_the_old_file_stays(store, tmp_path, gdal_exceptions):
    path = tmp_path / "aus.gpkg"
    path.write_bytes(b"old")
    with full_disk(60_000), pytest.raises(StoreError) as error:
        write_export(store, path)
    assert str(path) in error.value.sentence
    assert path.read_bytes() == b"old"
    with pytest.raises(StoreError):
        write_export(store, tmp_path / "kein" / "ordner.gpkg")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["aus.gpkg", "werte.sqlite"]


def test_a_file_that_is_no_export_is_told(empty, tmp_path, qgis_app, gdal_exceptions):
    (tmp_path / "text.gpkg").write_text("kein GeoPackage " * 50, encoding="utf-8")
    dataset = gdal.GetDriverByName("GPKG").Create(str(tmp_path / "andere.gpkg"), 0, 0, 0)
    dataset.CreateLayer("stations")
    del dataset
    for name in ("text.gpkg", "andere.gpkg", "fehlt.gpkg"):
        with pytest.raises(InputError, match="no export"):
            read_export_file(tmp_path / name, empty)
    assert empty.streams() == []
