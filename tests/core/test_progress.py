# SPDX-License-Identifier: GPL-2.0-or-later
"""Progress and cancel as core functions see them."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.progress import SILENT, stop_if_cancelled


class Cancelled:
    def is_cancelled(self) -> bool:
        return True

    def report(self, fraction: float, text: str = "") -> None:
        raise AssertionError("a cancelled job reports no more")


def test_nobody_cancels_silent_work():
    SILENT.report(0.5, "half")
    stop_if_cancelled(SILENT)
    assert not SILENT.is_cancelled()


def test_cancelled_work_stops_with_a_sentence():
    with pytest.raises(CancelledError, match="Nothing was changed"):
        stop_if_cancelled(Cancelled())
