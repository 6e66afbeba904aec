# SPDX-License-Identifier: GPL-2.0-or-later
"""The mark of what is internal, in names of files."""

from __future__ import annotations

from pathlib import PurePath
from typing import TypeVar

INTERNAL_MARK = "INTERN"

AnyPath = TypeVar("AnyPath", bound=PurePath)


def internal_name(path: AnyPath) -> AnyPath:
    """Return the name of a file with internal content.

    >>> from pathlib import PurePosixPath
    >>> internal_name(PurePosixPath("a/projekte.csv")).name, internal_name(PurePosixPath("x_INTERN.csv")).name
    ('projekte_INTERN.csv', 'x_INTERN.csv')
    """
    if path.stem.upper().endswith(INTERNAL_MARK):
        return path
    return path.with_name(f"{path.stem}_{INTERNAL_MARK}{path.suffix}")
