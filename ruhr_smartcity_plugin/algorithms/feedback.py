# SPDX-License-Identifier: GPL-2.0-or-later
"""Processing's feedback as the progress of core and adapters."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback


class FeedbackProgress:
    """Maps the progress 0–1 of one step onto a part of Processing's progress bar."""

    def __init__(self, feedback: QgsProcessingFeedback, start: float = 0.0, end: float = 1.0) -> None:
        self._feedback = feedback
        self._start = start
        self._end = end

    def is_cancelled(self) -> bool:
        """Answer whether the user pressed Cancel."""
        return self._feedback.isCanceled()

    def report(self, fraction: float, text: str = "") -> None:
        """Move the progress bar; `text` replaces the line above it."""
        self._feedback.setProgress(100.0 * (self._start + fraction * (self._end - self._start)))
        if text:
            self._feedback.setProgressText(text)
