# SPDX-License-Identifier: GPL-2.0-or-later
"""The help: every page in both languages, accessible, without the network."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from qgis.PyQt.QtGui import QDesktopServices

from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import parse_list
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.gui.frame import help_pages
from ruhr_smartcity_plugin.gui.frame.help_pages import PAGES, help_file, open_help
from ruhr_smartcity_plugin.paths import PACKAGE_DIR, resource

LANGUAGES = ("de", "en")


class Outline(HTMLParser):
    """What a screen reader goes by: language, title, headings, landmarks, links, table heads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.links, self.language, self.open = [], [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        if tag == "html":
            self.language = values.get("lang", "")
        for name in ("href", "src"):
            if name in values:
                self.links.append(values[name])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_whole_and_has_an_outline(page, language):
    path = resource("help", language, f"{page}.html")
    outline = Outline(path.read_text(encoding="utf-8"))
    assert outline.language == language
    assert outline.open == []
    assert outline.tags.count("h1") == outline.tags.count("main") == outline.tags.count("title") == 1
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    assert outline.tags.count("caption") == outline.tags.count("table")
    assert not {"script", "iframe", "img", "form"} & set(outline.tags)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_no_link_leaves_the_help_and_each_leads_somewhere(page, language):
    path = resource("help", language, f"{page}.html")
    for link in Outline(path.read_text(encoding="utf-8")).links:
        assert not urlsplit(link).scheme, link
        if not link.startswith("#"):
            assert (path.parent / link).is_file(), link


def test_the_pages_shipped_are_the_pages_known():
    for language in LANGUAGES:
        assert {path.stem for path in resource("help", language).glob("*.html")} == set(PAGES)


def test_another_language_reads_english_and_an_unknown_page_is_the_index():
    assert help_file("sensors", "fr") == resource("help", "en", "sensors.html")
    assert help_file("../../metadata", "de") == resource("help", "de", "index.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_opens_in_the_users_language_from_the_disk(monkeypatch, language):
    opened = []
    monkeypatch.setattr(help_pages, "user_language", lambda: language)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    open_help("sensors")
    assert opened[0].isLocalFile()
    assert opened[0].toLocalFile() == str(resource("help", language, "sensors.html"))


def test_without_a_browser_the_file_is_named(monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with pytest.raises(InputError, match=r"index\.html"):
        open_help("index")


def test_every_help_button_names_a_page_that_exists():
    sources = [path.read_text(encoding="utf-8") for path in sorted((PACKAGE_DIR / "gui").rglob("*.py"))]
    named = {name for text in sources for name in re.findall(r'(?:open_help\(|help_page = )"(\w+)"', text)}
    assert named <= set(PAGES)
    assert {"catalogue", "options", "system_check"} <= named


def _examples(page, language):
    text = resource("help", language, f"{page}.html").read_text(encoding="utf-8")
    found = re.findall(r"<code>(\{.*?\})</code>", text, flags=re.DOTALL)
    assert found
    return [json.loads(html.unescape(one)) for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_central_list_is_one(language):
    (document,) = _examples("catalogue_lists", language)
    central = parse_list(document, "help", SourceOwner.CENTRAL)
    assert (len(central.sources), len(central.services), central.problems) == (1, 1, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_own_synonyms_is_one(language):
    (document,) = _examples("catalogue", language)
    assert document["version"] == 1
    assert Synonyms.of(document["groups"]).match(["halde"]) == (1, (("bergehalde",),))
