# SPDX-License-Identifier: GPL-2.0-or-later
"""Database rows to records and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Dict, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.dates import read_date
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode, encode
from ruhr_smartcity_plugin.core.projects.record import (
    Contact,
    Organisation,
    Project,
    ProjectEntry,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
    SiteShape,
    Visibility,
    values_of,
)

Row = Mapping[str, Any]

_DATES = frozenset(("start_planned", "start_actual", "end_planned", "end_actual", "as_of", "next_review"))
_THREE_STATE = frozenset(("funded", "open_source"))
_YES_NO = frozenset(("deleted", "seeks_partners"))
_NUMBERS = frozenset(("version", "progress_percent"))


def project_of(row: Row) -> Project:
    """Return the project in a row; an unknown visibility becomes internal."""
    return Project(**{one.name: _value(one.name, row[one.name]) for one in fields(Project)})


def _value(name: str, value: Any) -> Any:
    if name == "visibility":
        return Visibility.read(value)
    if name in _DATES:
        return read_date(value)
    if name in _YES_NO:
        return bool(value)
    if name in _THREE_STATE:
        return None if value is None else bool(value)
    return value if name in _NUMBERS else _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def entry_of(row: Row, ags: Tuple[str, ...]) -> ProjectEntry:
    """Return the list entry in a row."""
    values = {one.name: _value(one.name, row[one.name]) for one in fields(ProjectEntry) if one.name != "ags"}
    return ProjectEntry(ags=ags, **values)


def organisation_of(row: Row) -> Organisation:
    """Return the organisation in a row."""
    return Organisation(**{one.name: _text(row[one.name]) for one in fields(Organisation)})


def site_of(row: Row, shape: SiteShape) -> Site:
    """Return the site in a row of the table for this shape."""
    return Site(shape=shape, coordinates=decode(row["geom"]), label=_text(row["label"]), role=_text(row["role"]),
                ags=_text(row["ags"]), address=_text(row["address"]), accuracy=_text(row["accuracy"]),
                visibility=Visibility.read(row["visibility"]), uuid=row["uuid"])


def municipality_of(row: Row) -> ProjectMunicipality:
    """Return the participation of a municipality in a row."""
    return ProjectMunicipality(ags=_text(row["ags"]), role=_text(row["role"]), uuid=row["uuid"])


def partner_of(row: Row) -> ProjectOrganisation:
    """Return the participation of an organisation in a row."""
    return ProjectOrganisation(organisation_uuid=row["organisation_uuid"], role=_text(row["role"]), uuid=row["uuid"])


def contact_of(row: Row) -> Contact:
    """Return the contact in a row; consent that is not stated is none."""
    return Contact(name=_text(row["name"]), function=_text(row["function"]), mail=_text(row["mail"]),
                   phone=_text(row["phone"]), consent=row["consent"] == 1)


def change_of(row: Row) -> Change:
    """Return the history entry in a row."""
    values = {one.name: row[one.name] for one in fields(Change)}
    return Change(**{**values, "comment": _text(values["comment"])})


def site_values(site: Site) -> Dict[str, Any]:
    """Return the columns of a site."""
    values = values_of(site)
    del values["shape"]
    values["geom"] = encode(site.shape, values.pop("coordinates"))
    return values


def stored_shape_of(site: Site) -> Any:
    """Return the coordinates of a site as they come back from the store (floats in tuples)."""
    return decode(encode(site.shape, site.coordinates))
