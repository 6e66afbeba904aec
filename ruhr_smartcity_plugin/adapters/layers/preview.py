# SPDX-License-Identifier: GPL-2.0-or-later
"""A look at a resource before it is loaded: a small picture, or the fields and the first rows. For use in a task."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Mapping, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsRectangle,
)

from ruhr_smartcity_plugin.adapters.layers.files import kind_of_content, probe_kinds
from ruhr_smartcity_plugin.adapters.layers.loading import read_service
from ruhr_smartcity_plugin.adapters.layers.preview_files import WHOLE_FILES, Look, look_into_file
from ruhr_smartcity_plugin.adapters.layers.preview_pictures import (
    arcgis_records,
    map_picture,
    station_records,
    tile_picture,
    tile_rows,
)
from ruhr_smartcity_plugin.adapters.layers.preview_rasters import (
    coverage_picture,
    head_of_raster,
    picture_of_head,
    picture_of_image,
    too_large,
)
from ruhr_smartcity_plugin.adapters.layers.preview_rows import (
    MOST_ROWS,
    Rows,
    rows_of_csv,
    rows_of_gml,
    rows_of_json,
    rows_of_records,
)
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.file_check import HEAD_BYTES, kinds_of_bytes
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.ogc_address import landing_address, requested_layer
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import LayerError, NetworkError, TooLargeError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

_PIECE_BYTES = 256 * 1024
_MOST_BYTES = 5 * 1024 * 1024
_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 480, 160, 640
_LEAST_METRES = 100.0
_FILES = (ServiceKind.CSV, ServiceKind.GEOJSON, ServiceKind.JSON)
_OBJECTS = (ServiceKind.WFS, ServiceKind.OAPIF)
_PICTURES = (ServiceKind.WMS, ServiceKind.WMTS, ServiceKind.XYZ, ServiceKind.WCS)
_OTHERS = (ServiceKind.ARCGIS, ServiceKind.STA, ServiceKind.VECTOR_TILES, ServiceKind.GEOTIFF, ServiceKind.IMAGE)
# An export of an Opendatasoft portal; its data set answers with single records as well.
_EXPORT = re.compile(r"^(https?://[^?#]+/api/explore/v2\.\d/catalog/datasets/[^/?#]+)/exports/\w+", re.I)


@dataclass(frozen=True)
class Preview:
    """A picture (bytes of an image) or rows, and a note on what is shown."""

    picture: bytes = b""
    rows: Rows | None = None
    note: str = ""


def can_preview(distribution: Distribution) -> bool:
    """Answer whether there is a preview for such a resource."""
    known = (*_FILES, *WHOLE_FILES, *_OBJECTS, *_PICTURES, *_OTHERS)
    is_known = distribution.kind in known or distribution.is_unclear or _has_rows_of_its_own(distribution)
    return is_known and bool(distribution.url) and distribution.sample is None


def make_preview(
    client: HttpClient, dataset: Dataset, distribution: Distribution, box_25832: Box, *, progress: Progress = SILENT
) -> Preview:
    """Ask for a small part of a resource. `box_25832` is what a picture shows.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    LayerError, InputError
        There is nothing that could be shown.
    CancelledError
        The user stopped it.
    """
    client = client.with_limits(replace(client.limits, max_bytes=_MOST_BYTES))
    if distribution.is_unclear and not _has_rows_of_its_own(distribution):
        distribution = _told_by_bytes(client, dataset, distribution, progress)
    asking = _Asking(client, dataset, distribution, progress)
    if distribution.kind in _PICTURES:
        preview = asking.picture(box_25832)
    elif distribution.kind is ServiceKind.ARCGIS:
        preview = asking.objects_or_picture(box_25832)
    elif distribution.kind in (*_OBJECTS, ServiceKind.STA):
        preview = asking.objects()
    elif distribution.kind is ServiceKind.VECTOR_TILES:
        preview = asking.tile(box_25832)
    elif distribution.kind is ServiceKind.GEOTIFF:
        preview = asking.raster()
    elif distribution.kind is ServiceKind.IMAGE:
        preview = asking.image()
    else:
        preview = asking.rows()
    stop_if_cancelled(progress)
    return preview


class _Asking:
    """One preview on its way."""

    def __init__(self, client: HttpClient, dataset: Dataset, distribution: Distribution, progress: Progress) -> None:
        self._client, self._dataset, self._one, self._progress = client, dataset, distribution, progress

    def picture(self, box_25832: Box) -> Preview:
        """Draw the first (or the named) layer of a WMS, or fetch one of its tiles."""
        source, note = self._layer()
        if source.kind is ServiceKind.WCS:
            title = self._dataset.title or source.title
            return self._drawn(coverage_picture(self._client, source, box_25832, title, self._progress), note)
        if source.kind is not ServiceKind.WMS:
            return self._drawn(tile_picture(self._client, source, box_25832, self._dataset.title, self._progress), note)
        params = picture_params(source, box_25832)
        answer = self._client.get(
            source.url, params=params, expect=Content.IMAGE, service=self._dataset.title, progress=self._progress
        )
        return Preview(picture=answer.body, note=note)

    def objects_or_picture(self, box_25832: Box) -> Preview:
        """Return the first objects of an ArcGIS layer, or a picture where it has none."""
        source, note = self._layer()
        title = self._dataset.title
        if source.parts.get("objects"):
            records = arcgis_records(self._client, source, MOST_ROWS, title, self._progress)
            return self._shown(rows_of_records(records), note)
        return self._drawn(map_picture(self._client, source, box_25832, _WIDTH, title, self._progress), note)

    def _drawn(self, picture: bytes, note: str) -> Preview:
        if not picture:
            raise LayerError(tr("There is no preview in the coordinate system of this layer."), self._one.url)
        return Preview(picture=picture, note=note)

    def objects(self) -> Preview:
        """Return the fields and the first objects of a layer of a WFS, OGC API Features or SensorThings service."""
        source, note = self._layer()
        if source.kind is ServiceKind.STA:
            records = station_records(self._client, source, MOST_ROWS, self._dataset.title, self._progress)
            return self._shown(rows_of_records(records), note)
        rows = self._wfs_rows(source) if source.kind is ServiceKind.WFS else self._items(source)
        return self._shown(rows, note)

    def tile(self, box_25832: Box) -> Preview:
        """Return the first objects of the vector tile in the middle of the area."""
        source, _note = self._layer()
        rows, layer, count = tile_rows(self._client, source, box_25832, self._dataset.title, self._progress)
        return self._shown(rows, _one_of(layer, count))

    def raster(self) -> Preview:
        """Return a small picture of a GeoTIFF; what comes zipped is read whole."""
        kind, answer = head_of_raster(self._client, self._one, self._dataset.title, self._progress)
        if kind is not ServiceKind.GEOTIFF:
            return self._whole()
        return Preview(picture=picture_of_head(answer, self._progress))

    def image(self) -> Preview:
        """Return a small picture of a photo or drawing."""
        address = checked_address(self._one.url)
        try:
            answer = self._client.get(address, service=self._dataset.title, progress=self._progress)
        except TooLargeError as error:
            raise too_large(None, error.detail) from error
        return Preview(picture=picture_of_image(answer.body))

    def rows(self) -> Preview:
        """Return the first rows, as the portal itself gives them where it can, else from the file."""
        export = _EXPORT.match(self._one.url)
        try:
            if export is not None:
                return self._records(export.group(1))
            if self._one.has_datastore and self._dataset.portal_root:
                return self._datastore()
        except NetworkError:
            # A portal that copied the entry from another one says "datastore" too, but has none of it.
            if self._one.kind not in (*_FILES, *WHOLE_FILES):
                raise
        if self._one.kind in WHOLE_FILES:
            return self._whole()
        return self._file()

    def _whole(self) -> Preview:
        found: Look = look_into_file(self._client, self._one, self._dataset.title, self._progress)
        note = _one_of(found.name, found.count) if found.count > 1 else ""
        return Preview(picture=found.picture, note=note) if found.picture else self._shown(found.rows, note)

    def _records(self, dataset_url: str) -> Preview:
        """Return the first records of an Opendatasoft data set: an export can hardly be had in parts."""
        answer = self._client.get_json(
            checked_address(f"{dataset_url}/records"),
            params={"limit": str(MOST_ROWS)},
            service=self._dataset.portal,
            progress=self._progress,
        )
        answer = answer if isinstance(answer, Mapping) else {}
        return self._portal_rows(answer.get("results"), answer.get("total_count"))

    def _datastore(self) -> Preview:
        """Return the first rows that a CKAN portal itself holds of a table."""
        root = portal_root(self._dataset.portal_root)
        params = {"resource_id": self._one.key, "limit": str(MOST_ROWS)}
        url = f"{root}/api/3/action/datastore_search"
        answer = self._client.get_json(url, params=params, service=self._dataset.portal, progress=self._progress)
        result = answer.get("result") if isinstance(answer, Mapping) else None
        result = result if isinstance(result, Mapping) else {}
        return self._portal_rows(result.get("records"), result.get("total"))

    def _portal_rows(self, records: Any, total: Any) -> Preview:
        if not isinstance(records, list):
            sentence = tr("The portal “{service}” did not answer with rows.")
            raise UnexpectedContentError(sentence.format(service=self._dataset.portal), "no list of records")
        kept = [_without_shape(one) for one in records if isinstance(one, Mapping)]
        note = tr("%n row(s) in all", "", total) if isinstance(total, int) and total >= 0 else ""
        return self._shown(rows_of_records(kept), note)

    def _file(self) -> Preview:
        """Return the first rows of a file, of which only the beginning is asked for."""
        headers = {"Range": f"bytes=0-{_PIECE_BYTES - 1}", "Accept-Encoding": "identity"}
        try:
            answer = self._client.get(
                checked_address(self._one.url), headers=headers, service=self._dataset.title, progress=self._progress
            )
        except TooLargeError as error:
            megabytes = _MOST_BYTES // 1024 // 1024
            sentence = tr("This server gives no parts of files, and the file is larger than {size} MB: no preview.")
            raise LayerError(sentence.format(size=megabytes), error.detail) from error
        head = answer.body[:HEAD_BYTES]
        if head.startswith(b"PK"):  # zipped, or a workbook under another name
            return self._whole()
        if kinds_of_bytes(head)[:1] == (ServiceKind.HTML,):
            kind_of_content(head, self._one.kinds)  # refuses it: the file has moved, or asks for a log-in
        is_cut = answer.status == 206 and len(answer.body) >= _PIECE_BYTES
        if self._one.kind is ServiceKind.CSV:
            rows = rows_of_csv(answer.body, answer.headers.get("Content-Type", ""), is_cut=is_cut)
        else:
            rows = rows_of_json(answer.text())
        return self._shown(rows, tr("Beginning of the file") if is_cut else "")

    # --- parts -------------------------------------------------------------------------------------
    def _layer(self) -> Tuple[LayerSource, str]:
        """Return the layer the address or the list names, else the first, and a note which one it is."""
        description = read_service(
            self._client, self._one.kind, self._one.url, service=self._dataset.title, progress=self._progress
        ).preferring(self._one.crs)
        layer = _chosen(description, self._one)
        title = layer.title
        if len(description.layers) == 1:
            return description.source_of(layer), title
        return description.source_of(layer), _one_of(title, len(description.layers))

    def _wfs_rows(self, source: LayerSource) -> Rows:
        is_2 = source.version.startswith("2")
        params = {
            "SERVICE": "WFS",
            "VERSION": source.version,
            "REQUEST": "GetFeature",
            "TYPENAMES" if is_2 else "TYPENAME": source.layer,
            "COUNT" if is_2 else "MAXFEATURES": str(MOST_ROWS),
        }
        answer = self._client.get(
            source.url, params=params, expect=Content.XML, service=self._dataset.title, progress=self._progress
        )
        return rows_of_gml(read_xml(answer.body, self._dataset.title))

    def _items(self, source: LayerSource) -> Rows:
        document = self._client.get_json(
            checked_address(source.parts["items_url"]),
            params={"limit": str(MOST_ROWS)},
            headers={"Accept": "application/geo+json, application/json;q=0.9"},
            service=self._dataset.title,
            progress=self._progress,
        )
        features: Any = document.get("features") if isinstance(document, Mapping) else None
        listed = features if isinstance(features, list) else []
        return rows_of_records([one.get("properties") or {} for one in listed if isinstance(one, Mapping)])

    def _shown(self, rows: Rows, note: str) -> Preview:
        if not rows.heads:
            raise LayerError(tr("There is nothing to show: the answer holds no rows."), self._one.url)
        return Preview(rows=rows, note=note)


def preview_box(dataset: Dataset, area_25832: Box) -> Box:
    """Return what a picture shows: the part of the data set's extent inside the area, or the area (EPSG:25832)."""
    if dataset.extent_4326 is None:
        return area_25832
    degrees, metres = QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:25832")
    transform = QgsCoordinateTransform(degrees, metres, QgsCoordinateTransformContext())
    try:
        own = transform.transformBoundingBox(QgsRectangle(*dataset.extent_4326))
    except QgsCsException:
        return area_25832
    shared = own.intersect(QgsRectangle(*area_25832))
    if not own.isFinite() or min(shared.width(), shared.height()) < _LEAST_METRES:
        return area_25832
    return (shared.xMinimum(), shared.yMinimum(), shared.xMaximum(), shared.yMaximum())


