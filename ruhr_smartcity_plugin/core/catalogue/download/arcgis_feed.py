# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of an ArcGIS REST service as a feed: by the list of its object ids, or by offset where it gives none."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, Dict, List, Mapping

from ruhr_smartcity_plugin.core.catalogue.download.columns import FieldType
from ruhr_smartcity_plugin.core.catalogue.download.feed import DEFAULT_PAGE, FRESH, Bounds, Converter, Feed, Span
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage, load_json, read_features
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.network.pages import PageRequest
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

# Some services refuse more per question whatever they state.
_MOST_PER_PAGE = 2_000
_TYPES = {
    "esriFieldTypeOID": FieldType.INTEGER,
    "esriFieldTypeInteger": FieldType.INTEGER,
    "esriFieldTypeSmallInteger": FieldType.INTEGER,
    "esriFieldTypeBigInteger": FieldType.INTEGER,
    "esriFieldTypeDouble": FieldType.REAL,
    "esriFieldTypeSingle": FieldType.REAL,
    "esriFieldTypeDate": FieldType.TIME,
}
_EPOCH = datetime(1970, 1, 1)
_MILLISECONDS = re.compile(r"-?\d{1,18}")


class ArcgisFeed(Feed):
    """Each stretch is a range of object ids, so that it is known beforehand how many objects it must bring."""

    def __init__(
        self,
        client: HttpClient,
        url: str,
        *,
        service: str,
        convert: Converter,
        srs: int = 25832,
        area: Bounds | None = None,
    ) -> None:
        super().__init__(service)
        self._client, self._url, self._convert, self._srs = client, checked_address(url).rstrip("/"), convert, srs
        self.area, self.srs_id = area, srs
        self._ids: List[int] | None = None
        self._layer: Mapping[str, Any] = {}
        self._format, self._id_field = "json", "OBJECTID"

    @property
    def title(self) -> str:
        """The layer's name; "" before `describe`."""
        return str(self._layer.get("name") or "")

    @property
    def attribution(self) -> str:
        """The layer's own source note; "" if it states none."""
        return str(self._layer.get("copyrightText") or "")

    def describe(self, progress: Progress) -> None:
        """Ask the layer for its limits and fields.

        Raises
        ------
        NetworkError
            The address leads to no layer of an ArcGIS service.
        """
        found = self._ask(self._url, {}, progress)
        if not isinstance(found.get("fields"), list):
            sentence = tr("“{service}” does not describe a layer of an ArcGIS service. Give the address of one layer.")
            raise UnexpectedContentError(sentence.format(service=self.service), "no member 'fields'")
        self._layer = found
        cap = found.get("maxRecordCount")
        self.cap = cap if isinstance(cap, int) and not isinstance(cap, bool) and cap > 0 else None
        self.page_size = min(self.cap or DEFAULT_PAGE, _MOST_PER_PAGE)
        formats = str(found.get("supportedQueryFormats") or "").lower()
        self._format = "geojson" if "geojson" in formats else "json"
        names = [str(one.get("name")) for one in found["fields"] if one.get("type") == "esriFieldTypeOID"]
        self._id_field = str(found.get("objectIdField") or (names[0] if names else "OBJECTID"))

    def types(self) -> Dict[str, FieldType]:
        """Return the types the layer states for its fields."""
        fields = [one for one in self._layer.get("fields", []) if isinstance(one, Mapping)]
        return {str(one.get("name")): _TYPES[one["type"]] for one in fields if one.get("type") in _TYPES}

    def count(self, progress: Progress) -> int | None:
        """Ask for the ids of all objects, to which ArcGIS applies no limit; for their number where others do."""
        try:
            found = self._ask(f"{self._url}/query", {**self._where("1=1"), "returnIdsOnly": "true"}, progress)
        except UnexpectedContentError:
            found = {}
        ids = found.get("objectIds")
        is_list = isinstance(ids, list) and all(isinstance(one, int) for one in ids)
        if is_list and not found.get("exceededTransferLimit") and not self._is_short_of(ids, progress):
            self._ids, self.is_exact, self.can_start = sorted(set(ids)), True, True
            self._id_field = str(found.get("objectIdFieldName") or self._id_field)
            return len(self._ids)
        number = self._ask_number(progress)
        self.is_exact = number is not None
        return number

    def _is_short_of(self, ids: List[int], progress: Progress) -> bool:
        """Answer whether the list of ids is a limited one: services that only look like ArcGIS limit it, too."""
        if not ids or (len(ids) % 100 and len(ids) != self.cap):
            return False
        try:
            number = self._ask_number(progress)
        except UnexpectedContentError:
            return False
        return number is not None and number > len(set(ids))

    def _ask_number(self, progress: Progress) -> int | None:
        found = self._ask(f"{self._url}/query", {**self._where("1=1"), "returnCountOnly": "true"}, progress)
        number = found.get("count")
        return number if isinstance(number, int) and not isinstance(number, bool) else None

    def request(self, span: Span) -> PageRequest:
        if self._ids is not None:
            ids = self._ids[span.start : span.start + span.size]
            where = f"{self._id_field} >= {ids[0]:d} AND {self._id_field} <= {ids[-1]:d}" if ids else "1=0"
            params = self._where(where)
        else:
            params = {
                **self._where("1=1"),
                "resultOffset": str(span.start),
                "resultRecordCount": str(span.size),
            }
        params = {
            **params,
            "outFields": "*",
            "returnGeometry": "true",
            "returnZ": "true",  # heights are left out otherwise
            "outSR": str(self._srs),
            "orderByFields": self._id_field,
            "f": self._format,
        }
        return PageRequest(f"{self._url}/query", params, FRESH, Content.JSON, self.service)

    def _where(self, where: str) -> Dict[str, str]:
        params = {"where": where, "f": "json"}
        if self.area is not None:
            params.update(
                {
                    "geometry": ",".join(f"{number:.10g}" for number in self.area),
                    "geometryType": "esriGeometryEnvelope",
                    "inSR": str(self._srs),
                    "spatialRel": "esriSpatialRelIntersects",
                }
            )
        return params

    def read(self, answer: Answer) -> FeaturePage:
        document = load_json(answer.body)
        _refuse_error(document, self.service)
        if self._format != "geojson":
            document = load_json(self._convert(answer.body))
        page = read_features(document, self.srs_id, self._id_field)
        for name, kind in self.types().items():
            if kind is FieldType.TIME and name in page.columns:
                page.columns[name] = list(map(_time, page.columns[name]))
        return page

    def _ask(self, url: str, params: Mapping[str, str], progress: Progress) -> Mapping[str, Any]:
        asked = {"f": "json", **params}
        answer = self._client.get(
            url, params=asked, expect=Content.JSON, service=self.service, progress=progress, refresh=True
        )
        try:
            found = load_json(answer.body)
        except ValueError as error:
            sentence = tr("The service “{service}” sent damaged objects, which were discarded.")
            raise UnexpectedContentError(sentence.format(service=self.service), str(error)) from error
        _refuse_error(found, self.service)
        return found


def _time(value: Any) -> Any:
    """Return milliseconds since 1970, in UTC, as a time; what is none, or beyond the calendar, as it is.

    >>> _time(1772359200000), _time("2026-03-01"), _time(None)
    ('2026-03-01T10:00:00.000Z', '2026-03-01', None)
    """
    if isinstance(value, str) and _MILLISECONDS.fullmatch(value):
        value = int(value)  # older GDAL makes texts of them when it reads Esri JSON
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value
    try:
        return f"{(_EPOCH + timedelta(milliseconds=value)).isoformat(timespec='milliseconds')}Z"
    except (OverflowError, ValueError):
        return str(value)


def _refuse_error(document: Any, service: str) -> None:
    """Raise what an ArcGIS service says with status 200."""
    error = document.get("error") if isinstance(document, Mapping) else {"message": "no object"}
    if not isinstance(error, Mapping):
        return
    reason = quotable(str(error.get("message") or ""))
    sentence = tr("The service “{service}” refused the request: {reason}")
    raise UnexpectedContentError(sentence.format(service=service, reason=reason), f"code {error.get('code')}: {reason}")
