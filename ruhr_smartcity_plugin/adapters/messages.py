# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages: one sentence per cause for the user, the detail for QGIS's log panel."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import List, Tuple

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.translation import tr

LOG_TAG = "Ruhr Smart City"
_KEPT, _MOST_CAUSES = 200, 10
# What these say is about the program, not about what it works on.
_NAMES_CODE = (AttributeError, ImportError, NameError, NotImplementedError)


@dataclass(frozen=True)
class Message:
    """One thing that was said to the user."""

    level: Qgis.MessageLevel
    sentence: str
    detail: str = ""
    is_shown: bool = False  # the user sees it already, in a room or window
    private: Tuple[str, ...] = ()  # parts of the sentence that no log may keep
    at: datetime = field(default_factory=lambda: datetime.now(timezone.utc))


class Messages(QObject):
    """Takes messages from everywhere, writes the log, and tells whoever shows them."""

    added = pyqtSignal(object)  # Message

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recent: List[Message] = []

    def inform(self, sentence: str, detail: str = "", *, private: Tuple[str, ...] = ()) -> Message:
        """Say that something was done; the log keeps the sentence without its `private` parts."""
        return self._add(Message(Qgis.MessageLevel.Info, redact(sentence), redact(detail), private=private))

    def succeed(self, sentence: str, detail: str = "") -> Message:
        """Say that what the user asked for has succeeded."""
        return self._add(Message(Qgis.MessageLevel.Success, redact(sentence), redact(detail)))

    def warn(self, sentence: str, detail: str = "", *, is_shown: bool = False) -> Message:
        """Say that something needs the user's attention; `is_shown`: the user sees it in a place of its own."""
        return self._add(Message(Qgis.MessageLevel.Warning, redact(sentence), redact(detail), is_shown))

    def fail(self, error: BaseException, *, is_shown: bool = False) -> Message:
        """Say why something did not work. An error nobody foresaw gets a general sentence and a trace in the log.

        `is_shown`: the user sees it in a place of its own.
        """
        return self._add(replace(message_of(error), is_shown=is_shown))

    def problems(self) -> List[Message]:
        """Return the recent warnings and errors, newest last."""
        return [one for one in self.recent if one.level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical)]

    def forget(self) -> None:
        """Empty the list (the log panel keeps its entries)."""
        self.recent.clear()

    def _add(self, message: Message) -> Message:
        self.recent = [*self.recent[-(_KEPT - 1) :], message]
        text = message.sentence + (f"\n{message.detail}" if message.detail else "")
        for one in filter(None, message.private):
            text = text.replace(one, "***")
        QgsMessageLog.logMessage(text, LOG_TAG, message.level, False)
        self.added.emit(message)
        return message


def message_of(error: BaseException) -> Message:
    """Return what to say about an error, without secrets."""
    if isinstance(error, CancelledError):
        return Message(Qgis.MessageLevel.Info, redact(error.sentence), redact(error.detail))
    if isinstance(error, RuhrError):
        return Message(Qgis.MessageLevel.Critical, redact(error.sentence), redact(error.detail), private=error.private)
    trace = _trace_of(error)
    sentence = tr("An unexpected error occurred ({kind}). The details are in the log; please report it.")
    return Message(Qgis.MessageLevel.Critical, sentence.format(kind=type(error).__name__), redact(trace))


def _trace_of(error: BaseException) -> str:
    """Return where an error came from, its causes first; logs are handed on, and its words may quote a record."""
    parts: List[str] = []
    one: BaseException | None = error
    while one is not None and len(parts) < _MOST_CAUSES:
        words = f": {one}" if isinstance(one, _NAMES_CODE) else ""
        parts.append("".join((*traceback.format_tb(one.__traceback__), type(one).__name__, words, "\n")))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(reversed(parts))