def picture_params(source: LayerSource, box_25832: Box) -> Mapping[str, str]:
    """Return the GetMap parameters for a small picture of a box.

    Raises
    ------
    LayerError
        The area cannot be expressed in the layer's coordinate system.
    """
    crs = QgsCoordinateReferenceSystem(source.crs or "EPSG:25832")
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:25832"), crs, QgsCoordinateTransformContext()
    )  # fmt: skip
    try:
        box = transform.transformBoundingBox(QgsRectangle(*box_25832))
    except QgsCsException as error:
        raise LayerError(tr("There is no preview in the coordinate system of this layer."), str(error)) from error
    height = round(_WIDTH * box.height() / box.width()) if box.width() > 0 else _WIDTH
    is_13 = source.version == "1.3.0"
    corners = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    if is_13 and crs.hasAxisInverted():  # WMS 1.3.0 takes the axes in the order of the CRS
        corners = (corners[1], corners[0], corners[3], corners[2])
    return {
        "SERVICE": "WMS",
        "VERSION": source.version,
        "REQUEST": "GetMap",
        "LAYERS": source.layer,
        "STYLES": "",
        "CRS" if is_13 else "SRS": (source.crs or "EPSG:25832").replace("OGC:CRS84", "CRS:84"),
        "BBOX": ",".join(f"{value:.8g}" for value in corners),
        "WIDTH": str(_WIDTH),
        "HEIGHT": str(max(_LEAST_HEIGHT, min(_MOST_HEIGHT, height))),
        "FORMAT": source.parts.get("format", "image/png"),
        "TRANSPARENT": "TRUE",
    }


