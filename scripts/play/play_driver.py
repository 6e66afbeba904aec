# SPDX-License-Identifier: GPL-2.0-or-later
"""Plays steps in a running QGIS: gestures, waiting with deadlines, pictures, and the report.

A step is a generator function. It makes gestures and yields conditions (callables); the driver goes on as
soon as a condition answers True, and fails the step when it does not within its time.
"""

from __future__ import annotations

import json
import os
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QWidget
from qgis.utils import active_plugins, pluginMetadata, plugins

PACKAGE = "ruhr_smartcity_plugin"
STEP_LIMIT_S = 60.0
TICK_MS = 100
Condition = Callable[[], bool]


class Stage:
    """What a step may use: the plugin, its rooms, gestures, pictures, and its line in the report."""

    def __init__(self, iface: Any, config: Dict[str, Any]) -> None:
        self.iface = iface
        self.config = config
        self.plugin = plugins.get(PACKAGE)
        self.line: Dict[str, Any] = {}
        self._names: Counter = Counter()

    def room(self, name: str) -> QWidget:
        return self.plugin.open_room(name)

    def child(self, parent: QWidget, name: str) -> Any:
        found = parent.findChild(QObject, name)
        if found is None:
            names = sorted({one.objectName() for one in parent.findChildren(QObject) if one.objectName()})
            raise LookupError(f"no widget {name!r} in {parent.objectName()!r}; there are: {', '.join(names)}")
        return found

    def counted(self, expected: int, received: int, what: str) -> None:
        """Note what was loaded and how many there should be."""
        self.line.update(expected=expected, received=received, what=what)

    def note(self, text: str) -> None:
        """Put a message of QGIS itself into the report."""
        self.line.setdefault("messages", []).append(text)

    def idle(self) -> bool:
        """Answer whether no task runs and the map has been drawn."""
        return not self.plugin.workbench.tasks.running() and not self.iface.mapCanvas().isDrawing()

    def picture(self, name: str) -> None:
        """Save what the user sees as build/demo/<name>.png; a second picture of a name gets a number."""
        QApplication.processEvents()
        self._names[name] += 1
        number = "" if self._names[name] == 1 else f"_{self._names[name]}"
        path = Path(self.config["out"]) / f"{name}{number}.png"
        if self.config["screen"]:  # a user's screen may show other things than QGIS
            pixmap = (QApplication.activeModalWidget() or QApplication.activeWindow()
                      or self.iface.mainWindow()).grab()
        else:
            pixmap = QGuiApplication.primaryScreen().grabWindow(0)
        if not pixmap.save(str(path)):
            raise OSError(f"the picture {path} could not be saved")
        self.line.setdefault("pictures", []).append(path.name)


class Play(QObject):
    """Runs the steps one after the other on QGIS's event loop."""

    def __init__(self, iface: Any, config: Dict[str, Any], steps: List[Any]) -> None:
        super().__init__(iface.mainWindow())
        self._iface, self._config, self._left = iface, config, list(steps)
        self._report: Dict[str, Any] = {"qgis": Qgis.version(), "plugin": pluginMetadata(PACKAGE, "version"),
                                        "steps": [], "errors": [], "log": []}
        self._running: Iterator[Condition] | None = None
        self._condition: Condition | None = None
        self._started = self._waiting_since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        QgsApplication.messageLog().messageReceived.connect(self._logged)

    def start(self) -> None:
        """Begin when QGIS has settled."""
        self._iface.mainWindow().showMaximized()
        if PACKAGE not in active_plugins:
            self._report["errors"].append("the plugin is not active")
            self._finish()
            return
        self._stage = Stage(self._iface, self._config)
        self._stage.plugin.workbench.messages.added.connect(self._said)
        self._timer.start()

    def _tick(self) -> None:
        try:
            if self._running is None:
                self._next_step()
            elif self._condition is None or self._condition():
                self._condition = next(self._running)
                self._waiting_since = time.monotonic()
            elif time.monotonic() - self._waiting_since > STEP_LIMIT_S:
                raise TimeoutError(f"nothing happened for {STEP_LIMIT_S:.0f} s")
        except StopIteration:
            self._end_step(True)
        except Exception as error:  # noqa: BLE001 (border: a failed step is reported, the next one is played)
            self._report["errors"].append(f"{self._stage.line.get('name')}: {error}\n{traceback.format_exc()}")
            self._stage.picture(f"failed_{self._stage.line.get('name')}")
            self._end_step(False)

    def _next_step(self) -> None:
        if not self._left:
            self._finish()
            return
        name, function = self._left.pop(0)
        self._stage.line = {"name": name, "what": "", "expected": None, "received": None, "messages": [],
                            "seconds": 0.0, "done": False}
        self._report["steps"].append(self._stage.line)
        self._started = self._waiting_since = time.monotonic()
        self._condition = None
        self._running = function(self._stage)

    def _end_step(self, done: bool) -> None:
        self._stage.line["done"] = done
        self._stage.line["seconds"] = round(time.monotonic() - self._started, 2)
        self._running = None

    def _said(self, message: Any) -> None:
        self._stage.line.setdefault("messages", []).append(message.sentence)
        if message.level == Qgis.MessageLevel.Critical:
            self._report["errors"].append(message.sentence)

    def _logged(self, text: str, tag: str, level: Any) -> None:
        if tag == "Ruhr Smart City" or level == Qgis.MessageLevel.Critical:
            self._report["log"].append(f"{tag}: {text}")
        if level == Qgis.MessageLevel.Critical and tag in ("Python error", "Plugins"):
            self._report["errors"].append(f"{tag}: {text}")

    def _finish(self) -> None:
        self._timer.stop()
        path = Path(os.environ["RUHR_ANSWER"])
        part = path.with_suffix(".part")
        part.write_text(json.dumps(self._report, indent=1, ensure_ascii=False), encoding="utf-8")
        part.rename(path)
