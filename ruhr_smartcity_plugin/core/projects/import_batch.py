# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows of the history belong to one import, or one join: they share a mark in their comment."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from ruhr_smartcity_plugin.translation import tr

_MARK = re.compile(r"\s*\[(?:import|join) ([0-9a-f]{8})\]$")
# For LIKE: an underscore is any one character.
LIKE_IMPORT, LIKE_JOIN = "%[import ________]", "%[join ________]"
LIKE_UNDO = "%(________)"


@dataclass(frozen=True)
class ImportBatch:
    """An import or a join that is in the history: its mark, its comment, who and when (UTC), how many projects."""

    mark: str
    comment: str
    who: str
    when: str
    projects: int

    @property
    def title(self) -> str:
        """The comment without its mark."""
        return _MARK.sub("", self.comment)


def new_mark() -> str:
    """Return a mark for one import."""
    return secrets.token_hex(4)


def import_comment(source: str, mark: str) -> str:
    """Return the comment that the history keeps with every change of an import."""
    return " ".join((tr("Import of {name}").format(name=source), f"[import {mark}]"))


def join_comment(name: str, mark: str) -> str:
    """Return the comment that the history keeps with every change of a join of master data."""
    return " ".join((tr("Joined: {name}").format(name=name), f"[join {mark}]"))


def undo_comment(batch: ImportBatch) -> str:
    """Return the comment of taking an import back; it carries no mark of an import."""
    return tr("Taken back: {title} ({mark})").format(title=batch.title, mark=batch.mark)


def mark_in(comment: str) -> str:
    """Return the mark in a comment; empty if it is none of an import.

    >>> mark_in("Import of herne.csv [import 0a1b2c3d]"), mark_in("[import x]")
    ('0a1b2c3d', '')
    """
    found = _MARK.search(comment)
    return found[1] if found else ""
