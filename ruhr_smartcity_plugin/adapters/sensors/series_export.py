# SPDX-License-Identifier: GPL-2.0-or-later
"""A series store as a GeoPackage (or Parquet files) for other programs, and back into a store.

Point layer `stations` (EPSG:25832), tables `datastream` and `observation`. Parquet holds one table in a file, so there
are three files of one name.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np
from osgeo import gdal, ogr, osr

from ruhr_smartcity_plugin.adapters.written_file import holds_features
from ruhr_smartcity_plugin.core.errors import DependencyMissingError, InputError, StoreError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.model import Station
from ruhr_smartcity_plugin.core.sensors.places import place_stations
from ruhr_smartcity_plugin.core.sensors.store.csv_export import ImportReport
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged, SourceInfo, StoredStation, StoredStream, Written
from ruhr_smartcity_plugin.core.sensors.store.restoring import Content, DescribedStream
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.translation import tr

STATIONS, STREAMS, VALUES = "stations", "datastream", "observation"
GEOPACKAGE, PARQUET = "GPKG", "Parquet"
_SOURCE = ("kind", "address", "title", "licence", "attribution")
_TEXT, _WHOLE, _REAL, _TIME = ogr.OFTString, ogr.OFTInteger64, ogr.OFTReal, ogr.OFTDateTime
_FIELDS: Dict[str, Tuple[Tuple[str, int], ...]] = {
    STATIONS: (("station", _WHOLE), ("key", _TEXT), ("name", _TEXT), ("description", _TEXT), ("longitude", _REAL),
               ("latitude", _REAL), ("height_m", _REAL), ("properties", _TEXT),
               *((f"source_{one}", _TEXT) for one in _SOURCE)),
    STREAMS: (("datastream", _WHOLE), ("station", _WHOLE), ("key", _TEXT), ("name", _TEXT), ("property", _TEXT),
              ("property_text", _TEXT), ("unit", _TEXT), ("source_unit", _TEXT), ("definition", _TEXT),
              ("statistic", _TEXT)),
    # `time` is for people and QGIS's temporal controller, `time_ms` is exact in every format.
    VALUES: (("datastream", _WHOLE), ("time", _TIME), ("time_ms", _WHOLE), ("value", _REAL), ("text", _TEXT),
             ("yes_no", _WHOLE), ("flags", _WHOLE)),
}
_VALUES_AT_ONCE = 50_000  # of one series when reading


def can_write_parquet() -> bool:
    """Answer whether QGIS's GDAL comes with the driver."""
    return ogr.GetDriverByName(PARQUET) is not None


def write_export(store: SeriesStore, path: Path, stream_ids: Sequence[int] | None = None,
                 progress: Progress = SILENT, driver_name: str = "") -> int:
    """Write series (all if none are named) and return how many values; the files are new and whole, or as before.

    The format follows from the ending of `path`, .gpkg or .parquet, unless a driver is named.

    Raises
    ------
    DependencyMissingError
        This QGIS cannot write the format.
    StoreError
        The file could not be written.
    """
    name = driver_name or (PARQUET if path.suffix.lower() == ".parquet" else GEOPACKAGE)
    if ogr.GetDriverByName(name) is None:
        raise DependencyMissingError(tr(
            "This QGIS cannot write {format}: its GDAL comes without the driver. Export a GeoPackage or CSV instead.",
        ).format(format=name), f"GDAL {gdal.__version__}")
    part = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        with _named_errors(path):
            count = _write(_Output(name, part), store, stream_ids, progress)
            for table in _FIELDS:
                done, wanted = file_of(part, table, name), count if table == VALUES else 0
                if not holds_features(f"{done}|layername={table}" if name == GEOPACKAGE else str(done), wanted):
                    raise _not_written(path, f"{table}: fewer rows in the file than were written")
            for done in {file_of(part, table, name) for table in _FIELDS}:
                os.replace(done, path.with_name(done.name.replace(part.stem, path.stem, 1)))
    finally:
        for left in path.parent.glob(f"{part.stem}*"):
            with suppress(OSError):
                left.unlink()
    return count


def file_of(path: Path, table: str, driver_name: str) -> Path:
    """Return the file that holds a table of an export: one for all, or one each."""
    return path if driver_name == GEOPACKAGE else path.with_name(f"{path.stem}_{table}{path.suffix}")