def _one_of(layer: str, count: int) -> str:
    return tr("Layer “{layer}”, one of {count}").format(layer=layer, count=count)


def _has_rows_of_its_own(distribution: Distribution) -> bool:
    return distribution.has_datastore or _EXPORT.match(distribution.url) is not None


def _told_by_bytes(
    client: HttpClient, dataset: Dataset, distribution: Distribution, progress: Progress
) -> Distribution:
    """Return a resource of unknown kind as what its first bytes tell. Raises LayerError where there is no preview."""
    kinds = probe_kinds(client, distribution.url, service=dataset.title, progress=progress)
    told = replace(distribution, kinds=kinds or distribution.kinds)
    if not kinds or not can_preview(told):
        what = kinds[0].title if kinds else tr("unknown content")
        raise LayerError(tr("There is no preview of this resource. It is: {what}.").format(what=what), distribution.url)
    return told


def _without_shape(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record without the number that CKAN gives its rows, and without the geometry Opendatasoft adds."""
    return {
        name: value
        for name, value in record.items()
        if name != "_id" and not (isinstance(value, Mapping) and "geometry" in value)
    }


def _chosen(description: ServiceDescription, distribution: Distribution) -> ServiceLayer:
    named = requested_layer(distribution.url)
    if description.kind is ServiceKind.OAPIF:
        named = landing_address(distribution.url)[1]
    for name in (named, *distribution.layers):
        found = description.find_layer(name) if name else None
        if found is not None:
            return found
    return description.layers[0]
