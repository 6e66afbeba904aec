# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a layer comes from: source, licence, attribution, date; for results also method and inputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Dict, Mapping, Tuple
from urllib.parse import unquote

from ruhr_smartcity_plugin.translation import tr

_TEXTS = ("title", "source_url", "publisher", "licence", "licence_url", "attribution", "method", "plugin_version")


def _public_address(url: str) -> str:
    """Return what may stand on a map: of a file only its name, as its folders tell who works where."""
    if not url.lower().startswith("file:"):
        return url
    return unquote(url.rstrip("/").rsplit("/", 1)[-1])


@dataclass(frozen=True)
class Origin:
    """The provenance every layer of the plugin carries in its metadata.

    `fetched_at` is an aware time (stored as UTC). `licence` is the human title ("Datenlizenz Deutschland –
    Namensnennung – Version 2.0"); empty means "not stated", never "free". `attribution` is the publisher's own
    wording and wins over a generated one. `changed` says that the data differ from the published ones (dl-de/by-2-0
    wants that said). For results `method` names the algorithm with the plugin's version, `parameters` its settings and
    `inputs` the origins it was computed from.
    """

    title: str
    source_url: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    attribution: str = ""
    fetched_at: datetime | None = None
    method: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    inputs: Tuple[Origin, ...] = ()
    changed: bool = False
    plugin_version: str = ""

    def __post_init__(self) -> None:
        plain = {str(key): str(value) for key, value in self.parameters.items()}
        object.__setattr__(self, "parameters", MappingProxyType(plain))
        object.__setattr__(self, "inputs", tuple(self.inputs))

    def __hash__(self) -> int:
        return hash((self.title, self.source_url, self.fetched_at, self.method, tuple(self.parameters.items())))

    def source_note(self) -> str:
        """Return the source note for maps and layouts, one line per source.

        Own wording of the publisher first; else publisher, licence with its address, and the data set's address, as
        dl-de/by-2-0 asks. Results list the notes of their inputs, marked as changed. Empty where nothing is known.
        """
        lines = [line for origin in self.inputs for line in origin.source_note().splitlines()]
        if self.inputs:
            changed = tr("(data changed: {method})").format(method=self.method or self.title)
            return "\n".join(dict.fromkeys(f"{line} {changed}" for line in lines))
        own = self.attribution or (f"© {self.publisher}" if self.publisher else "")
        if self.attribution and self.licence and self.licence in self.attribution:
            # The publisher's wording names the licence; dl-de/by and CC BY also want its address.
            address = self.licence_url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
            licence = self.licence_url if address and address not in self.attribution else ""
        else:
            licence = f"{self.licence} ({self.licence_url})" if self.licence and self.licence_url else self.licence
        parts = [part for part in (own, licence, _public_address(self.source_url)) if part]
        note = ", ".join(parts)
        if note and self.changed:
            note += " " + tr("(data changed)")
        return note

    def to_record(self) -> Dict[str, Any]:
        """Return the origin as plain JSON values."""
        return {
            "title": self.title,
            "source_url": self.source_url,
            "publisher": self.publisher,
            "licence": self.licence,
            "licence_url": self.licence_url,
            "attribution": self.attribution,
            "fetched_at": self.fetched_at.isoformat() if self.fetched_at else None,
            "method": self.method,
            "parameters": dict(self.parameters),
            "inputs": [one.to_record() for one in self.inputs],
            "changed": self.changed,
            "plugin_version": self.plugin_version,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Origin:
        """Return the origin kept by `to_record`; unknown keys are ignored, missing ones stay unknown."""
        fetched = record.get("fetched_at")
        return cls(
            **{key: str(record.get(key) or "") for key in _TEXTS},
            fetched_at=datetime.fromisoformat(fetched) if fetched else None,
            parameters=dict(record.get("parameters") or {}),
            inputs=tuple(cls.from_record(one) for one in record.get("inputs") or ()),
            changed=bool(record.get("changed")),
        )
