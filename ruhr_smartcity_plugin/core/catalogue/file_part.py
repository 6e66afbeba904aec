# SPDX-License-Identifier: GPL-2.0-or-later
"""Does a file say itself that it is only a part? Many "files" of catalogues are the first page of a service."""

from __future__ import annotations

import re
from typing import Sequence

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.network.answer import decode
from ruhr_smartcity_plugin.translation import tr

#: So many bytes at the beginning and at the end are looked at.
ENDS_BYTES = 64 * 1024

_FEATURES = re.compile(r'"features"\s*:')
_TOTAL = re.compile(r'"(?:numberMatched|totalFeatures)"\s*:\s*"?(\d+)')
_HAS_MORE = re.compile(r'"exceededTransferLimit"\s*:\s*true|"rel"\s*:\s*"next"')
_ROOT = re.compile(r"<(?:[\w.\-]+:)?FeatureCollection\b([^>]*)>")
_ROOT_TOTAL = re.compile(r"\bnumberMatched\s*=\s*[\"'](\d+)[\"']")
_ROOT_NEXT = re.compile(r"\snext\s*=\s*[\"'][^\"']+[\"']")


def judge_geojson(head: bytes, tail: bytes, rows: int) -> Completeness | None:
    """Return what is known to lack of a GeoJSON file (UTF-8) with so many rows; None if nothing is.

    `head` and `tail` are its first and last `ENDS_BYTES`.

    >>> judge_geojson(b'{"numberMatched": 5000, "features": [', b"]}", 1000).expected
    5000
    """
    start, end = head.decode("utf-8", "replace"), tail.decode("utf-8", "replace")
    features = _FEATURES.search(start)
    # What follows the members of the last object belongs to the file.
    last = max(0, end.rfind('"geometry"'), end.rfind('"properties"'))
    said = start[: features.start() if features else 0] + end[last:]
    return _judge(_TOTAL.findall(said), bool(_HAS_MORE.search(said)), rows)


def judge_gml(head: bytes, rows: int) -> Completeness | None:
    """Return what is known to lack of an answer of a WFS that was kept as a file; None if nothing is."""
    root = _ROOT.search(decode(head))
    stated = root.group(1) if root else ""
    return _judge(_ROOT_TOTAL.findall(stated), bool(_ROOT_NEXT.search(stated)), rows)


def _judge(totals: Sequence[str], has_more: bool, rows: int) -> Completeness | None:
    total = max(map(int, totals), default=None)
    cause = tr("The file itself says that it holds only a part of the data.")
    if total is not None:
        return Completeness(total, rows, Proof.STATED, cause=cause) if total > rows else None
    return Completeness(None, rows, Proof.NONE, at_least=True, cause=cause) if has_more else None
