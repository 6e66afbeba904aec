# SPDX-License-Identifier: GPL-2.0-or-later
"""Inside QGIS: plays a driver's steps between the turns of the event loop and writes down what they found."""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path
from typing import Callable, Iterator

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QPlainTextEdit, QTabWidget
from qgis.utils import iface


def play(steps: Callable[[dict], Iterator[int]], start_after_ms: int = 1500) -> None:
    """Run the generator `steps(answer)`; each yield waits that many milliseconds with QGIS's event loop running.

    When it ends, or raises, `answer` is written to the file the environment names.
    """
    answer: dict = {"qgis": Qgis.version(), "error": None}
    generator = steps(answer)

    def go_on() -> None:
        try:
            pause_ms = next(generator)
        except StopIteration:
            _write(answer)
        except Exception:
            answer["error"] = traceback.format_exc()
            _write(answer)
        else:
            QTimer.singleShot(pause_ms, go_on)

    QTimer.singleShot(start_after_ms, go_on)


def _write(answer: dict) -> None:
    target = Path(os.environ["RUHR_ANSWER"])
    draft = target.with_suffix(".draft")
    draft.write_text(json.dumps(answer, indent=1, ensure_ascii=False, default=str), encoding="utf-8")
    draft.replace(target)


def settle() -> None:
    """Process what is waiting, deferred deletions included."""
    for _turn in range(3):
        QgsApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def bar_messages() -> list:
    """Return [level, text] of the messages that stand in the message bar."""
    return [[item.level().name if hasattr(item.level(), "name") else int(item.level()), item.text()]
            for item in iface.messageBar().items()]  # fmt: skip


def log_texts() -> dict:
    """Return the text of each tab of the log panel; it has listened since QGIS started."""
    tabs = iface.mainWindow().findChild(QDockWidget, "MessageLog").findChild(QTabWidget)
    texts = {}
    for index in range(tabs.count()):
        page = tabs.widget(index)
        edit = page if isinstance(page, QPlainTextEdit) else page.findChild(QPlainTextEdit)
        texts[tabs.tabText(index)] = edit.toPlainText() if edit is not None else ""
    return texts


def grab(name: str, widget: object | None = None) -> str:
    """Save a picture of the main window, or of `widget`, in the folder the environment names; return its path."""
    settle()
    folder = Path(os.environ["RUHR_SCREENS"])
    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder / f"{name}.png")
    if not (widget or iface.mainWindow()).grab().save(path):
        raise OSError(f"the picture {path} could not be saved")
    return path
