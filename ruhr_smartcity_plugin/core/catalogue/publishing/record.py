# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a data set when it is published, in the terms of DCAT-AP.de 3.0."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Dict, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326


@dataclass(frozen=True)
class PublishedFile:
    """One distribution: a file or service under an address.

    `licence` is a key of `resources/data/licences.json` ("dl-by-de/2.0"), `format` a code of the EU's list of file
    types ("GPKG"), `attribution` the text users have to print where the licence asks for it.
    """

    title: str = ""
    access_url: str = ""
    is_download: bool = True
    licence: str = ""
    attribution: str = ""
    format: str = ""
    size_bytes: int | None = None
    modified: date | None = None
    description: str = ""


@dataclass(frozen=True)
class PublishedRecord:
    """One data set. Texts are German unless `language` says otherwise.

    `themes` are codes of the EU's data themes ("ENVI"), `municipalities` AGS (8 digits), `districts` 5-digit keys,
    `contributor_id` the tail of ``http://dcat-ap.de/def/contributors/…``; `uri` identifies the data set and is made
    from the publisher's address, never invented.
    """

    title: str = ""
    description: str = ""
    publisher: str = ""
    contact_name: str = ""
    contact_mail: str = ""
    contact_url: str = ""
    keywords: Tuple[str, ...] = ()
    themes: Tuple[str, ...] = ()
    municipalities: Tuple[str, ...] = ()
    districts: Tuple[str, ...] = ()
    geocoding_level: str = ""
    extent_4326: Extent4326 | None = None
    period_start: date | None = None
    period_end: date | None = None
    issued: date | None = None
    modified: date | None = None
    identifier: str = ""
    contributor_id: str = ""
    landing_url: str = ""
    uri: str = ""
    language: str = "de"
    distributions: Tuple[PublishedFile, ...] = field(default_factory=tuple)

    def to_draft(self) -> Dict[str, Any]:
        """Return the record as JSON values, to go on with another day."""
        values = {key: _plain(value) for key, value in vars(self).items() if key != "distributions"}
        files = [{key: _plain(value) for key, value in vars(one).items()} for one in self.distributions]
        return {**values, "distributions": files}

    @classmethod
    def from_draft(cls, draft: Mapping[str, Any]) -> PublishedRecord:
        """Return the record of a draft; unknown keys are left out.

        Raises
        ------
        ValueError, TypeError
            It is no draft.
        """
        files = tuple(PublishedFile(**_known(PublishedFile, one)) for one in draft.get("distributions", ()))
        return cls(**{**_known(cls, draft), "distributions": files})


_DATES = ("period_start", "period_end", "issued", "modified")
_LISTS = ("keywords", "themes", "municipalities", "districts", "extent_4326")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _known(kind: type, values: Mapping[str, Any]) -> Dict[str, Any]:
    known = {key: value for key, value in values.items() if key in kind.__dataclass_fields__ and key != "distributions"}
    for key in _DATES:
        if known.get(key):
            known[key] = date.fromisoformat(str(known[key]))
    for key in _LISTS:
        if known.get(key) is not None:
            known[key] = tuple(known[key])
    return known