def read_export_file(path: Path, store: SeriesStore, progress: Progress = SILENT) -> ImportReport:
    """Put an export into a store: a GeoPackage, or the file of three that holds the stations.

    Raises
    ------
    InputError
        The file is no export of a store, or cannot be read.
    StoreError
        The store cannot be written.
    """
    written = Written()
    try:
        stations = {row["station"]: row for row in _rows(path, STATIONS)}
        streams = {row["datastream"]: row for row in _rows(path, STREAMS)}
        described = {key: _described(row, stations[row["station"]]) for key, row in streams.items()}
        for stream, content in _portions(_rows(path, VALUES)):
            stop_if_cancelled(progress)
            written += store.restore(described[stream], content)
    except (RuntimeError, KeyError, ValueError, TypeError) as error:
        raise _no_export(path, f"{type(error).__name__}: {error}") from error
    return ImportReport(len(described), written)


class _Output:
    """The layers of an export that is being written."""

    def __init__(self, driver_name: str, path: Path) -> None:
        self._name, self._path = driver_name, path
        self._driver = ogr.GetDriverByName(driver_name)
        self._dataset: Any = None

    @contextmanager
    def table(self, name: str) -> Iterator[Any]:
        """Give a new layer; everything added to it is in the file afterwards."""
        if self._dataset is None or self._name != GEOPACKAGE:
            self._dataset = self._driver.CreateDataSource(str(file_of(self._path, name, self._name)))
        crs = None
        if name == STATIONS:
            crs = osr.SpatialReference()
            crs.ImportFromEPSG(25832)
        if self._dataset is None:  # not its truth: a data set without layers counts as false
            raise RuntimeError(gdal.GetLastErrorMsg())
        layer = self._dataset.CreateLayer(name, crs, ogr.wkbNone if crs is None else ogr.wkbPoint)
        if layer is None:
            raise RuntimeError(gdal.GetLastErrorMsg())
        for field, kind in _FIELDS[name]:
            layer.CreateField(ogr.FieldDefn(field, kind))
        layer.StartTransaction()
        yield layer
        if layer.CommitTransaction() != 0:
            raise RuntimeError(gdal.GetLastErrorMsg())
        layer.SyncToDisk()

    def close(self) -> None:
        """Close the files, which writes their last part."""
        self._dataset = None


def _write(output: _Output, store: SeriesStore, stream_ids: Sequence[int] | None, progress: Progress) -> int:
    listed = store.described(stream_ids)
    stations = {one.station.id: one for one in listed}
    points = place_stations([
        Station(one.station.id, one.station.name, point_4326=(one.station.longitude, one.station.latitude))
        for one in stations.values() if one.station.longitude is not None and one.station.latitude is not None
    ]).points_25832
    with output.table(STATIONS) as layer:
        for number, one in stations.items():
            station = one.station
            properties = json.dumps(dict(station.properties), ensure_ascii=False, default=str)
            _add(layer, (number, station.key, station.name, station.description, station.longitude, station.latitude,
                         station.height_m, properties, *(getattr(one.source, name) for name in _SOURCE)),
                 points.get(number))
    with output.table(STREAMS) as layer:
        for one in listed:
            stream = one.stream
            _add(layer, (stream.id, stream.station_id, stream.key, stream.name, stream.property, stream.property_text,
                         stream.unit, stream.unit_text, stream.definition, stream.statistic))
    count = 0
    with output.table(VALUES) as layer:
        for number, one in enumerate(listed):
            stop_if_cancelled(progress)
            progress.report(number / len(listed))
            for row in _value_rows(one.stream.id, store.content(one.stream.id)):
                _add(layer, row)
                count += 1
    output.close()
    return count


def _value_rows(stream: int, content: Content) -> Iterator[Tuple[Any, ...]]:
    bits = dict(zip(content.flagged.times_ms.tolist(), content.flagged.bits.tolist()))
    moments = np.datetime_as_string(content.times_ms.astype("datetime64[ms]"), unit="ms").tolist()
    for time, moment, value in zip(content.times_ms.tolist(), moments, content.values.tolist()):
        yield stream, f"{moment}Z", time, value, None, None, bits.get(time)
    for time, result in content.texts:
        moment = f"{np.datetime64(time, 'ms')}Z"
        is_yes_no = isinstance(result, bool)
        yield (stream, moment, time, None, None if is_yes_no else result, int(result) if is_yes_no else None,
               bits.get(time))


