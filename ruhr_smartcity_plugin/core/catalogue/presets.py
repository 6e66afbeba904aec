# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped lists of portals and services, and the shipped sample catalogue."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import read_page
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import parse_time, read_package
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Portal:
    """One open data portal of the shipped list; `date_checked` is ISO text."""

    key: str
    title: str
    url: str
    operator: str
    date_checked: str
    is_unverified: bool


def load_portals(path: Path | None = None) -> Tuple[Portal, ...]:
    """Return the shipped portals (or those of another list of the same form).

    Raises
    ------
    InputError
        The list cannot be read; the sentence names the file.
    """
    rows = _read(path or resource("data", "portals.json"), "portals")
    return tuple(
        Portal(row["id"], row["title"], checked_address(row["url"]), row["operator"], row["date_checked"],
               bool(row["unverified"]))
        for row in rows
    )  # fmt: skip


def load_services(path: Path | None = None) -> Tuple[Dataset, ...]:
    """Return the shipped geo services as data sets with one resource each.

    Raises
    ------
    InputError
        The list cannot be read; the sentence names the file.
    """
    return tuple(_service(row) for row in _read(path or resource("data", "services.json"), "services"))


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


def _service(row: Mapping[str, Any]) -> Dataset:
    licence = recognise_licence(row.get("licence", ""))
    kind = ServiceKind[row["kind"]]
    distribution = Distribution(
        key=row["id"],
        title=row["title"],
        url=checked_address(row["url"]),
        kinds=(kind,),
        declared_format=kind.value,
        licence=licence,
        attribution=row.get("attribution", ""),
        layers=tuple(row.get("layers", ())),
    )
    remark = tr("This address is not verified; it may be out of date.") if row.get("unverified") else ""
    return Dataset(
        key=row["id"],
        title=row["title"],
        portal=tr("Geo services"),
        notes=row.get("notes", ""),
        publisher=row["publisher"],
        licence=licence,
        attribution=row.get("attribution", ""),
        modified=parse_time(row["date_checked"]),
        distributions=(distribution,),
        themes=tuple(row.get("themes", ())),
        tags=tuple(row.get("tags", ())),
        is_unverified=bool(row.get("unverified")),
        remarks=(remark,) if remark else (),
    )


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
