# SPDX-License-Identifier: GPL-2.0-or-later
"""What is wrong with a record, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Iterable


class Severity(Enum):
    """How bad a finding is. Only errors keep a record from being saved."""

    ERROR = "error"
    WARNING = "warning"
    REMINDER = "reminder"


@dataclass(frozen=True)
class Finding:
    """One finding. `field` names the field of the record (``sites``, ``municipalities`` for lists), `item` the
    uuid of the list element if it concerns one, and `column` the field of that element."""

    id: str
    severity: Severity
    field: str
    sentence: str
    item: str = ""
    column: str = ""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Answer whether a record with these findings must not be saved."""
    return any(one.severity is Severity.ERROR for one in findings)
