# SPDX-License-Identifier: GPL-2.0-or-later
"""One page of a boundary service: GML bytes to polygons, without touching disk or network."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Tuple

from osgeo import gdal, ogr
from qgis.core import QgsGeometry

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.region.boundary_service import BoundaryService
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Boundary:
    """The boundary of one municipality; `stated_on` is the date the publisher gives, as text."""

    ags: str
    name: str
    stated_on: str
    geometry: QgsGeometry


@dataclass(frozen=True)
class Page:
    """What one answer held: the region's boundaries by AGS, and a mark of each feature, wherever it lies."""

    boundaries: Dict[str, Boundary]
    features: FrozenSet[int]


def read_page(body: bytes, service: BoundaryService, region: Region) -> Page:
    """Return what a GML answer holds.

    Raises
    ------
    UnexpectedContentError
        The answer is no GML with features that GDAL can read.
    """
    path = f"/vsimem/ruhr_{uuid.uuid4().hex}.gml"
    gdal.FileFromMemBuffer(path, body)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        records = _records(path)
    except RuntimeError as error:  # another plugin has switched GDAL's exceptions on
        raise _unreadable(service, str(error)) from error
    finally:
        gdal.PopErrorHandler()
        gdal.Unlink(path)
    if records is None:
        raise _unreadable(service, gdal.GetLastErrorMsg())
    return Page(_by_ags(records, service, region), frozenset(hash(wkb) for _fields, wkb in records))


def _records(path: str) -> List[Tuple[Dict[str, str], bytes]] | None:
    # No schema download: reading an answer must not contact anybody. No .gfs file beside it.
    source = gdal.OpenEx(path, gdal.OF_VECTOR, allowed_drivers=["GML"],
                         open_options=["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"])
    if source is None or source.GetLayerCount() == 0:
        return None
    layer = source.GetLayer(0)
    records = []
    for feature in layer:
        geometry = feature.GetGeometryRef()
        if geometry is None or geometry.IsEmpty():
            continue
        fields = {feature.GetFieldDefnRef(i).GetName(): feature.GetFieldAsString(i)
                  for i in range(feature.GetFieldCount()) if feature.IsFieldSetAndNotNull(i)}
        flat = geometry.GetLinearGeometry()
        flat.FlattenTo2D()
        records.append((fields, bytes(flat.ExportToWkb(ogr.wkbNDR))))
    return records


def _by_ags(records: List[Tuple[Dict[str, str], bytes]], service: BoundaryService,
            region: Region) -> Dict[str, Boundary]:
    key_field = _key_field(records, service, region)
    found: Dict[str, Boundary] = {}
    for fields, wkb in records:
        municipality = region.by_ags(fields.get(key_field, ""))
        if municipality is None:
            continue
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        before = found.get(municipality.ags)
        if before is not None:  # exclaves may come as features of their own
            geometry = geometry.combine(before.geometry)
        geometry.convertToMultiType()
        name = fields.get(service.name_field, "") or municipality.name
        found[municipality.ags] = Boundary(municipality.ags, name, fields.get(service.date_field, ""), geometry)
    return found


def _key_field(records: List[Tuple[Dict[str, str], bytes]], service: BoundaryService, region: Region) -> str:
    """Return the field with the most keys of the region; another service may name it otherwise."""
    names = tuple(dict.fromkeys(name for fields, _wkb in records for name in fields))
    candidates = service.key_candidates(names) or (service.key_field,)
    # GDAL guesses that "05911000" is a number and drops the zero; `by_ags` puts it back.
    hits = {name: sum(region.by_ags(fields.get(name, "")) is not None for fields, _wkb in records)
            for name in candidates}
    return max(candidates, key=lambda name: hits[name])


def _unreadable(service: BoundaryService, detail: str) -> UnexpectedContentError:
    sentence = tr("The service of the municipal boundaries did not answer with readable polygons. "
                  "Try again later or check its address in the options.")
    return UnexpectedContentError(sentence, f"{service.typename}: {detail}")
