# SPDX-License-Identifier: GPL-2.0-or-later
"""From an address or a path to a source opened for reading; its kind is given or found out."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Mapping, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.sensors.sources.files import DWD_SUFFIXES, DwdFiles, TableFiles, is_address
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping
from ruhr_smartcity_plugin.core.sensors.sources.services import (
    CommunitySource,
    LanukSource,
    OpenSenseMapSource,
    SensorThingsSource,
    UbaSource,
)
from ruhr_smartcity_plugin.core.sensors.sources.source import ObservationSource
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

AUTO = "auto"
#: Static strings of the parameter SOURCE_TYPE; a public contract.
KINDS = (AUTO, "sensorthings", "lanuk", "uba", "opensensemap", "sensorcommunity", "dwd", "csv")
_SERVICES = {"sensorthings": SensorThingsSource, "lanuk": LanukSource, "uba": UbaSource,
             "opensensemap": OpenSenseMapSource, "sensorcommunity": CommunitySource}
_HOSTS = (("lanuk", "luftqualitaet.nrw.de"), ("uba", "umweltbundesamt.de"), ("opensensemap", "opensensemap.org"),
          ("sensorcommunity", "sensor.community"), ("dwd", "dwd.de"))


def known_services() -> Tuple[Mapping[str, str], ...]:
    """Return the services shipped with the plugin: kind, address, titles, licence, attribution, source, verified."""
    return tuple(_shipped())


def find_kind(address: str) -> str:
    """Return the kind of a source, by its address or by its file.

    >>> find_kind("https://luftqualitaet.nrw.de/api/"), find_kind("https://example.org/FROST/v1.1"), find_kind("a.csv")
    ('lanuk', 'sensorthings', 'csv')
    """
    if not is_address(address):
        return _kind_of_path(Path(address))
    parts = urlsplit(address)
    host, path = (parts.hostname or "").lower(), parts.path.lower()
    for kind, known in _HOSTS:
        if host == known or host.endswith(f".{known}"):
            return kind
    if path.endswith((".csv", ".txt", ".tsv")):
        return "csv"
    return "dwd" if path.endswith(".zip") else "sensorthings"


def open_source(address: str, kind: str, client: HttpClient | None = None,
                mapping: SeriesMapping | None = None) -> ObservationSource:
    """Open a source for reading; nothing is asked yet.

    Raises `InputError` for an empty address, a kind that does not exist, or a service given by a path.
    """
    given = address.strip()
    if not given:
        raise InputError(tr("No source is given. Enter the address of a service, or the path of a file."))
    if kind not in KINDS:
        raise InputError(tr("“{kind}” is no kind of source. Possible are {kinds}.").format(
            kind=kind[:40], kinds=", ".join(KINDS)))
    chosen = find_kind(given) if kind == AUTO else kind
    info = _info(given, chosen)
    if chosen in _SERVICES:
        if not is_address(given):
            sentence = tr("“{address}” is no address of a service. Enter one that begins with https:// or http://.")
            raise InputError(sentence.format(address=given[:120]))
        return _SERVICES[chosen](client, info)
    return DwdFiles(info, client) if chosen == "dwd" else TableFiles(info, mapping or SeriesMapping(), client)


def _kind_of_path(path: Path) -> str:
    if path.suffix.lower() == ".zip":
        return "dwd"
    names = [path.name]
    if path.is_dir():
        names = [one.name for one in path.iterdir() if one.suffix.lower() in DWD_SUFFIXES]
    return "dwd" if any(one.lower().startswith("produkt_") or one.lower().endswith(".zip") for one in names) else "csv"


def _info(address: str, kind: str) -> SourceInfo:
    known = next((one for one in _shipped() if one["kind"] == kind), None)
    title = urlsplit(address).hostname or "" if is_address(address) else Path(address).name
    place = address if is_address(address) else str(Path(address).absolute())
    if known is None:
        return SourceInfo(kind, place, title)
    return SourceInfo(kind, place, title, known["licence"], known["attribution"])


@lru_cache(maxsize=1)
def _shipped() -> list:
    return json.loads(resource("data", "sensor_services.json").read_text(encoding="utf-8"))["services"]
