# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may see a record. What is not known to be public is internal."""

from __future__ import annotations

from enum import Enum


class Visibility(Enum):
    """Who may see a record (VVIS)."""

    PUBLIC = "OEF"
    NETWORK = "NETZ"
    MUNICIPALITY = "KOM"

    @classmethod
    def read(cls, value: object) -> Visibility:
        """Return the visibility a store holds; whatever is unknown is internal."""
        for one in cls:
            if one.value == value:
                return one
        return cls.MUNICIPALITY
