# SPDX-License-Identifier: GPL-2.0-or-later
"""Is it all there? The number a service states against the number that arrived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ruhr_smartcity_plugin.translation import tr


def group_digits(number: int) -> str:
    """Return a whole number with the thousands separator of the user's language.

    >>> group_digits(20001)
    '20,001'
    """
    return f"{number:,}".replace(",", tr(",", "thousands separator"))


class Verdict(Enum):
    """What can be said about completeness."""

    COMPLETE = "complete"
    SHORT = "short"
    UNPROVEN = "unproven"


class Proof(Enum):
    """Why the verdict holds."""

    STATED = "stated"  # the service's number equals the received one
    PROBED = "probed"  # asked for what comes after the last object, and nothing came
    NONE = "none"  # the service states no number and cannot be probed
    VIEW = "view"  # too many to load at once: the layer follows the map view


@dataclass(frozen=True)
class Completeness:
    """How many objects were expected and how many were received.

    `expected` is None where the service states no number. `at_least` says that the service has more than `received`
    although it states no (or a wrong) number. `cause` is a sentence of what is known to have gone wrong.
    """

    expected: int | None
    received: int
    proof: Proof = Proof.STATED
    at_least: bool = False
    cause: str = ""

    @property
    def verdict(self) -> Verdict:
        """Judge: never complete without a proof, short as soon as one object is missing."""
        if self.at_least or (self.expected is not None and self.received < self.expected and self.proof != Proof.VIEW):
            return Verdict.SHORT
        if self.proof is Proof.PROBED or (self.proof is Proof.STATED and self.expected == self.received):
            return Verdict.COMPLETE
        return Verdict.UNPROVEN

    def sentence(self) -> str:
        """Say it to the user, with what is missing and why if known."""
        words = {"received": group_digits(self.received), "expected": group_digits(self.expected or 0)}
        return " ".join(part for part in (self._statement().format(**words), self.cause) if part)

    def _statement(self) -> str:
        verdict = self.verdict
        if verdict is Verdict.COMPLETE:
            return tr("Complete: {received} objects.")
        if verdict is Verdict.SHORT:
            if self.expected is not None and self.expected > self.received:
                return tr("{received} of {expected} objects loaded.")
            return tr("{received} objects loaded, but the service has more.")
        if self.proof is Proof.VIEW:
            if self.expected is None:
                return tr("Too large to load as a whole; only the objects of the map view are loaded.")
            return tr("{expected} objects in the service; only those of the map view are loaded.")
        if self.expected is None:
            return tr("{received} objects loaded. The service does not say how many there are.")
        if self.expected == self.received:
            return tr("{received} objects loaded. That may be the limit of the service; there may be more.")
        return tr("{received} objects loaded, but the service says {expected}.")

    def short_text(self) -> str:
        """Return the note for a layer name: "3.000 of 20.001"; empty for a complete layer."""
        words = {"received": group_digits(self.received), "expected": group_digits(self.expected or 0)}
        if self.verdict is Verdict.COMPLETE:
            return ""
        if self.proof is Proof.VIEW:
            return tr("map view only")
        if self.verdict is Verdict.UNPROVEN:
            return tr("completeness unproven")
        if self.expected is not None and self.expected > self.received:
            return tr("INCOMPLETE: {received} of {expected}").format(**words)
        return tr("INCOMPLETE: {received} of more").format(**words)


def needs_probe(stated: int | None, received: int) -> bool:
    """Answer whether the object behind the last one should be asked for.

    The stated number may be missing, differ, or be the service's own limit, whichever limit it states: MapServer caps
    the number, too.
    """
    return stated is None or (stated <= received and received > 0)


def _is_doubtful(stated: int | None, received: int, cap: int | None) -> bool:
    """Answer whether the stated number proves nothing by itself, where the service cannot be asked for more.

    A round number that equals the received one is more often a limit than a count.
    """
    if stated is None or stated < received:
        return True
    return stated == received and received > 0 and (received == cap or received % 100 == 0)


def judge(stated: int | None, received: int, *, cap: int | None = None, has_more: bool | None = None) -> Completeness:
    """Return the judgement on a whole layer.

    `has_more` is what asking for the object behind the last one brought: True or False, None if not asked or if the
    service cannot be asked that way. `cap` is the service's stated limit per answer.
    """
    if has_more:
        return Completeness(stated, received, Proof.NONE, at_least=True)
    if stated is not None and not _is_doubtful(stated, received, cap):
        return Completeness(stated, received, Proof.STATED)
    return Completeness(stated, received, Proof.PROBED if has_more is False else Proof.NONE)
