# SPDX-License-Identifier: GPL-2.0-or-later
"""What an answer is, told from its first bytes."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core import errors
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.client import parse_json
from ruhr_smartcity_plugin.core.network.content import Content, check_content, error_message
from ruhr_smartcity_plugin.core.network.service import Service, quotable
from tests.support.chaos import LOGIN_PAGE

SERVICE = Service("https://geo.example.org/wfs", "Dienst")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
SAMPLES = {
    "json object": b' \n{"a": 1}',
    "json list": b"[1, 2]",
    "json with mark": b'\xef\xbb\xbf{"a": 1}',
    "xml": b'<?xml version="1.0"?><wfs:WFS_Capabilities xmlns:wfs="x"/>',
    "xml without declaration": b"\n<rss version='2.0'></rss>",
    "xml in utf-16": '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"),
    "page": b"<!DOCTYPE html><html><body>Willkommen</body></html>",
    "xhtml": b'<?xml version="1.0"?><!-- x --><!DOCTYPE html PUBLIC "x" "y"><html xmlns="z"></html>',
    "fragment": b"<head><title>502</title></head>",
    "login": LOGIN_PAGE,
    "png": PNG,
    "jpeg": b"\xff\xd8\xff\xe0",
    "tiff": b"II*\0",
    "bigtiff": b"II+\0",
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "csv": b"Station;Zeit;Temperatur\nEssen;2026-06-01T12:00;31,5\n",
    "csv of numbers": b"51.4,7.0,31.5\n",
    "csv quoted": b'"Station";"Zeit"\n',
    "zip": b"PK\x03\x04rest",
    "binary": b"\x01\x02\0\0\x03",
}
GOOD = {
    Content.JSON: {"json object", "json list", "json with mark", "csv of numbers", "csv quoted"},
    Content.XML: {"xml", "xml without declaration", "xml in utf-16"},
    Content.HTML: {"page", "xhtml", "fragment"},
    Content.IMAGE: {"png", "jpeg", "tiff", "bigtiff", "webp", "svg"},
    Content.ZIP: {"zip"},
    Content.ANY: set(SAMPLES) - {"login"},
}


def _answer(body: bytes, content_type: str = "") -> Answer:
    return Answer(SERVICE.url, 200, {"Content-Type": content_type} if content_type else {}, body, content_type)


def _is_accepted(body: bytes, expect: Content) -> bool:
    try:
        check_content(_answer(body), expect, SERVICE)
    except errors.UnexpectedContentError:
        return False
    return True


@pytest.mark.parametrize("expect", list(GOOD))
def test_exactly_the_expected_kinds_are_accepted(expect):
    assert {name for name, body in SAMPLES.items() if _is_accepted(body, expect)} == GOOD[expect]


def test_csv_is_text_and_no_page_picture_archive_or_xml():
    accepted = {name for name, body in SAMPLES.items() if _is_accepted(body, Content.CSV)}
    assert {"csv", "csv of numbers", "csv quoted"} <= accepted
    assert accepted.isdisjoint({"page", "login", "png", "zip", "binary", "xml"})


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": NaN}', b"[Infinity]", b"[-Infinity]", b"[1e999]", b"[-1e999]", b'{"a": 1', b'{"a": 1}}', b"{'a': 1}",
        b"[" * 200_000, b'{"a":' * 200_000, b"", b"[1,]", b"\xff\xfe",
    ],
)  # fmt: skip
def test_what_is_no_strict_json_is_refused(body):
    with pytest.raises(errors.UnexpectedContentError, match="damaged JSON"):
        parse_json(_answer(body), SERVICE)


@pytest.mark.parametrize(
    ("body", "content_type", "value"),
    [
        ('{"a": "Grünfläche"}'.encode(), "application/json", {"a": "Grünfläche"}),
        ('{"a": "Grünfläche"}'.encode("utf-8-sig"), "", {"a": "Grünfläche"}),
        ('{"a": "Grünfläche"}'.encode("latin-1"), "application/json; charset=ISO-8859-1", {"a": "Grünfläche"}),
        ('{"a": "Grünfläche"}'.encode(), "application/json; charset=ISO-8859-1", {"a": "Grünfläche"}),
        ('{"a": "Grünfläche"}'.encode("utf-16"), "", {"a": "Grünfläche"}),
        (b"[1.5e3, -0, 1e-400]", "", [1500.0, 0, 0.0]),
    ],
)
def test_json_is_read_in_the_encoding_it_came_in(body, content_type, value):
    assert parse_json(_answer(body, content_type), SERVICE) == value


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Fläche".encode(), ""),
        ("Fläche".encode("cp1252"), "text/csv"),
        ("Fläche".encode("utf-16"), ""),
        ("Fläche".encode("utf-8-sig"), "text/csv; charset=latin-1"),
        ("Fläche".encode("latin-1"), 'text/csv; charset="ISO-8859-1"'),
        ("Fläche".encode(), "text/csv; charset=no-such-charset"),
    ],
)
def test_text_is_decoded_by_mark_then_header_then_guess(body, content_type):
    assert _answer(body, content_type).text() == "Fläche"


def test_text_is_decoded_by_the_xml_declaration():
    body = '<?xml version="1.0" encoding="ISO-8859-15"?><a>Fläche €</a>'.encode("iso-8859-15")
    assert _answer(body).text().endswith("<a>Fläche €</a>")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"code": "NotFound", "description": "No collection trees"}', "No collection trees"),
        (b'{"type": "about:blank", "title": "Bad Request", "detail": "bbox is broken"}', "bbox is broken"),
        (b'{"success": false, "error": {"__type": "x", "message": "Access denied"}}', "Access denied"),
        (b'{"message": 5}', ""),
        (b'{"message": "cut o', ""),
        (b"[1]", ""),
        (b"<html><body>Internal Server Error</body></html>", ""),
        (b"", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_the_message_of_an_error_answer(body, message):
    assert error_message(body, "") == message


def test_foreign_text_in_a_sentence_is_short_one_line_and_without_markup():
    hostile = "<img src=file:///etc/passwd>\n\x00\u202e" + "x" * 5000 + "?token=canary"
    shown = quotable(hostile)
    assert len(shown) == 240
    assert shown.startswith("‹img src=file:///etc/passwd› xxx")
    assert not set("<>\n\x00\u202e") & set(shown)


def test_a_foreign_service_name_cannot_bring_markup_into_a_sentence():
    with pytest.raises(errors.UnexpectedContentError) as caught:
        check_content(_answer(b"x\0"), Content.JSON, Service("https://x.org/", "<b>Dienst</b>\n"))
    assert "‹b›Dienst‹/b›" in caught.value.sentence


def test_braces_in_names_and_messages_do_no_harm():
    body = b"<ServiceExceptionReport><ServiceException>no {layer} {0}</ServiceException></ServiceExceptionReport>"
    with pytest.raises(errors.UnexpectedContentError, match=r"no \{layer\} \{0\}"):
        check_content(_answer(body), Content.XML, Service("https://x.org/", "{service}"))


def test_hostile_markup_is_judged_in_linear_time():
    import time

    start = time.process_time()
    for body in (
        b"<!--" * 20_000,
        b"<!DOCTYPE " * 8_000,
        b"<?" * 30_000,
        b"<!-- -->" * 8_000,
        b"<?x?>\n" * 9_000,
        b"<html>" + b"<input " * 9_000,
        b"<" + b"a." * 30_000,
        b"<ExceptionReport>" + b"<ExceptionText>" * 4_000,
    ):
        _is_accepted(body, Content.XML)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 01 Jun 2026 10:00:00 GMT", datetime(2026, 6, 1, 10, tzinfo=timezone.utc)),
        ("Mon, 01 Jun 2026 12:00:00 +0200", datetime(2026, 6, 1, 10, tzinfo=timezone.utc)),
        ("Mon, 01 Jun 2026 10:00:00 -0000", datetime(2026, 6, 1, 10, tzinfo=timezone.utc)),
        ("", None),
        ("soon", None),
        ("Mon, 99 Jun 2026 10:00:00 GMT", None),
    ],
)
def test_an_answer_says_as_of_when_it_is_if_the_service_did(date, moment):
    answer = Answer(SERVICE.url, 200, {"Date": date} if date else {}, b"x", "")
    assert answer.as_of() == moment
    assert answer.from_cache is False
