# SPDX-License-Identifier: GPL-2.0-or-later
"""A project as one row of a table, as exchange files carry it: the model's columns, the lead by name, lists in text."""

from __future__ import annotations

import re
from typing import Any, Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind, columns_of, values_of
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Project, ProjectInternal, Site, SiteShape

# Columns beside those of the tables: what hangs on the project, as text.
LEAD, AGS, FIELDS, TECHNOLOGIES, PARTNERS, SITES = (
    "lead", "ags", "further_fields", "technologies", "partners", "sites")
_LEFT_OUT = frozenset((*TECHNICAL_FIELDS, "lead_uuid"))
_LIST = ","
_PARTNERS = "; "
# A partner of a list: its name, in quotes where a semicolon is part of it, and its role if it is stated.
_PARTNER = re.compile(r'''\s*(?:"((?:[^"]|"")*)"|([^;]+?))(?:\s*\(([A-ZÄÖÜ]{3,5})\))?\s*(?:;|$)''')


def public_columns() -> Tuple[Column, ...]:
    """Return the columns of the public part that stand in exchange files as they are."""
    return tuple(one for one in columns_of(Project) if one.name not in _LEFT_OUT)


def internal_columns() -> Tuple[Column, ...]:
    """Return the columns of the internal part."""
    return columns_of(ProjectInternal)


def column_names(*, internal: bool) -> List[str]:
    """Return the names of all columns of an exchange table but that of the places, in order."""
    names = ["uuid", *(one.name for one in public_columns()), LEAD, AGS, FIELDS, TECHNOLOGIES, PARTNERS, "source"]
    return names + [one.name for one in internal_columns()] if internal else names


def flat_row(bundle: ProjectBundle, *, internal: bool) -> Dict[str, Any]:
    """Return a project as a row: texts, numbers and yes or no; None where nothing is stated."""
    values = values_of(bundle.project)
    row = {"uuid": values["uuid"], **{one.name: values[one.name] for one in public_columns()}}
    row[LEAD] = bundle.lead.name if bundle.lead else None
    row[AGS] = _LIST.join(bundle.ags) or None
    row[FIELDS] = _LIST.join(bundle.further_fields) or None
    row[TECHNOLOGIES] = _LIST.join(bundle.technologies) or None
    row[PARTNERS] = _PARTNERS.join(_partners(bundle)) or None
    row["source"] = values["source"]
    if internal:
        row.update(values_of(bundle.internal))
    return row


def _partners(bundle: ProjectBundle) -> Iterable[str]:
    for one in bundle.partners:
        found = bundle.organisation(one.organisation_uuid)
        if found is not None:
            yield f"{_quoted(found.name)} ({one.role})"


def _quoted(name: str) -> str:
    if ";" not in name and not name.startswith('"'):
        return name
    return '"' + name.replace('"', '""') + '"'


def read_partners(text: str) -> List[Tuple[str, str | None]]:
    """Return the names in a list of partners, each with the code of its role if that is stated.

    >>> read_partners('BOGESTRA (BETR); "Funk; ""Co"" Netz" (PART); Stadt Herne')
    [('BOGESTRA', 'BETR'), ('Funk; "Co" Netz', 'PART'), ('Stadt Herne', None)]
    >>> read_partners('"Zeche" e. V.;; ')
    [('"Zeche" e. V.', None)]
    """
    found = []
    for quoted, plain, role in _PARTNER.findall(text):
        name = quoted.replace('""', '"').strip() or plain.strip()
        if name:
            found.append((name, role or None))
    return found


def is_yes_no(column: Column) -> bool:
    """Answer whether a column holds yes or no."""
    return column.kind in (Kind.FLAG, Kind.ANSWER)


def sites_wkt(sites: Sequence[Site]) -> str:
    """Return the places as WKT in EPSG:25832, metres; several as a collection, none as empty text.

    >>> sites_wkt([Site(coordinates=(376000.0, 5705000.5))])
    'POINT (376000 5705000.5)'
    """
    texts = [_site_wkt(one) for one in sites if one.coordinates is not None]
    if len(texts) > 1:
        return f"GEOMETRYCOLLECTION ({', '.join(texts)})"
    return texts[0] if texts else ""


def _site_wkt(site: Site) -> str:
    if site.shape is SiteShape.POINT:
        return f"POINT ({_position(site.coordinates)})"
    if site.shape is SiteShape.LINE:
        return f"MULTILINESTRING ({', '.join(map(_row, site.coordinates))})"
    areas = (f"({', '.join(map(_row, rings))})" for rings in site.coordinates)
    return f"MULTIPOLYGON ({', '.join(areas)})"


def _row(points: Iterable[Any]) -> str:
    return f"({', '.join(map(_position, points))})"


def _position(point: Sequence[float]) -> str:
    return " ".join(f"{round(float(value), 3):.15g}" for value in point)
