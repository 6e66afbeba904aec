# SPDX-License-Identifier: GPL-2.0-or-later
"""What may go wrong on the way to a service, as rules of `tests.support.chaos`: one list per family of protocols."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

Rule = Dict[str, Any]


def at_places(*places: str, rare: str, trickles: bool = False) -> List[Tuple[str, Rule]]:
    """Return the frequent faults at all places of a protocol (parts of a request's address), the rarer ones at one."""
    frequent = [(place, fault) for place in places for fault in LAYER_FAULTS]
    return [*frequent, *((rare, fault) for fault in [*RARE_LAYER_FAULTS, *([TRICKLE] if trickles else [])])]


def fault_name(rule: Rule) -> str:
    """Return the name of a fault for the list of tests."""
    return f"{rule['fault']}{rule.get('code', '')}{'_once' if 'n' in rule else ''}"


def case_name(one: object) -> str:
    """Return the name of a place or a fault for the list of tests."""
    return fault_name(one) if isinstance(one, dict) else str(one)


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
    {"fault": "redirect_loop"},
    {"fault": "not_http"},
    {"fault": "lost_ack"},
    {"fault": "gzip_bomb", "size": 30_000_000},
    {"fault": "status", "code": 401},
    {"fault": "status", "code": 429, "headers": [["Retry-After", "3600"]]},
]  # fmt: skip
# Something comes all the time, but takes longer than anybody's patience; tests of it do so too.
TRICKLE: Rule = {"fault": "trickle", "chunk": 5, "gap": 0.2}
# Every layer kind has every fault of the proxy that is one for reading: these two lists.
ALL_LAYER_FAULTS: List[Rule] = [*LAYER_FAULTS, *RARE_LAYER_FAULTS]
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
