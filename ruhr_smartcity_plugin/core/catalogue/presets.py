# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped lists of portals and services, and the shipped sample catalogue."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.municipalities import Coverage, find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import read_page
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package
from ruhr_smartcity_plugin.core.catalogue.portals.texts import parse_time
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import SourceList, parse_list
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

# Publishers whose services reach over the whole region, or farther.
_WIDE = re.compile(r"regionalverband ruhr|\brvr\b|\bnrw\b|^bundesamt |deutscher wetterdienst|umweltagentur", re.I)


def load_shipped() -> SourceList:
    """Return the shipped portals and services, read by the rules for every list.

    Raises
    ------
    InputError
        A list cannot be read or a row of it cannot be used; the sentence names the file.
    """
    portals, services = resource("data", "portals.json"), resource("data", "services.json")
    document = {"portals": list(_read(portals, "portals")), "services": list(_read(services, "services"))}
    shipped = parse_list(document, services.name, SourceOwner.SHIPPED)
    if shipped.problems:
        raise _unreadable(services, "; ".join(f"{one.name}: {one.sentence}" for one in shipped.problems))
    return shipped


def load_services(path: Path | None = None) -> Tuple[Dataset, ...]:
    """Return the shipped geo services as data sets with one resource each.

    Raises
    ------
    InputError
        The list cannot be read; the sentence names the file.
    """
    return tuple(service_dataset(row) for row in _read(path or resource("data", "services.json"), "services"))


def load_sample_catalogue(path: Path | None = None) -> Tuple[Dataset, ...]:
    """Return the data sets of the sample catalogue: a recorded-shape answer, read by the parser for portals.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    source = path or resource("demo", "catalogue.json")
    page = read_page(_load(source), source.name)
    return tuple(read_package(row, portal=tr("Sample catalogue"), root="", is_sample=True) for row in page.rows)


def service_dataset(row: Mapping[str, Any]) -> Dataset:
    """Return a row of a list of services as a data set with one resource, or one for each edition."""
    licence = recognise_licence(row.get("licence", ""))
    kind = ServiceKind[row["kind"]]
    covered = _coverage(row["publisher"], row["title"])
    resource_of_all = Distribution(
        key=row["id"],
        title=row["title"],
        url=checked_address(row["url"]),
        kinds=(kind,),
        declared_format=kind.value,
        licence=licence,
        attribution=row.get("attribution", ""),
        layers=tuple(row.get("layers", ())),
        crs=row.get("crs", ""),
    )
    editions = [
        replace(
            resource_of_all, key=f"{row['id']}-{one['title']}", title=one["title"], url=checked_address(one["url"]),
            layers=tuple(one["layers"]),
        )
        for one in row.get("editions", ())
    ]  # fmt: skip
    remark = tr("This address is not verified; it may be out of date.") if row.get("unverified") else ""
    return Dataset(
        key=row["id"],
        title=row["title"],
        portal=tr("Geo services"),
        notes=row.get("notes", ""),
        publisher=row["publisher"],
        licence=licence,
        attribution=row.get("attribution", ""),
        distributions=tuple(editions) or (resource_of_all,),
        themes=tuple(row.get("themes", ())),
        tags=tuple(row.get("tags", ())),
        municipalities=covered.municipalities,
        districts=covered.districts,
        municipality_evidence=covered.evidence,
        is_unverified=bool(row.get("unverified")),
        remarks=(remark,) if remark else (),
        address_checked=parse_time(row["date_checked"]),
    )


def _coverage(publisher: str, title: str) -> Coverage:
    """Return what a service is about; all towns for one of a publisher whose services cover them all."""
    found = find_coverage((), (publisher,), title)
    if found or not _WIDE.search(publisher):
        return found
    return Coverage(frozenset(load_region().whole_area().ags), frozenset(), "publisher")


def _read(path: Path, key: str) -> Tuple[Mapping[str, Any], ...]:
    document = _load(path)
    rows = document.get(key) if isinstance(document, Mapping) else None
    if not isinstance(rows, list):
        raise _unreadable(path, f"no list {key!r}")
    return tuple(rows)


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, str(error)) from error


def _unreadable(path: Path, detail: str) -> InputError:
    sentence = tr("The list “{name}” cannot be read. Install the plugin again.")
    return InputError(sentence.format(name=path.name), detail)
