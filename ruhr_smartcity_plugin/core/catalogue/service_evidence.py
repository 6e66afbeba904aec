# SPDX-License-Identifier: GPL-2.0-or-later
"""Does an answer prove that the address is the kind of service it is listed as?"""

from __future__ import annotations

import json
import re

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.network.answer import Answer

_HEAD_CHARACTERS = 65536
_ROOTS = {
    ServiceKind.WMS: ("WMS_Capabilities", "WMT_MS_Capabilities"),
    ServiceKind.WFS: ("WFS_Capabilities",),
    ServiceKind.WMTS: ("Capabilities",),
    ServiceKind.WCS: ("Capabilities", "WCS_Capabilities"),
}
_MEMBERS = {
    ServiceKind.OAPIF: ("links", "collections"),
    ServiceKind.STA: ("value", "serverSettings"),
    ServiceKind.ARCGIS: ("layers", "currentVersion", "drawingInfo", "fields", "services"),
}
_ELEMENT = re.compile(r"<(?:[\w.\-]{1,40}:)?([A-Za-z_][\w.\-]{0,80})")
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)


def is_evidence(kind: ServiceKind, answer: Answer) -> bool:
    """Answer whether the answer is one of such a service; of a file, whether it is no web page in its stead."""
    text = answer.text()[:_HEAD_CHARACTERS].lstrip("\ufeff")
    if kind in _ROOTS:
        found = _ELEMENT.search(text)
        return found is not None and found.group(1) in _ROOTS[kind]
    if kind in _MEMBERS:
        return _has_member(answer, _MEMBERS[kind])
    return kind in (ServiceKind.HTML, ServiceKind.UNKNOWN) or not _PAGE.match(text)


def _has_member(answer: Answer, names: tuple[str, ...]) -> bool:
    try:
        document = json.loads(answer.text())
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and any(name in document for name in names)
