# SPDX-License-Identifier: GPL-2.0-or-later
"""An Opendatasoft portal on loopback, with the limits of the real one: 100 rows per page, 10,000 hits by pages.

Written by hand after the form of Explore API 2.1 as Dortmund's portal answers.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Sequence

from tests.support.loopback import Loopback, Reply, Seen

BASE = "/api/explore/v2.1/catalog"
ROW: Dict[str, Any] = {
    "dataset_id": "fb67-baumkataster",
    "dataset_uid": "da_x1",
    "has_records": True,
    "data_visible": True,
    "features": ["geo", "analyze", "timeserie"],
    "attachments": [{"id": "merkblatt_pdf", "title": "Merkblatt.pdf", "mimetype": "application/pdf",
                     "url": "odsfile://fb67/merkblatt.pdf"}],
    "alternative_exports": [{"id": "baum_gpkg", "title": "baum.gpkg", "mimetype": "application/octet-stream"}],
    "metas": {
        "default": {
            "title": "Baumkataster",
            "description": "<p>B&auml;ume der Stadt <a href=\"https://x.example\">mehr</a></p>",
            "theme": ["Umwelt", "Freizeit"],
            "keyword": ["Baum", "Grün"],
            "license": "Datenlizenz Deutschland – Zero – Version 2.0",
            "license_url": "https://www.govdata.de/dl-de/zero-2-0",
            "modified": "2026-02-03T04:05:06+00:00",
            "data_processed": "2026-11-01T00:00:00+00:00",
            "metadata_processed": "2026-11-02T00:00:00+00:00",
            "publisher": "Stadt Dortmund",
            "attributions": ["© Stadt Dortmund", "Grünflächenamt"],
            "records_count": 12345,
            "bbox": {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [
                [[7.3, 51.4], [7.6, 51.4], [7.6, 51.6], [7.3, 51.6], [7.3, 51.4]]]}, "properties": {}},
        },
        "dcat": {"contact_name": "Fachbereich 67", "contact_email": "gruen@dortmund.example",
                 "temporal": "2024-01-01/2025-06-30", "publisher": "wird überstimmt"},
        "inspire": None,
    },
    "fields": [{"name": "art", "type": "text"}],
}  # fmt: skip
FLAT_ROW: Dict[str, Any] = {
    "datasetid": "flach",
    "has_records": True,
    "features": "geo",
    "default.title": "Flacher Eintrag",
    "default.publisher": "Stadt Dortmund",
    "default.license_url": "https://creativecommons.org/licenses/by-nd/4.0/",
    "default.modified": "2025-05-05T00:00:00+00:00",
    "dcat.contact_name": "Amt",
}


def rows(count: int) -> List[Dict[str, Any]]:
    """Return that many plain rows."""
    return [
        {
            "dataset_id": f"satz-{one:05d}",
            "has_records": one % 2 == 0,
            "features": [],
            "metas": {"default": {"title": f"Satz {one}", "modified": f"20{10 + one % 16}-01-01T00:00:00+00:00"}},
        }
        for one in range(count)
    ]


class OpendatasoftServer(Loopback):
    """``with OpendatasoftServer(rows) as portal``; leaving the block fails on requests the real one would refuse.

    `refuses_conditions` answers 400 to `order_by` and to dates, as an older release might.
    """

    def __init__(self, catalogue: Sequence[Any], *, refuses_conditions: bool = False) -> None:
        super().__init__(strict=True)
        self.catalogue = list(catalogue)
        self.refuses_conditions = refuses_conditions
        self.routes[f"GET {BASE}/datasets"] = self._page
        self.routes[f"GET {BASE}/exports/json"] = lambda request: self._hits(request)
        for row in self.catalogue:
            if isinstance(row, dict) and row.get("dataset_id"):
                self.routes[f"GET {BASE}/datasets/{row['dataset_id']}"] = row

    def _page(self, request: Seen) -> Any:
        limit, offset = int(request.value("limit", "10")), int(request.value("offset", "0"))
        if limit > 100 or limit + offset > 10_000 or set(request.query) - {"limit", "offset", "where", "order_by"}:
            self.unexpected.append(request.target)
            return _error("InvalidRESTParameterError", "Invalid value for limit API parameter")
        hits = self._hits(request)
        if isinstance(hits, Reply):
            return hits
        return {"total_count": len(hits), "results": hits[offset : offset + limit]}

    def _hits(self, request: Seen) -> Any:
        where = request.value("where")
        since = re.search(r"modified >= date'([^']+)'", where)
        if self.refuses_conditions and (since or request.value("order_by")):
            return _error("ODSQLError", "unknown field")
        words = re.search(r'search\("((?:[^"\\]|\\.)*)"\)', where)
        wanted = re.sub(r"\\(.)", r"\1", words.group(1)).casefold() if words else ""
        return [one for one in self.catalogue if wanted in str(one).casefold() and _is_since(one, since)]


def _is_since(one: Any, since: Any) -> bool:
    if since is None:
        return True
    return one["metas"]["default"].get("modified", "") >= since.group(1)[:10]


def _error(code: str, message: str) -> Reply:
    return Reply(400, {"error_code": code, "message": message})
