# SPDX-License-Identifier: GPL-2.0-or-later
"""A progress whose user has said stop before the work began."""

from __future__ import annotations


class Stopped:
    def is_cancelled(self) -> bool:
        return True

    def report(self, fraction: float, text: str = "") -> None:
        del fraction, text


STOPPED = Stopped()
