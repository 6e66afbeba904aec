# SPDX-License-Identifier: GPL-2.0-or-later
"""Secrets must not be shown or logged; harmless words must stay readable."""

from __future__ import annotations

import doctest
from pathlib import PureWindowsPath

import pytest

from ruhr_smartcity_plugin.core.network import agent, answer, redaction, retry, service


@pytest.mark.parametrize("module", [agent, answer, redaction, retry, service])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "https://anna:canary@geo.example.org/wfs",
        "HTTPS://canary@geo.example.org/wfs",
        "https://geo.example.org/wfs?token=canary&a=1",
        "https://geo.example.org/wfs?a=1&access_token=canary#x",
        "https://geo.example.org/wfs?APIKEY=canary",
        "https://geo.example.org/wfs?api_key=canary",
        "https://geo.example.org/wfs?subscription-key=canary",
        "https://x.blob.example.org/c?sv=1&sig=canary%3D",
        "https://s3.example.org/b?X-Amz-Signature=canary&X-Amz-Security-Token=canary",
        "https://geo.example.org/wfs?user=u&password=canary",
        "https://geo.example.org/wfs?pwd=canary",
        "https://geo.example.org/wfs;jsessionid=canary",
        "Authorization: Bearer canary-canary",
        "authorization: Basic canary0123",
        "'Proxy-Authorization': 'Basic canary=='",
        "sent Bearer canary.canary.canary to it",
        "Cookie: sid=canary; other=canary",
        "Set-Cookie: sid=canary; Path=/",
        "X-Api-Key: canary",
        '{"token": "canary", "a": 1}',
        "{'password': 'can\\'ary canary'}",
    ],
)
def test_secrets_are_taken_out(text):
    assert "canary" not in redaction.redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://geo.example.org/wfs?service=WFS&request=GetFeature&typeNames=app:trees&srsName=EPSG:25832",
        "https://geo.example.org/search?q=Schlüssel&keyword=Klima&design=1&monkey=2",
        "mail to geo@example.org",
        "https://geo.example.org/@user/x",
        "HTTP 503: key value stores are down",
        "No connection to the service “Stadtplan RVR”.",
    ],
)
def test_harmless_text_stays_as_it_is(text):
    assert redaction.redact(text) == text


def test_redacting_twice_changes_nothing_more():
    once = redaction.redact("https://a:b@x.org/?token=c Authorization: Basic abcdefgh")
    assert redaction.redact(once) == once


def test_a_long_hostile_text_is_redacted_in_linear_time():
    import time

    start = time.process_time()
    redaction.redact("token" * 40_000 + "=" + "a_" * 40_000)
    redaction.redact("://" * 40_000 + "password" * 20_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "path", ["C:\\Users\\anna\\daten\\b.gpkg", "C:/Users/anna/daten/b.gpkg", "file:///C:/Users/anna/daten"]
)
def test_the_name_in_paths_of_windows_is_not_given_away(monkeypatch, path):
    monkeypatch.setattr(redaction.Path, "home", lambda: PureWindowsPath("C:/Users/anna"))
    text = redaction.shareable(f"{path} https://x.example/?token=canary")
    assert "anna" not in text
    assert "canary" not in text
    assert "~" in text
