# SPDX-License-Identifier: GPL-2.0-or-later
"""The lists of codes of the project register: data, with German and English texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Iterator, Mapping, Tuple

from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Code:
    """One entry of a list. `colour` (#rrggbb) and `symbol` (marker shape) only where a map needs them."""

    list_name: str
    code: str
    text_de: str
    text_en: str
    description_de: str = ""
    description_en: str = ""
    order: int = 0
    colour: str = ""
    symbol: str = ""
    uri: str = ""

    @property
    def text(self) -> str:
        """The text in the user's language."""
        return self.text_de if _is_german() else self.text_en

    @property
    def description(self) -> str:
        """The description in the user's language; empty if there is none."""
        return self.description_de if _is_german() else self.description_en


@dataclass(frozen=True)
class Crosswalk:
    """A translation of one list into another scheme, e.g. a city's own lead themes. Editable judgement, not fact."""

    name: str
    title_de: str
    title_en: str
    list_name: str
    target_list: str
    targets: Mapping[str, str]

    @property
    def title(self) -> str:
        """The name of the scheme in the user's language."""
        return self.title_de if _is_german() else self.title_en


class Vocabulary:
    """All lists with their look-ups. Unknown codes are shown as they are and never raise."""

    def __init__(self, lists: Mapping[str, Tuple[Code, ...]], titles: Mapping[str, Tuple[str, str]],
                 mappings: Tuple[Crosswalk, ...]) -> None:
        self._lists = dict(lists)
        self._titles = dict(titles)
        self.mappings = mappings
        self._by_key: Dict[Tuple[str, str], Code] = {(one.list_name, one.code): one for one in self}

    def __iter__(self) -> Iterator[Code]:
        for entries in self._lists.values():
            yield from entries

    def list_names(self) -> Tuple[str, ...]:
        """Return the names of all lists."""
        return tuple(self._lists)

    def title(self, list_name: str) -> str:
        """Return the name of a list in the user's language."""
        german, english = self._titles[list_name]
        return german if _is_german() else english

    def entries(self, list_name: str) -> Tuple[Code, ...]:
        """Return the entries of a list in their order. Raises KeyError for an unknown list."""
        return self._lists[list_name]

    def find(self, list_name: str, code: str) -> Code | None:
        """Return one entry; None if the list has no such code."""
        return self._by_key.get((list_name, code))

    def text(self, list_name: str, code: str) -> str:
        """Return the text of a code in the user's language; the code itself if it is unknown."""
        found = self.find(list_name, code)
        return found.text if found else code

    def mapped(self, mapping: str, code: str) -> str:
        """Return what a code becomes in a mapping, as text; empty if it has no counterpart."""
        for one in self.mappings:
            if one.name == mapping:
                target = one.targets.get(code, "")
                return self.text(one.target_list, target) if one.target_list else target
        return ""


def _is_german() -> bool:
    # Translators: the two letters of the language you translate into. It picks the texts of the lists.
    return tr("en") == "de"


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the shipped lists (cached)."""
    document = json.loads(resource("data", "vocabulary.json").read_text(encoding="utf-8"))
    lists = {one["list"]: tuple(Code(list_name=one["list"], **entry) for entry in one["entries"])
             for one in document["lists"]}
    titles = {one["list"]: (one["title_de"], one["title_en"]) for one in document["lists"]}
    mappings = tuple(
        Crosswalk(one["mapping"], one["title_de"], one["title_en"], one["list"], one["target_list"], one["targets"])
        for one in document["mappings"])
    return Vocabulary(lists, titles, mappings)
