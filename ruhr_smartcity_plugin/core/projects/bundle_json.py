# SPDX-License-Identifier: GPL-2.0-or-later
"""Projects as JSON that carries everything: for exchange between registers, and for what a copy remembers."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, Dict, Iterable, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of, values_of
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.export_notes import ExportNotes
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal, Site, SiteShape
from ruhr_smartcity_plugin.translation import tr

FORMAT, FORMAT_VERSION = "ruhr-smart-city-projects", 1
CRS = "EPSG:25832"
_LISTS = {"organisations": Organisation, "programmes": FundingProgramme,
          **{one.attribute: one.record for one in CHILD_TABLES}}


def dump_projects(bundles: Iterable[ProjectBundle], notes: ExportNotes = ExportNotes(),  # noqa: B008
                  **more: Any) -> str:
    """Return projects as a JSON document, with more members, if given. Coordinates in EPSG:25832, metres."""
    document = {"format": FORMAT, "version": FORMAT_VERSION, "crs": CRS, **notes.members(),
                "projects": [as_plain(one) for one in bundles], **more}
    return json.dumps(document, ensure_ascii=False, indent=1)


def load_projects(text: str) -> Tuple[ProjectBundle, ...]:
    """Return the projects of a document of `dump_projects`. Raises InputError for anything else."""
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise KeyError(FORMAT)
        if document["version"] > FORMAT_VERSION:
            raise InputError(tr("The file was written by a newer version of the plugin. Update the plugin to read it."),
                             f"version {document['version']}")
        parts = document["projects"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable(error) from error
    return read_plain(parts)


def read_plain(parts: Iterable[Mapping[str, Any]]) -> Tuple[ProjectBundle, ...]:
    """Return the projects in plain values, as `as_plain` gives them. Raises InputError if one is none."""
    try:
        return tuple(map(_from_plain, parts))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> InputError:
    # A KeyError names a part of the document; what other errors quote may be internal, and the detail goes to the log.
    cause = repr(error)[:300] if isinstance(error, KeyError) else type(error).__name__
    return InputError(tr("The file holds no Smart City projects that this plugin could read."), cause)


def as_plain(bundle: ProjectBundle) -> Dict[str, Any]:
    """Return a project as plain values; what is not stated is left out."""
    plain: Dict[str, Any] = {"project": _stated(bundle.project)}
    internal = _stated(bundle.internal)
    if internal:
        plain["internal"] = internal
    for _table, attribute, _column in CODE_TABLES:
        plain[attribute] = list(getattr(bundle, attribute))
    for attribute in _LISTS:
        plain[attribute] = [_stated(one) for one in getattr(bundle, attribute)]
    return {name: value for name, value in plain.items() if value}


def _from_plain(plain: Mapping[str, Any]) -> ProjectBundle:
    lists: Dict[str, Tuple[Any, ...]] = {
        attribute: tuple(_record(kind, one) for one in plain.get(attribute, ()))
        for attribute, kind in _LISTS.items()}
    codes = {attribute: tuple(map(str, plain.get(attribute, ()))) for _table, attribute, _column in CODE_TABLES}
    return ProjectBundle(project=_record(Project, plain["project"]),
                         internal=_record(ProjectInternal, plain.get("internal", {})), **lists, **codes)


def _stated(record: Any) -> Dict[str, Any]:
    defaults = {one.name: one.default for one in fields(record)}
    values = values_of(record)
    return {name: value for name, value in values.items()
            if value is not None and (name == "visibility" or getattr(record, name) != defaults[name])}


def _record(kind: type, plain: Mapping[str, Any]) -> Any:
    known = {one.name: one.read(plain[one.name]) for one in columns_of(kind) if one.name in plain}
    if kind is Site:
        known["shape"] = SiteShape(plain.get("shape", SiteShape.POINT.value))
        known["coordinates"] = _coordinates(plain.get("coordinates"))
    return kind(**known)


def _coordinates(value: Any) -> Any:
    """Return nested lists of numbers as nested tuples."""
    if value is None:
        return None
    if isinstance(value, List):
        return tuple(_coordinates(one) for one in value)
    return float(value)
