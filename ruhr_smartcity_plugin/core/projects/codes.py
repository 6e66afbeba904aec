# SPDX-License-Identifier: GPL-2.0-or-later
"""The readable number of a project: ``RUHR-<first five digits of the AGS>-<n>``."""

from __future__ import annotations

import re
from typing import Iterable

_CODE = re.compile(r"^RUHR-(\d{5})-(\d+)$")
NO_MUNICIPALITY = "00000"


def is_code(text: str) -> bool:
    """Answer whether a text is the code of a project.

    >>> is_code("RUHR-05911-7"), is_code("7")
    (True, False)
    """
    return bool(_CODE.match(text))


def code_prefix(ags: str) -> str:
    """Return the part before the number: the district or city of the leading municipality.

    >>> code_prefix("05911000"), code_prefix("")
    ('RUHR-05911-', 'RUHR-00000-')
    """
    key = ags[:5] if re.match(r"^\d{5}", ags) else NO_MUNICIPALITY
    return f"RUHR-{key}-"


def next_code(ags: str, taken: Iterable[str]) -> str:
    """Return the next free code for a project led by this municipality. Numbers of deleted projects stay taken.

    >>> next_code("05911000", ["RUHR-05911-1", "RUHR-05911-7", "RUHR-05113-9", "other"])
    'RUHR-05911-8'
    """
    prefix = code_prefix(ags)
    numbers = [int(match.group(2)) for match in map(_CODE.match, taken) if match and match.group(0).startswith(prefix)]
    return f"{prefix}{max(numbers, default=0) + 1}"
