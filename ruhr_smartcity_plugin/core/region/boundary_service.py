# SPDX-License-Identifier: GPL-2.0-or-later
"""The service that publishes the municipal boundaries, as data, and how it is asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Dict, Tuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.paths import resource

_OWN_PARAMETERS = frozenset({"service", "version", "request", "typename", "typenames", "srsname", "bbox", "count",
                             "maxfeatures", "startindex", "outputformat"})


@dataclass(frozen=True)
class BoundaryService:
    """A WFS 2.0 with one feature type of municipal polygons; the fields name key (AGS), name and date."""

    title: str
    url: str
    typename: str
    key_field: str
    name_field: str
    date_field: str
    crs: str
    publisher: str
    licence: str
    licence_url: str
    date_checked: str

    def at(self, url: str) -> BoundaryService:
        """Return the service at another address; a feature type in the address (TYPENAMES=…) is taken from there.

        Licence and publisher of another service are not known, so they are left empty.
        """
        if not url.strip() or url.strip() == self.url:
            return self
        parts = urlsplit(url.strip())
        fields = parse_qsl(parts.query, keep_blank_values=True)
        named = [value for key, value in fields if key.lower() in ("typename", "typenames") and value]
        kept = urlencode([(key, value) for key, value in fields if key.lower() not in _OWN_PARAMETERS])
        return replace(self, url=urlunsplit(parts._replace(query=kept)), typename=named[0] if named else self.typename,
                       publisher="", licence="", licence_url="")

    def parameters(self, box_25832: Box, start_index: int = 0) -> Dict[str, str]:
        """Return the GetFeature parameters for the polygons that touch the box (WFS 2.0.2, tables 5 and 8)."""
        urn = "urn:ogc:def:crs:EPSG::" + self.crs.rsplit(":", 1)[-1]
        parameters = {
            "SERVICE": "WFS",
            "VERSION": "2.0.0",
            "REQUEST": "GetFeature",
            "TYPENAMES": self.typename,
            "SRSNAME": urn,
            "BBOX": ",".join(f"{value:.0f}" for value in box_25832) + f",{urn}",
        }
        if start_index:
            parameters["STARTINDEX"] = str(start_index)
        return parameters

    def key_candidates(self, fields: Tuple[str, ...]) -> Tuple[str, ...]:
        """Return the fields in the order in which they are tried as the municipality's key."""
        return tuple(sorted(fields, key=lambda one: one.casefold() != self.key_field.casefold()))


@lru_cache(maxsize=1)
def load_preset() -> BoundaryService:
    """Read the shipped address (cached)."""
    document = json.loads(resource("data", "boundaries.json").read_text(encoding="utf-8"))
    return BoundaryService(**{name: document[name] for name in BoundaryService.__dataclass_fields__})
