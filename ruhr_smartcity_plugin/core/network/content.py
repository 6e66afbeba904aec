# SPDX-License-Identifier: GPL-2.0-or-later
"""Is it what was asked for? Content type and first bytes decide, not the status alone."""

from __future__ import annotations

import html
import json
import re
from enum import Enum
from itertools import islice

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.answer import Answer, decode
from ruhr_smartcity_plugin.core.network.service import LONGEST_QUOTE, Service, quotable
from ruhr_smartcity_plugin.translation import tr

_HEAD_BYTES = 65536
_ROOT = re.compile(r"<(?:[\w.\-]{1,40}:)?([A-Za-z_][\w.\-]{0,80})")
_LOGIN = re.compile(r"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_EXCEPTION_ROOTS = {"exceptionreport", "serviceexceptionreport"}
_EXCEPTION_TEXT = re.compile(r"<(?:[\w.\-]{1,40}:)?(?:ExceptionText|ServiceException)\b[^>]{0,400}>")
_MOST_TEXTS = 5
_EXCEPTION_CODE = re.compile(r"\b(?:exceptionCode|code)\s{0,9}=\s{0,9}[\"']([^\"']{1,200})[\"']")
_JSON_STARTS = tuple('{["-0123456789tfn')
_IMAGE_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"BM")


class Content(Enum):
    """What the caller can use. Every kind refuses OGC exceptions and log-in pages."""

    ANY = "any"
    JSON = "json"
    XML = "xml"
    HTML = "html"
    TEXT = "text"
    CSV = "csv"
    IMAGE = "image"
    ZIP = "zip"


class _Shape(Enum):
    """What the first bytes say."""

    NONE = "none"
    HTML = "html"
    XML = "xml"
    JSON = "json"
    IMAGE = "image"
    ZIP = "zip"
    BINARY = "binary"
    TEXT = "text"


_ACCEPTED = {
    Content.JSON: {_Shape.JSON},
    Content.XML: {_Shape.XML},
    Content.HTML: {_Shape.HTML},
    Content.TEXT: {_Shape.TEXT, _Shape.JSON, _Shape.XML},
    Content.CSV: {_Shape.TEXT, _Shape.JSON},  # a number or a quoted heading also starts like JSON
    Content.IMAGE: {_Shape.IMAGE},
    Content.ZIP: {_Shape.ZIP},
}


def check_content(answer: Answer, expect: Content, service: Service) -> None:
    """Raise `UnexpectedContentError` for a log-in page, an OGC exception, or another kind than `expect`."""
    head = decode(answer.body[:_HEAD_BYTES], answer.headers.get("Content-Type", ""))
    shape = _shape(answer.body, head)
    if shape is _Shape.XML and _root(head) in _EXCEPTION_ROOTS:
        raise _refusal(
            tr("The service “{service}” refused the request: {reason} Check layer and area, or ask the operator."),
            service, answer, reason=_as_sentence(ogc_message(head) or tr("no reason given")),
        )  # fmt: skip
    if shape is _Shape.HTML and (expect not in (Content.ANY, Content.HTML) or _LOGIN.search(head)):
        raise _refusal(
            tr(
                "The service “{service}” answered with a web page instead of data. It may ask for a log-in, or the "
                "network may. Open the address in a browser or choose a log-in in the options."
            ),
            service, answer,
        )  # fmt: skip
    if expect is Content.ANY or shape in _ACCEPTED[expect]:
        return
    raise _refusal(
        tr("The service “{service}” answered with something other than {kind}. Check the address or ask the operator."),
        service, answer, kind=_kind_name(expect),
    )  # fmt: skip


def _refusal(sentence: str, service: Service, answer: Answer, **words: str) -> UnexpectedContentError:
    start = quotable(answer.body[:400].decode("utf-8", errors="replace"))
    detail = f"{service.detail}: HTTP {answer.status}, {answer.content_type or 'no content type'}, starts: {start}"
    return UnexpectedContentError(sentence.format(service=service.name, **words), detail)


