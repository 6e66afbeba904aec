# SPDX-License-Identifier: GPL-2.0-or-later
"""A type of a WFS (1.0, 1.1, 2.0) as a feed: GeoJSON where the service gives it, else GML."""

from __future__ import annotations

import re
from typing import Dict, List

from ruhr_smartcity_plugin.core.catalogue.download.feed import DEFAULT_PAGE, FRESH, Bounds, Converter, Feed, Span
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage, load_json, read_features
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.network.pages import PageRequest
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.xml_element import XmlReader

# Names under which services offer GeoJSON, best first.
GEOJSON_FORMATS = ("application/geo+json", "application/json", "geojson", "json")
GML_ID = "gml_id"
# GeoJSON knows no arcs: its writers put short straight lines in their place.
_ARC = re.compile(rb"<(?:[\w.\-]+:)?(?:Arc(?:String)?(?:ByBulge|ByCenterPoint)?|Circle(?:ByCenterPoint)?)[\s>]")


def geojson_format(offered: List[str]) -> str:
    """Return the name of GeoJSON among the offered output formats; "" if it is none of them.

    >>> geojson_format(["text/xml; subtype=gml/3.2.1", "application/json; subtype=geojson"])
    'application/json; subtype=geojson'
    """
    plain = {name: name.strip().lower().split(";")[0] for name in offered}
    found = (name for wanted in GEOJSON_FORMATS for name, short in plain.items() if short == wanted)
    return next(found, next((name for name, short in plain.items() if "geo+json" in short), ""))


class WfsFeed(Feed):
    """Pages by count and start; in tiles by BBOX."""

    def __init__(
        self,
        client: HttpClient,
        source: LayerSource,
        *,
        service: str,
        read_xml: XmlReader,
        convert: Converter,
        output_format: str = "",
        cap: int | None = None,
        area: Bounds | None = None,
        bounds: Bounds | None = None,
        srs_id: int = 0,
        sort_fields: List[str] | None = None,
        north_first: bool = False,
    ) -> None:
        """`north_first` says that the system itself names its axes so: degrees, Gauss-Krüger, EPSG:3044."""
        super().__init__(service)
        self._client, self._source, self._read_xml, self._convert = client, source, read_xml, convert
        self.output_format = output_format
        self.cap, self.area, self.bounds, self.srs_id = cap, area, area or bounds, srs_id
        self._is_2, self._is_1_0 = source.version.startswith("2"), source.version.startswith("1.0")
        self.can_start, self.can_tile = not self._is_1_0, True
        self.page_size = cap or DEFAULT_PAGE
        self._sort_fields = list(sort_fields or [])
        self._sort = ""
        self._north_first = north_first
        # Named by its URN, a system has its own order of axes; by the short name x comes first.
        self._is_exchanged = north_first and self._is_2

    def count(self, progress: Progress) -> int | None:
        """Ask for the number of hits; WFS 1.0 knows none."""
        if self._is_1_0:
            return None
        found = self._ask_hits(progress)
        if found == 0 and self.area is not None and self._north_first:
            # Perhaps the service reads the area in the other order.
            self._is_exchanged = not self._is_exchanged
            found = self._ask_hits(progress) or 0
            self._is_exchanged ^= not found
        return found

    def _ask_hits(self, progress: Progress) -> int | None:
        params = {**self._params(self.area), "RESULTTYPE": "hits"}
        answer = self._client.get(
            self._source.url,
            params=params,
            expect=Content.XML,
            service=self.service,
            progress=progress,
            refresh=True,
        )
        root = self._read_xml(answer.body, self.service)
        stated = root.attributes.get("numberMatched") or root.attributes.get("numberOfFeatures") or ""
        return int(stated) if stated.isdigit() else None

    def request(self, span: Span) -> PageRequest:
        params = self._params(span.box or self.area)
        if not self._is_1_0:
            params["COUNT" if self._is_2 else "MAXFEATURES"] = str(span.size)
            if span.start:
                params["STARTINDEX"] = str(span.start)
        if self._sort:
            params["SORTBY"] = self._sort
        if self.output_format:
            params["OUTPUTFORMAT"] = self.output_format
        expect = Content.JSON if self.output_format else Content.XML
        return PageRequest(self._source.url, params, FRESH, expect, self.service)

    def _params(self, box: Bounds | None) -> Dict[str, str]:
        names = "TYPENAMES" if self._is_2 else "TYPENAME"
        params = {
            "SERVICE": "WFS",
            "VERSION": self._source.version,
            "REQUEST": "GetFeature",
            names: self._source.layer,
        }
        if self._source.crs:
            params["SRSNAME"] = _crs_name(self._source.crs, self._is_2)
        if box is not None:
            params["BBOX"] = self._bbox(box)
        return params

    def _bbox(self, box: Bounds) -> str:
        numbers = [box[1], box[0], box[3], box[2]] if self._is_exchanged else list(box)
        text = ",".join(f"{number:.10g}" if abs(number) <= 360 else f"{number:.3f}" for number in numbers)
        if self._is_1_0 or not self._source.crs:
            return text
        return f"{text},{_crs_name(self._source.crs, self._is_2)}"

    def read(self, answer: Answer) -> FeaturePage:
        if self.output_format:
            return read_features(load_json(answer.body), self.srs_id)
        page = read_features(load_json(self._convert(answer.body)), self.srs_id, GML_ID)
        may_have_arcs = b"Arc" in answer.body or b"Circle" in answer.body
        page.is_straightened = may_have_arcs and _ARC.search(answer.body) is not None
        return page

    def sorted(self, page: FeaturePage) -> bool:
        self._sort = self._sort_fields.pop(0) if self._sort_fields else ""
        return bool(self._sort)


def _crs_name(crs: str, is_urn: bool) -> str:
    """Return the name to ask by: QGIS Server (WFS 1.1) refuses the URN, some WFS 2.0 the short name."""
    authority, _, code = crs.partition(":")
    return f"urn:ogc:def:crs:{authority}::{code}" if is_urn else crs
