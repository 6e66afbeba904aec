# SPDX-License-Identifier: GPL-2.0-or-later
"""Something understood about a table, with how sure that is and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from ruhr_smartcity_plugin.translation import tr

T = TypeVar("T")


class Sureness(Enum):
    """How sure something is; the values are stable."""

    CHOSEN = "chosen"  # the user said so
    CERTAIN = "certain"
    LIKELY = "likely"
    GUESSED = "guessed"  # could as well be otherwise: to be looked at

    def text(self) -> str:
        """Return the word for the user."""
        return {
            Sureness.CHOSEN: tr("chosen by you"),
            Sureness.CERTAIN: tr("certain"),
            Sureness.LIKELY: tr("likely"),
            Sureness.GUESSED: tr("guessed, please check"),
        }[self]


@dataclass(frozen=True)
class Judged(Generic[T]):
    """A value with how sure it is; `why` is a sentence for the user, "" where nothing needs saying."""

    value: T
    sure: Sureness = Sureness.CERTAIN
    why: str = ""
