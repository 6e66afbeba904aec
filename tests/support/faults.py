# SPDX-License-Identifier: GPL-2.0-or-later
"""What may go wrong on the way to a service, as rules of `tests.support.chaos`: one list per family of protocols."""

from __future__ import annotations

from typing import Any, Dict, List

Rule = Dict[str, Any]


def fault_name(rule: Rule) -> str:
    """Return the name of a fault for the list of tests."""
    return f"{rule['fault']}{rule.get('code', '')}{'_once' if 'n' in rule else ''}"


_EVERYWHERE: List[Rule] = [
    {"fault": "status", "code": 503},
    {"fault": "status", "code": 500},
    {"fault": "reset"},
    {"fault": "hang"},
    {"fault": "truncate", "pct": 50},
    {"fault": "html"},
    {"fault": "empty"},
    {"fault": "garble"},
]
# Layers and pictures on the map (WFS, OGC API, WMS, WMTS, WCS, tiles, ArcGIS, SensorThings).
LAYER_FAULTS: List[Rule] = [*_EVERYWHERE, {"fault": "status", "code": 404}]
# Rarer ones, for one place of each protocol; an exception with status 200 is what OGC services answer with.
RARE_LAYER_FAULTS: List[Rule] = [
    {"fault": "stall"},
    {"fault": "reset_midway"},
    {"fault": "wrong_type", "content_type": "text/html"},
    {"fault": "status", "code": 200, "headers": [["Content-Type", "text/xml"]],
     "body": '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0"><ows:Exception '
             'exceptionCode="NoApplicableCode"><ows:ExceptionText>x</ows:ExceptionText></ows:Exception>'
             '</ows:ExceptionReport>'},
]  # fmt: skip
# What is asked for again and then comes.
PASSING_FAULTS: List[Rule] = [one for one in _EVERYWHERE if fault_name(one) in ("status503", "reset", "truncate")]
DOWNLOAD_FAULTS: List[Rule] = [*_EVERYWHERE, {"fault": "status", "code": 503, "n": 1}]
# Catalogues (CKAN, DKAN, Opendatasoft, DCAT, CSW, Records, single OGC services).
PORTAL_FAULTS: List[Rule] = [
    *_EVERYWHERE,
    {"fault": "reset_midway"},
    {"fault": "stall"},
    {"fault": "not_http"},
    {"fault": "redirect_loop"},
]
