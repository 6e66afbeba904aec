# SPDX-License-Identifier: GPL-2.0-or-later
"""A collection of an OGC API Features service as a feed: by offset where that is heeded, else link by link."""

from __future__ import annotations

from typing import Dict
from urllib.parse import parse_qs, urljoin, urlsplit

from ruhr_smartcity_plugin.core.catalogue.download.feed import FRESH, Bounds, Feed, Span
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage, load_json, read_features
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.network.pages import PageRequest
from ruhr_smartcity_plugin.core.progress import Progress

_ACCEPT = {**FRESH, "Accept": "application/geo+json, application/json;q=0.9"}


class OapifFeed(Feed):
    """`numberMatched` is the number of all hits by the standard (OGC 17-069r4, 7.15.6).

    Search engines behind a service count up to a limit all the same, 10,000 as a rule.
    """

    is_exact = True
    can_tile = True

    def __init__(
        self,
        client: HttpClient,
        items_url: str,
        *,
        service: str,
        crs: str = "",
        area: Bounds | None = None,
        srs_id: int = 4326,
    ) -> None:
        """`crs` is asked for by its address; "" means the default, degrees with longitude first."""
        super().__init__(service)
        self._client, self._url, self._crs = client, checked_address(items_url), crs
        self.area, self.bounds, self.srs_id = area, area, srs_id

    def count(self, progress: Progress) -> int | None:
        request = self.request(Span(0, 1))
        answer = self._client.get(
            request.url,
            params=request.params,
            headers=request.headers,
            expect=Content.JSON,
            service=self.service,
            progress=progress,
        )
        page = self.unpack(answer)
        if not isinstance(page, FeaturePage):
            raise page
        return page.matched

    def may_be_limit(self, stated: int | None) -> bool:
        return stated is not None and stated > 0 and stated % 1_000 == 0

    def request(self, span: Span) -> PageRequest:
        params: Dict[str, str] = {"limit": str(span.size)}
        if span.start:
            params["offset"] = str(span.start)
        if self._crs:
            params["crs"] = self._crs
        box = span.box or self.area
        if box is not None:
            params["bbox"] = ",".join(f"{number:.10g}" if abs(number) <= 360 else f"{number:.3f}" for number in box)
            if self._crs:
                params["bbox-crs"] = self._crs
        return PageRequest(self._url, params, _ACCEPT, Content.JSON, self.service)

    def read(self, answer: Answer) -> FeaturePage:
        page = read_features(load_json(answer.body), self.srs_id)
        if page.following:
            page.following = checked_address(urljoin(answer.url, page.following))
        return page

    def counts_in_links(self, page: FeaturePage) -> bool:
        return pages_by_offset(page)

    def follow(self, address: str) -> PageRequest:
        """Return the request for the page a link leads to."""
        return PageRequest(address, None, _ACCEPT, Content.JSON, self.service)


def pages_by_offset(page: FeaturePage) -> bool:
    """Answer whether the link to the next page counts objects by the name that is asked by here.

    Without a link nobody can tell, so yes.

    >>> pages_by_offset(FeaturePage(following="https://x.example/items?cursor=abc"))
    False
    """
    if not page.following:
        return True
    query = parse_qs(urlsplit(page.following).query)
    return "offset" in query
