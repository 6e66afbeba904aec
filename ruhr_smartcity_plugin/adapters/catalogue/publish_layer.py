# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of the project prepared for publishing: what is known of it, what must not leave, and a file of it."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ruhr_smartcity_plugin.adapters.layers.doctor_facts import source_parts
from ruhr_smartcity_plugin.adapters.layers.source_notes import origin_of_layer
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import is_register
from ruhr_smartcity_plugin.adapters.projects.register_layers import VIEW_PROPERTY
from ruhr_smartcity_plugin.adapters.projects.register_source import INTERNAL_VIEWS, PUBLIC_VIEWS
from ruhr_smartcity_plugin.adapters.written_file import holds_features
from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.town_extents import coverage_by_extent
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# File types on offer: code of the EU's list, GDAL's driver, ending.
FORMATS = (("GPKG", "GPKG", "gpkg"), ("GEOJSON", "GeoJSON", "geojson"), ("CSV", "CSV", "csv"))
# Names that mostly hold persons or notes for colleagues; such fields are left out unless the user ticks them.
_PERSONAL = re.compile(
    r"intern|e-?mail|telefon|phone|fax|kontakt|contact|ansprech|bearbeiter|sachbearb|notiz|bemerk|note|kommentar|"
    r"comment|eigent(ü|ue)mer|owner|geburt|password|kosten|budget|vorname|"
    r"nachname|familienname|mobil|handy|iban|anmerk",
    re.IGNORECASE,
)
_WGS84 = "EPSG:4326"
# RFC 7946 knows longitude and latitude only; what other programs get from a portal must not be metres. The CSV carries
# every value as it is, without the mark that keeps spreadsheets from formulas: a published table is read by programs.
_LAYER_OPTIONS = {"GeoJSON": ["RFC7946=YES"], "CSV": ["GEOMETRY=AS_WKT", "SEPARATOR=SEMICOLON"]}


def why_not_public(layer: QgsMapLayer) -> str:
    """Return why a layer must not be published; "" if nothing stands against it. What is unknown counts as internal.

    Of a project register, whether the plugin has opened it or not, only the public views may leave.
    """
    if not isinstance(layer, QgsVectorLayer):
        return tr("Only layers with objects can be published from here.")
    view = str(layer.customProperty(VIEW_PROPERTY) or "")
    if view in INTERNAL_VIEWS or re.search(r"\bINTERN\b", layer.name()):
        return tr("The layer is marked as internal and is not published.")
    parts = source_parts(layer.providerType(), layer.source())
    shows_view = parts.get("layerName") in PUBLIC_VIEWS and not _is_query(layer.subsetString())
    try:
        is_internal = bool(parts.get("path")) and not shows_view and is_register(Path(parts["path"]))
    except StoreError as error:
        return error.sentence
    if is_internal:
        return tr("The layer shows a table of the project register with internal columns. Publish its public view.")
    return ""


def personal_fields(layer: QgsVectorLayer) -> Tuple[str, ...]:
    """Return the fields whose names look like persons, costs or internal notes."""
    return tuple(one.name() for one in layer.fields() if _PERSONAL.search(one.name()) or _PERSONAL.search(one.alias()))


def foreign_licence(layer: QgsMapLayer) -> str:
    """Return what to know where the data come from somebody else; "" for data without an origin."""
    origin = origin_of_layer(layer)
    if origin is None or not (origin.publisher or origin.licence):
        return ""
    text = tr("The data come from {publisher} ({licence}). Publish them only if they are yours or their licence allows "
              "it, and keep the source note.")  # fmt: skip
    publisher = quotable(origin.publisher or origin.title, 60)
    return text.format(publisher=publisher, licence=quotable(origin.licence or tr("licence not stated"), 80))


def prefilled(layer: QgsVectorLayer) -> PublishedRecord:
    """Return a record with what the layer and its metadata say; nothing is invented."""
    origin, metadata = origin_of_layer(layer), layer.metadata()
    extent = extent_4326(layer)
    licence = recognise_licence(origin.licence_url, origin.licence) if origin is not None else None
    words = [word for values in metadata.keywords().values() for word in values]
    file = PublishedFile(
        title=layer.name(),
        licence=licence.key if licence is not None else "",
        attribution=(origin.attribution or origin.publisher) if origin is not None else "",
        format="GPKG",
    )
    return PublishedRecord(
        title=metadata.title() or layer.name(),
        description=metadata.abstract(),
        publisher=origin.publisher if origin is not None else "",
        keywords=tuple(dict.fromkeys(words)),
        municipalities=tuple(sorted(coverage_by_extent(extent).municipalities)),
        geocoding_level="municipality",
        extent_4326=extent,
        modified=date.today(),
        distributions=(file,),
    )


