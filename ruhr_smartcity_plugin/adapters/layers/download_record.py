# SPDX-License-Identifier: GPL-2.0-or-later
"""What a downloaded file says of itself: origin, numbers, and what to ask the source when it is refreshed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerMetadata,
    QgsNotSupportedException,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.download.staging import writing
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only

# The standard of our record among the metadata of the file; it names the kind, nothing is fetched from it.
_STANDARD = "urn:ruhr-smartcity:download:1"


@dataclass(frozen=True)
class FileRecord:
    """Kept in the file itself, so that it can be told what it is when everything else is lost."""

    origin: Origin
    completeness: Completeness
    etag: str = ""
    last_modified: str = ""

    def to_json(self) -> str:
        """Return the record as text without secrets."""
        origin = self.origin.to_record()
        origin["source_url"] = redact(origin["source_url"])
        origin["parameters"] = {key: redact(value) for key, value in origin["parameters"].items()}
        judged = self.completeness
        values: Dict[str, Any] = {
            "origin": origin,
            "expected": judged.expected,
            "received": judged.received,
            "proof": judged.proof.value,
            "at_least": judged.at_least,
            "cause": judged.cause,
            "etag": self.etag,
            "last_modified": self.last_modified,
        }
        return json.dumps(values, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> FileRecord:
        """Return the record in a text made by `to_json`; ValueError for any other."""
        try:
            values = json.loads(text)
            judged = Completeness(
                values["expected"], values["received"], Proof(values["proof"]), values["at_least"], values["cause"]
            )
            return cls(Origin.from_record(values["origin"]), judged, values["etag"], values["last_modified"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no record of a download: {error!r}") from error


def write_record(path: Path, record: FileRecord, crs: str) -> None:
    """Write origin and numbers into a GeoPackage: as QGIS layer metadata, and exactly.

    Raises
    ------
    StoreError
        The file cannot be written.
    """
    metadata = _metadata(record.origin, crs)
    # GDAL reads a path; QGIS finds the only table by itself.
    uri = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table_of(path)})
    try:
        is_saved, detail = QgsProviderRegistry.instance().saveLayerMetadata("ogr", uri, metadata)
    except (QgsNotSupportedException, QgsProviderConnectionException) as error:
        is_saved, detail = False, str(error)
    if not is_saved:
        from ruhr_smartcity_plugin.translation import tr

        raise StoreError(tr("The download could not be written. Nothing was changed."), detail)
    with writing(), closing(sqlite3.connect(str(path), isolation_level=None)) as connection:
        connection.execute("BEGIN")
        cursor = connection.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES (?, ?, ?, ?)",
            ("dataset", _STANDARD, "application/json", record.to_json()),
        )
        connection.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) VALUES ('geopackage', ?)",
            (cursor.lastrowid,),
        )
        connection.execute("COMMIT")
        # A journal beside the file would be lost when the file is put in its place.
        connection.execute("PRAGMA journal_mode = DELETE")


def read_record(path: Path) -> FileRecord | None:
    """Return what a file says of itself; None for a file that is none of ours, damaged or gone."""
    try:
        if not path.is_file():
            return None
        with closing(open_read_only(path)) as connection:
            row = connection.execute(
                "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = ? ORDER BY id DESC LIMIT 1", (_STANDARD,)
            ).fetchone()
        return FileRecord.from_json(row[0]) if row else None
    except (sqlite3.Error, ValueError, OSError):  # a share that is not there, a folder one may not look into
        return None


def table_of(path: Path) -> str:
    """Return the name of the table with objects in a file, else of one with rows only; "" if there is none."""
    return next(iter(tables_of(path)), "")


def tables_of(path: Path) -> Tuple[str, ...]:
    """Return the names of the tables in a file, those with objects first; none if it cannot be read."""
    try:
        with closing(open_read_only(path)) as connection:
            rows = connection.execute(
                "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') "
                "ORDER BY data_type DESC, rowid"
            ).fetchall()
    except sqlite3.Error:
        return ()
    return tuple(row[0] for row in rows)


def _metadata(origin: Origin, crs: str) -> QgsLayerMetadata:
    carrier = QgsVectorLayer("NoGeometry", "carrier", "memory")
    write_origin(carrier, origin)
    metadata = carrier.metadata().clone()
    system = QgsCoordinateReferenceSystem(crs)
    if system.isValid():
        metadata.setCrs(system)
    extent = metadata.extent()
    extent.setSpatialExtents([])
    metadata.setExtent(extent)
    return metadata