def _add(layer: Any, row: Sequence[Any], point: Tuple[float, float] | None = None) -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    for number, value in enumerate(row):
        if value is not None:
            feature.SetField(number, value)
    if point is not None and layer.GetLayerDefn().GetGeomFieldCount():  # tables of text have no place for one
        geometry = ogr.Geometry(ogr.wkbPoint)
        geometry.AddPoint_2D(*point)
        feature.SetGeometryDirectly(geometry)
    if layer.CreateFeature(feature) != 0:
        raise RuntimeError(gdal.GetLastErrorMsg())


def _rows(path: Path, table: str) -> Iterator[Dict[str, Any]]:
    is_geopackage = path.suffix.lower() == ".gpkg"
    file = path if is_geopackage else path.with_name(path.name.replace(STATIONS, table))
    dataset = gdal.OpenEx(str(file), gdal.OF_VECTOR) if file.is_file() else None
    layer = None
    if dataset is not None:
        layer = dataset.GetLayerByName(table) if is_geopackage else dataset.GetLayer(0)
    if layer is None or layer.GetLayerDefn().GetFieldIndex(_FIELDS[table][0][0]) < 0:
        raise _no_export(path, f"no table {table}")
    for feature in layer:
        yield {name: _value(feature, name, kind) for name, kind in _FIELDS[table]}


def _value(feature: Any, name: str, kind: int) -> Any:
    number = feature.GetFieldIndex(name)
    if number < 0 or not feature.IsFieldSetAndNotNull(number):
        return "" if kind == _TEXT and name != "text" else None
    if kind == _WHOLE:
        return feature.GetFieldAsInteger64(number)
    return feature.GetFieldAsDouble(number) if kind == _REAL else feature.GetFieldAsString(number)


def _described(stream: Dict[str, Any], station: Dict[str, Any]) -> DescribedStream:
    properties = json.loads(station["properties"] or "{}")
    return DescribedStream(
        SourceInfo(*(station[f"source_{one}"] for one in _SOURCE)),
        StoredStation(0, 0, station["key"], station["name"], station["description"], station["longitude"],
                      station["latitude"], station["height_m"], properties if isinstance(properties, dict) else {}),
        StoredStream(0, 0, stream["key"], stream["name"], stream["property"], stream["property_text"], stream["unit"],
                     stream["source_unit"], stream["definition"], stream["statistic"]))


def _portions(rows: Iterator[Dict[str, Any]]) -> Iterator[Tuple[int, Content]]:
    for stream, group in groupby(rows, key=lambda row: row["datastream"]):
        held: List[Dict[str, Any]] = []
        for row in group:
            held.append(row)
            if len(held) == _VALUES_AT_ONCE:
                yield stream, _content(held)
                held = []
        if held:
            yield stream, _content(held)


def _content(rows: Sequence[Dict[str, Any]]) -> Content:
    numbers = [(row["time_ms"], row["value"]) for row in rows if row["value"] is not None]
    texts = [(row["time_ms"], bool(row["yes_no"]) if row["text"] is None else row["text"])
             for row in rows if row["value"] is None]  # fmt: skip
    flags = np.array([(row["time_ms"], row["flags"]) for row in rows if row["flags"]], dtype=np.int64).reshape(-1, 2)
    return Content(np.array([one[0] for one in numbers], dtype=np.int64), np.array([one[1] for one in numbers]),
                   texts, Flagged(flags[:, 0], flags[:, 1]))


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError also where Processing has switched GDAL's exceptions on
        raise _not_written(path, str(error)) from error


def _not_written(path: Path, detail: str) -> StoreError:
    return StoreError(tr("The file {path} could not be written. Check the rights and the space left.").format(
        path=path), detail)


def _no_export(path: Path, detail: str) -> InputError:
    return InputError(tr("“{name}” is no export of a series store. Load it as a layer instead.").format(
        name=path.name), detail)