def extent_4326(layer: QgsMapLayer) -> Extent4326 | None:
    """Return the layer's extent in degrees; None where it has none."""
    box = layer.extent()
    if box.isNull() or not box.isFinite():
        return None
    target = QgsCoordinateReferenceSystem(_WGS84)
    transform = QgsCoordinateTransform(layer.crs(), target, QgsProject.instance().transformContext())
    try:
        found: QgsRectangle = transform.transformBoundingBox(box)
    except QgsCsException:
        return None
    return (found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum())


def _is_query(subset: str) -> bool:
    """Answer whether a filter is a whole statement, which may read any table of the file."""
    return subset.lstrip().upper().startswith("SELECT")


@dataclass
class LayerExport:
    """A layer's objects on their way into a file. Made in the main thread, `write` runs in a task."""

    source: QgsVectorLayerFeatureSource
    fields: QgsFields
    kept: Tuple[int, ...]
    wkb_type: object
    crs: QgsCoordinateReferenceSystem
    n_features: int
    context: QgsCoordinateTransformContext

    @classmethod
    def of(cls, layer: QgsVectorLayer, field_names: Sequence[str]) -> LayerExport:
        """Return the export of a layer with the named fields only."""
        kept = tuple(index for index, one in enumerate(layer.fields()) if one.name() in field_names)
        fields = QgsFields()
        for index in kept:
            fields.append(layer.fields().at(index))
        source, context = QgsVectorLayerFeatureSource(layer), QgsProject.instance().transformContext()
        return cls(source, fields, kept, layer.wkbType(), layer.crs(), layer.featureCount(), context)

    def write(self, path: Path, driver: str, progress: Progress) -> int:
        """Write the file, whole or not at all, and return the number of objects in it.

        Raises
        ------
        StoreError
            It could not be written; nothing is left behind.
        CancelledError
            The user stopped it; nothing is left behind.
        """
        part = path.with_name(f"{path.stem}.part{path.suffix}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            count = self._write(part, driver, progress)
            if driver == "GPKG":
                _date_by_day(part)
            if not holds_features(str(part), count):
                raise StoreError(self._sentence(path), "what was read back differs")
            os.replace(part, path)
            return count
        except (OSError, sqlite3.Error) as error:
            raise StoreError(self._sentence(path), str(error)) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _write(self, part: Path, driver: str, progress: Progress) -> int:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.fileEncoding = driver, "UTF-8"
        options.layerOptions = _LAYER_OPTIONS.get(driver, [])
        writer = QgsVectorFileWriter.create(str(part), self.fields, self.wkb_type, self.crs, self.context, options)
        if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise StoreError(self._sentence(part), writer.errorMessage())
        request, count = QgsFeatureRequest(), 0
        request.setSubsetOfAttributes(list(self.kept))
        for feature in self.source.getFeatures(request):
            row = QgsFeature(self.fields)
            row.setGeometry(feature.geometry())
            row.setAttributes([feature.attribute(index) for index in self.kept])
            if not writer.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                raise StoreError(self._sentence(part), writer.errorMessage())
            count += 1
            if count % 500 == 0:
                stop_if_cancelled(progress)
                progress.report(count / max(1, self.n_features, count))
        stop_if_cancelled(progress)
        del writer  # closes the file
        return count

    @staticmethod
    def _sentence(path: Path) -> str:
        text = tr("The file “{name}” could not be written. Check the space on the disk and your rights in the folder.")
        return text.format(name=path.name)


def _date_by_day(path: Path) -> None:
    """Let two exports of one day be the same bytes, so that an upload that was cut need not send the file again.

    SQLite counts transactions in the file, and GDAL does not always make as many: a copy begins to count anew.
    """
    anew = path.with_name(f"{path.stem}.anew{path.suffix}")
    anew.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(str(path))) as connection:
            connection.execute("UPDATE gpkg_contents SET last_change = substr(last_change, 1, 10) || 'T00:00:00.000Z'")
            connection.commit()
            connection.execute("VACUUM INTO ?", (str(anew),))
        os.replace(anew, path)
    finally:
        with suppress(OSError):
            anew.unlink(missing_ok=True)
