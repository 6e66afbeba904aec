# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of themes onto which the fields of action are mapped: two are shipped, a city can add its own lead themes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell
from ruhr_smartcity_plugin.translation import tr

FIELDS = "VFIELD"
OWN = "own"
_THEME_HEADS = ("theme", "thema", "leitthema", "leitthemen")
_MOST_LETTERS = 120


@dataclass(frozen=True)
class ThemeList:
    """A list of themes: `themes` gives the theme of a field of action by its code; a field may have none."""

    name: str
    title: str
    themes: Mapping[str, str]

    def themes_of(self, codes: Iterable[str]) -> Tuple[str, ...]:
        """Return the themes of fields of action, each once."""
        return tuple(dict.fromkeys(self.themes[one] for one in codes if self.themes.get(one)))

    def to_json(self) -> str:
        """Return the list as text for the settings."""
        return json.dumps({"title": self.title, "themes": dict(self.themes)}, ensure_ascii=False, sort_keys=True)


def shipped_theme_lists() -> Tuple[ThemeList, ...]:
    """Return the lists that come with the plugin, in the user's language."""
    words = load_vocabulary()
    return tuple(
        ThemeList(one.name, one.title, {code: words.mapped(one.name, code) for code in one.targets})
        for one in words.mappings if one.list_name == FIELDS)


def chosen_theme_list(name: str, own: str) -> ThemeList | None:
    """Return the list of a name; `own` is the user's, as `to_json` wrote it. None for none, or one nobody knows.

    >>> chosen_theme_list("own", '{"title": "Leitthemen", "themes": {"MOB": "Unterwegs"}}').themes_of(("MOB", "BIL"))
    ('Unterwegs',)
    >>> chosen_theme_list("own", "broken") is chosen_theme_list("", "") is None
    True
    """
    if name == OWN:
        return _read_own(own)
    return next((one for one in shipped_theme_lists() if one.name == name), None)


def theme_list_from_table(title: str, heads: Sequence[str], rows: Iterable[Tuple[int, Mapping[str, str]]]) -> ThemeList:
    """Return the list in a table: one column with the codes or names of the fields of action, one with the themes.

    `rows` are the line in the file and the cells by head. Raises InputError with the line that cannot be understood.
    """
    codes = _codes()
    kept = list(rows)
    column = max(heads, default="", key=lambda head: sum(fold_text(cells.get(head, "")) in codes for _l, cells in kept))
    others = [head for head in heads if head != column]
    target = next((head for head in others if fold_text(head) in _THEME_HEADS), others[-1] if others else "")
    if not target or not any(fold_text(cells.get(column, "")) in codes for _line, cells in kept):
        raise InputError(tr("The table of themes needs two columns: the codes of the fields of action ({codes}) and "
                            "the theme of each. “Save template …” writes one to fill in.").format(codes=_known()))
    themes: Dict[str, str] = {}
    for line, cells in kept:
        text, theme = cells.get(column, "").strip(), " ".join(cells.get(target, "").split())
        code = codes.get(fold_text(text), "")
        if not code and (text or theme):
            raise InputError(tr("Line {line} of the table of themes: “{text}” is no field of action, they are {codes}."
                                ).format(line=line, text=text, codes=_known()))
        if themes.get(code, theme) != theme:
            raise InputError(tr("Line {line} of the table of themes: “{text}” has a second theme. Each field of action "
                                "has one at most.").format(line=line, text=text))
        if len(theme) > _MOST_LETTERS:
            raise InputError(tr("Line {line} of the table of themes: a theme has {count} characters at most.").format(
                line=line, count=_MOST_LETTERS))
        if theme:
            themes[code] = theme
    if not themes:
        raise InputError(tr("No theme is filled in. Write one behind each field of action, save the table, and read it "
                            "again."))
    return ThemeList(OWN, title, themes)


def template_text(current: ThemeList | None = None) -> str:
    """Return a table to fill in (CSV as Excel opens it in German), with the themes of `current`."""
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    table.writerow((tr("Code"), tr("Field of action"), tr("Theme")))
    for one in load_vocabulary().entries(FIELDS):
        theme = current.themes.get(one.code, "") if current else ""
        table.writerow((one.code, one.text, guard_cell(theme)))
    return "\ufeff" + lines.getvalue()


def _read_own(text: str) -> ThemeList | None:
    try:
        plain: Any = json.loads(text)
        themes = {str(code): str(theme) for code, theme in plain["themes"].items() if theme}
        return ThemeList(OWN, str(plain["title"]), themes) if themes else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _codes() -> Dict[str, str]:
    entries = load_vocabulary().entries(FIELDS)
    return {fold_text(text): one.code for one in entries for text in (one.text_de, one.text_en, one.code)}


def _known() -> str:
    return ", ".join(one.code for one in load_vocabulary().entries(FIELDS))
