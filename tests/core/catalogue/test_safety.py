# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address, is_web_address
from ruhr_smartcity_plugin.core.errors import AddressRefusedError

DANGEROUS = [
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "/vsicurl/https://evil.example/x.gpkg",
    "/etc/passwd",
    "PG:host=x dbname=y",
    "url='https://x.example' authcfg=abc1234",
    "type=xyz&url=https://x.example",
    "\\\\server\\share\\x.shp",
    "//server/share",
    "ftp://x.example/a.zip",
    "data:text/html,x",
    "http://",
    "https:///path",
    "https://x.example:99999/",
    "https://a b.example/",
    "https://x'y.example/",
    "https://x.example/a\r\nHost: y",
    "https://x.example\\@evil.example/",
    "https://x.example/wfs?AuthCfg=abc1234",
    "https://x.example/" + "a" * 5000,
    "https://x.example/\ud83d",  # half a character, as a portal's JSON may hold
    "https://x\udfff.example/",
    "https://x.example/?q=\udcff",
    "",
    None,
]


@pytest.mark.parametrize("address", DANGEROUS)
def test_what_is_no_plain_web_address_is_refused(address):
    assert not is_web_address(address)


def test_the_detail_of_a_refusal_can_be_written_to_a_log():
    with pytest.raises(AddressRefusedError) as caught:
        checked_address("https://x.example/\ud83d?token=canary")
    assert b"x.example" in caught.value.detail.encode("utf-8")
    assert "canary" not in caught.value.detail


def test_a_layer_source_cannot_be_made_from_a_dangerous_address():
    with pytest.raises(AddressRefusedError):
        LayerSource(ServiceKind.WFS, "PG:dbname=x", "layer", "title")


def test_a_password_in_the_address_is_refused_and_not_repeated():
    with pytest.raises(AddressRefusedError) as caught:
        checked_address("https://anna:geheim@x.example/wfs")
    assert "geheim" not in caught.value.sentence + caught.value.detail


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("HTTPS://X.example/WFS?a=1&b=ä", "https://x.example/WFS?a=1&b=%C3%A4"),
        ("https://x.example/a'b\"c", "https://x.example/a%27b%22c"),
        ("https://x.example/%C3%A4?x=%20", "https://x.example/%C3%A4?x=%20"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_odd_but_honest_addresses_are_encoded(address, clean):
    assert checked_address(address) == clean
    assert checked_address(clean) == clean