def _kind_name(expect: Content) -> str:
    return {
        Content.JSON: "JSON",
        Content.XML: "XML",
        Content.HTML: tr("a web page"),
        Content.TEXT: tr("text"),
        Content.CSV: tr("a CSV table"),
        Content.IMAGE: tr("an image"),
        Content.ZIP: tr("a ZIP archive"),
    }[expect]


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def _shape(body: bytes, head: str) -> _Shape:
    if body.startswith(_IMAGE_STARTS) or (body.startswith(b"RIFF") and body[8:12] == b"WEBP"):
        return _Shape.IMAGE
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _Shape.ZIP
    start = head.lstrip("\ufeff \t\r\n")
    if not start:
        return _Shape.NONE
    if start.startswith("<"):
        return _shape_of_markup(start)
    if "\0" in start:
        return _Shape.BINARY
    return _Shape.JSON if start.startswith(_JSON_STARTS) else _Shape.TEXT


def _shape_of_markup(start: str) -> _Shape:
    root = _root(start)
    if root == "svg":
        return _Shape.IMAGE
    doctype, _place = _skip_prolog(start)
    is_page = doctype == "html" or root in {"html", "head", "body", "script", "title", "meta", "center", "form"}
    return _Shape.HTML if is_page else _Shape.XML


def _root(head: str) -> str:
    _doctype, place = _skip_prolog(head)
    root = _ROOT.match(head, place)
    return root.group(1).lower() if root else ""


def _skip_prolog(head: str) -> tuple[str, int]:
    """Return the name in the DOCTYPE and the place of the first element. Linear; hostile text made a pattern slow."""
    doctype, place = "", 0
    while True:
        place += len(head) - place - len(head[place:].lstrip("\ufeff \t\r\n"))
        if head.startswith("<?", place):
            place = _after(head, "?>", place)
        elif head.startswith("<!--", place):
            place = _after(head, "-->", place)
        elif head[place : place + 9].lower() == "<!doctype":
            end = _after(head, ">", place)
            words = head[place + 9 : end].replace("[", " ").rstrip(">").split(None, 1)
            doctype = words[0].lower() if words else ""
            if "[" in head[place:end]:  # internal subset: its declarations have ">" too
                end = _after(head, ">", _after(head, "]", place))
            place = end
        else:
            return doctype, place


def _after(head: str, mark: str, place: int) -> int:
    found = head.find(mark, place)
    return len(head) if found < 0 else found + len(mark)


def ogc_message(head: str) -> str:
    """Return text and code of an OGC exception document (OWS ExceptionReport, WMS/WFS ServiceExceptionReport)."""
    texts = []
    for opening in islice(_EXCEPTION_TEXT.finditer(head), _MOST_TEXTS):
        text = head[opening.end() : opening.end() + 4 * LONGEST_QUOTE].strip()
        inside, _, _ = (
            text[len("<![CDATA[") :].partition("]]>") if text.startswith("<![CDATA[") else text.partition("<")
        )
        texts.append(html.unescape(inside).strip())
    codes = [html.unescape(found.group(1)) for found in islice(_EXCEPTION_CODE.finditer(head), _MOST_TEXTS)]
    return quotable(" ".join(text for text in texts if text) or ", ".join(codes))


def error_message(body: bytes, content_type: str) -> str:
    """Return what an error answer says to a human: OGC exception or the usual JSON members; "" if nothing."""
    head = decode(body[:_HEAD_BYTES], content_type)
    shape = _shape(body, head)
    if shape is _Shape.XML and _root(head) in _EXCEPTION_ROOTS:
        return ogc_message(head)
    return _json_message(head) if shape is _Shape.JSON else ""


def _json_message(head: str) -> str:
    try:
        members = json.loads(head)
    except (ValueError, RecursionError):
        return ""
    for name in ("error", "description", "detail", "message", "title"):
        found = members.get(name) if isinstance(members, dict) else None
        if isinstance(found, dict):
            found = found.get("message")
        if isinstance(found, str) and found.strip():
            return quotable(found)
    return ""
