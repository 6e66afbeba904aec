# SPDX-License-Identifier: GPL-2.0-or-later
"""Projects as text files for others: CSV for spreadsheets, GeoJSON for maps, JSON-LD for catalogues."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Dict, Iterable, List, Sequence

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import as_plain
from ruhr_smartcity_plugin.core.projects.export_notes import ExportNotes
from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK
from ruhr_smartcity_plugin.core.projects.flat import SITES, column_names, flat_row, sites_wkt
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell

MARKING = "marking"  # a column of internal tables: every row says what it is
_YES_NO = {True: "ja", False: "nein"}
# A tenth of a millimetre.
_DEGREE_DIGITS = 9
_CONTEXT = {
    "@vocab": "https://schema.org/", "title": "name", "summary": "description", "lead": "maintainer",
    "website": {"@id": "url", "@type": "@id"}, "dct": "http://purl.org/dc/terms/", "as_of": "dct:modified",
    "code": "identifier", "licence": "dct:license", "attribution": "dct:rights", "marking": "dct:accessRights",
}  # fmt: skip


def to_csv(bundles: Sequence[ProjectBundle], *, internal: bool) -> str:
    """Return a table with semicolons, decimal commas and the places as WKT; no cell can become a formula.

    It has no room for notes; see `csv_notes`.
    """
    out = io.StringIO()
    names = [*column_names(internal=internal), SITES, *([MARKING] if internal else [])]
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    for one in bundles:
        row = {**flat_row(one, internal=internal), SITES: sites_wkt(one.sites), MARKING: INTERNAL_MARK}
        writer.writerow([_cell(row[name]) for name in names])
    return out.getvalue()


def csv_notes(name: str, notes: ExportNotes) -> str:
    """Return the notes on a table as JSON, for a file beside it (W3C "Metadata Vocabulary for Tabular Data", 2015)."""
    document: Dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw", "url": name, "dialect": {"delimiter": ";", "encoding": "utf-8"}}
    for member, term in (("licence", "dc:license"), ("attribution", "dc:rights"), (MARKING, "dc:accessRights")):
        if member in notes.members():
            document[term] = notes.members()[member]
    return json.dumps(document, ensure_ascii=False, indent=1)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value) if isinstance(value, int) else guard_cell(str(value))


def to_geojson(bundles: Sequence[ProjectBundle], notes: ExportNotes) -> str:
    """Return a FeatureCollection (RFC 7946: WGS 84, longitude first), one feature for each project.

    Each has its columns as properties; everything else of the project is in the member `project`, which maps ignore.
    """
    features = [{"type": "Feature", "id": one.project.uuid, "geometry": _geometry(one.sites),
                 "properties": flat_row(one, internal=notes.internal), "project": as_plain(one)} for one in bundles]
    title = {"title": INTERNAL_MARK} if notes.internal else {}  # maps show it
    document: Dict[str, Any] = {"type": "FeatureCollection", **title, **notes.members(), "features": features}
    return json.dumps(document, ensure_ascii=False)


def to_jsonld(bundles: Sequence[ProjectBundle], notes: ExportNotes) -> str:
    """Return a JSON-LD document with the terms of schema.org and Dublin Core."""
    graph: List[Dict[str, Any]] = []
    for one in bundles:
        stated = {name: value for name, value in flat_row(one, internal=notes.internal).items() if value is not None}
        graph.append({"@id": f"urn:uuid:{one.project.uuid}", "@type": "Project", **stated,
                      "project": {"@type": "@json", "@value": as_plain(one)}})
    return json.dumps({"@context": _CONTEXT, **notes.members(), "@graph": graph}, ensure_ascii=False)


def _geometry(sites: Iterable[Site]) -> Dict[str, Any] | None:
    shapes = [_shape(one) for one in sites if one.coordinates is not None]
    if len(shapes) > 1:
        return {"type": "GeometryCollection", "geometries": shapes}
    return shapes[0] if shapes else None


def _shape(site: Site) -> Dict[str, Any]:
    kinds = {SiteShape.POINT: "Point", SiteShape.LINE: "MultiLineString", SiteShape.AREA: "MultiPolygon"}
    return {"type": kinds[site.shape], "coordinates": _in_degrees(site.coordinates)}


def _in_degrees(coordinates: Any) -> Any:
    if isinstance(coordinates[0], (tuple, list)):
        return [_in_degrees(one) for one in coordinates]
    longitude, latitude = UTM_32.inverse(*coordinates)
    return [round(float(longitude), _DEGREE_DIGITS), round(float(latitude), _DEGREE_DIGITS)]
