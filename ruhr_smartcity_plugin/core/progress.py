# SPDX-License-Identifier: GPL-2.0-or-later
"""Progress and cancel, as core functions see them."""

from __future__ import annotations

from typing import Protocol

from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.translation import tr


class Progress(Protocol):
    """What a long piece of work reports to, and asks whether to go on."""

    def is_cancelled(self) -> bool:
        """Answer whether the user wants the work to stop."""

    def report(self, fraction: float, text: str = "") -> None:
        """Tell how far the work is (0–1) and, if it changed, what it is doing."""


class SilentProgress:
    """Nobody watches and nobody cancels."""

    def is_cancelled(self) -> bool:
        return False

    def report(self, fraction: float, text: str = "") -> None:
        del fraction, text


SILENT: Progress = SilentProgress()


def stop_if_cancelled(progress: Progress) -> None:
    """Raise `CancelledError` if the user asked to stop."""
    if progress.is_cancelled():
        raise CancelledError(tr("Cancelled. Nothing was changed."))


class PartProgress:
    """Progress of a part of a longer work, which it fills from `start` to `end` (0–1)."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def is_cancelled(self) -> bool:
        return self._whole.is_cancelled()

    def report(self, fraction: float, text: str = "") -> None:
        self._whole.report(self._start + fraction * (self._end - self._start), text)
