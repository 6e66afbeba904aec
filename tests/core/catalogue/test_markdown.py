# SPDX-License-Identifier: GPL-2.0-or-later
"""Descriptions are foreign: Markdown comes out as few, harmless tags, whatever somebody wrote."""

from __future__ import annotations

import doctest
import time
from html.parser import HTMLParser

import pytest

from ruhr_smartcity_plugin.core.catalogue import markdown, markdown_inline, markdown_source
from ruhr_smartcity_plugin.core.catalogue.markdown import LONGEST, render_markdown

ALLOWED = {
    "p", "br", "h4", "ul", "ol", "li", "table", "tr", "th", "td", "blockquote", "pre", "code", "b", "i", "hr", "a",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "table": {"border", "cellspacing", "cellpadding"}}


class Census(HTMLParser):
    """Which tags, attributes, links and text an HTML text holds, read by Python's own parser."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.links, self.words, self.depth = set(), set(), [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _value in attributes}
        self.links += [value for name, value in attributes if name == "href"]
        if tag not in ("br", "hr"):
            self.depth.append(tag)

    def handle_endtag(self, tag):
        if tag not in ("br", "hr"):
            assert self.depth.pop() == tag

    def handle_data(self, text):
        self.words.append(text)

    def handle_comment(self, text):
        raise AssertionError(f"a comment came out: {text}")

    @property
    def text(self) -> str:
        return "".join(self.words)


HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//boese.example/x.js>",
    "<img src=x onerror=alert(1)>",
    "<img src='file:///etc/passwd'>",
    "![Bild](https://boese.example/track.png)",
    "![](file:///etc/passwd)",
    "<svg onload=alert(1)><circle/></svg>",
    "<iframe src=https://boese.example></iframe>",
    "[klick](javascript:alert(1))",
    "[klick](JaVaScRiPt:alert(1))",
    "[klick](java\tscript:alert(1))",
    "[klick](&#106;avascript:alert(1))",
    "[klick](data:text/html;base64,PHNjcmlwdD4=)",
    "[klick](file:///etc/passwd)",
    "[klick](\\\\host\\share)",
    "[klick](vbscript:msgbox)",
    "[klick](/etc/passwd)",
    "[klick](qgis://x)",
    "<javascript:alert(1)>",
    "<a href='javascript:alert(1)'>klick</a>",
    '<a href="https://gut.example" onmouseover="alert(1)">klick</a>',
    '[a](https://x.example/"onmouseover="alert(1))',
    "[a](https://x.example/'><script>alert(1)</script>)",
    '[a"><script>](https://x.example)',
    "[https://www.bochum.de](https://boese.example)",
    "[https://bochum.de@boese.example](https://bochum.de@boese.example)",
    "[a](mailto:x@y.example?cc=alle@y.example&body=Hallo)",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "| <script>a</script> | b |\n|---|---|\n| <img src=x> | [x](javascript:1) |",
    "# <b onclick=alert(1)>x",
    "- <a href=javascript:alert(1)>x</a>",
    "> <meta http-equiv=refresh content='0;url=file:///'>",
    "<!-- <script> -->--><script>alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "<style>@import url(file:///x)</style><link rel=stylesheet href=//boese.example>",
    "<base href='https://boese.example/'>[x](y)",
    "<table background='https://boese.example/x.png'><tr><td>a",
    "</a></p></table></body><b>",
    "<p style='background:url(https://boese.example)'>x</p>",
    "[% env('HOME') %]",
    "\x00<\x00script>alert(1)",
    "*".join("a" * 300) + "_" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_only_harmless_tags_and_addresses_come_out(text):
    census = Census(render_markdown(text))
    assert census.tags <= ALLOWED
    assert all(name in ATTRIBUTES.get(tag, ()) for tag, name in census.attributes)
    assert all(link.startswith(("https://", "http://", "mailto:")) for link in census.links)
    assert not any("?" in link for link in census.links if link.startswith("mailto:"))
    assert not any(one in link for link in census.links for one in "\"'<> ")
    assert census.depth == []


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "*" * 20_000, "`" * 20_000, "<a " * 7_000, "![](" * 5_000, "a_" * 10_000, "> " * 10_000,
     "- \n" * 7_000, "|" * 20_000, "\n|-|\n" * 4_000, "<!--" * 5_000, "<script" * 3_000, "(" * 20_000,
     "[a](" * 5_000, "https://" * 2_500, "a@" * 10_000, "   - a\n" * 2_500, "**a" * 7_000, "_a" * 10_000,
     "<p" * 10_000, "<a href=" * 2_500, "# " * 9_900 + "x", "a|\n" + " " * 19_000 + "x|",
     "a|\n|-" + " " * 19_000 + "x|"],
)  # fmt: skip
def test_no_text_makes_it_slow(text):
    """Bounded patterns: a description at the limit is rendered within a second (about 50 ms is usual)."""
    started = time.monotonic()
    Census(render_markdown(text))
    assert time.monotonic() - started < 1.0


def test_a_description_longer_than_the_limit_is_cut():
    assert len(Census(render_markdown("a" * (LONGEST + 500))).text) == LONGEST


def test_headings_lists_emphasis_links_tables_and_breaks_are_kept():
    text = (
        "# Baumkataster\n\nAlle **städtischen** Bäume, *Stand* 2026.\nZweite Zeile\n\n"
        "- Linde\n- Ahorn\n  - Spitzahorn\n  - Bergahorn\n1. eins\n\n"
        "[Karte](https://karten.example/baum?x=1&y=2) und https://bochum.de/baum.\n\n"
        "| Feld | Sinn |\n|---|:-:|\n| art | Baumart |\n| h |\n"
    )
    assert render_markdown(text) == (
        "<h4>Baumkataster</h4>"
        "<p>Alle <b>städtischen</b> Bäume, <i>Stand</i> 2026.<br/>Zweite Zeile</p>"
        "<ul><li>Linde</li><li>Ahorn<ul><li>Spitzahorn</li><li>Bergahorn</li></ul></li><li>eins</li></ul>"
        '<p><a href="https://karten.example/baum?x=1&amp;y=2">Karte</a> und '
        '<a href="https://bochum.de/baum">https://bochum.de/baum</a>.</p>'
        '<table border="1" cellspacing="0" cellpadding="3"><tr><th>Feld</th><th>Sinn</th></tr>'
        "<tr><td>art</td><td>Baumart</td></tr><tr><td>h</td><td></td></tr></table>"
    )


def test_html_of_a_portal_becomes_the_same_blocks():
    text = "<p>Erste <strong>Zeile</strong><br/>zweite</p><ul><li>Linde</li><li>Ahorn</li></ul><h2>Stand</h2>"
    assert render_markdown(text) == (
        "<p>Erste <b>Zeile</b><br/>zweite</p><ul><li>Linde</li><li>Ahorn</li></ul><h4>Stand</h4>"
    )


def test_an_anchor_of_html_stays_a_link():
    assert render_markdown('siehe <a class="x" href="https://bochum.de/a?b=1&amp;c=2">hier</a>') == (
        '<p>siehe <a href="https://bochum.de/a?b=1&amp;c=2">hier</a></p>'
    )


def test_what_is_no_tag_stays_text():
    assert Census(render_markdown("Werte < 5 und > 3, <unbekannt>, a<b")).text == "Werte < 5 und > 3, <unbekannt>, a<b"


@pytest.mark.parametrize(
    ("text", "target", "is_told"),
    [
        ("Zur Karte", "https://karten.example", False),
        ("bochum.de", "https://www.bochum.de/x", False),
        ("https://bochum.de", "https://boese.example", True),
        ("www.bochum.de", "https://bochum.de.boese.example", True),
        ("bochum.de/daten", "https://boese.example", True),
        ("geoportal@bochum.de", "mailto:anders@boese.example", True),
        ("geoportal@bochum.de", "mailto:geoportal@bochum.de", False),
        ("bоchum.de", "https://boese.example", True),  # a Cyrillic o
    ],
)
def test_a_text_that_looks_like_another_address_is_followed_by_the_true_one(text, target, is_told):
    shown = Census(render_markdown(f"[{text}]({target})")).text
    assert shown.startswith(text)
    assert (shown != text) is is_told
    assert not is_told or target.removeprefix("mailto:") in shown


def test_characters_that_turn_text_round_or_hide_are_taken_out():
    shown = Census(render_markdown("https://bochum.de/\u202egpj.exe a\u200bb\u00adc \u2066x\u2069")).text
    assert shown == "https://bochum.de/gpj.exe abc x"


def test_mail_addresses_can_be_clicked_and_carry_no_further_fields():
    assert Census(render_markdown("Kontakt: geo@bochum.de, <mailto:a@b.example>")).links == [
        "mailto:geo@bochum.de",
        "mailto:a@b.example",
    ]
    assert Census(render_markdown("[x](mailto:a@b.example?bcc=c@d.example)")).links == ["mailto:a@b.example"]


def test_brackets_around_a_bare_address_are_no_part_of_it():
    assert Census(render_markdown("(siehe https://x.example/a_(b)) und https://y.example/.")).links == [
        "https://x.example/a_(b)",
        "https://y.example/",
    ]


def test_underscores_inside_words_are_no_emphasis():
    assert render_markdown("nw_dvg1_gem und __fett__") == "<p>nw_dvg1_gem und <b>fett</b></p>"


def test_nothing_makes_nothing():
    assert render_markdown("") == ""
    assert render_markdown(" \n\t\n") == ""


@pytest.mark.parametrize("module", [markdown, markdown_inline, markdown_source])
def test_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
