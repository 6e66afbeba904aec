# SPDX-License-Identifier: GPL-2.0-or-later
"""Waiting for the network: where it is allowed, and how without standing still."""

from __future__ import annotations

import threading

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEventLoop, QTimer

from ruhr_smartcity_plugin.core.errors import MainThreadError
from ruhr_smartcity_plugin.translation import tr

# What QgsApplication.platform() says in the QGIS window; scripts and tests are "external".
_DESKTOP = "desktop"


def is_main_thread() -> bool:
    """Answer whether this is the thread of the application, in which QGIS started Python.

    Python is asked, not Qt: a `QThread` in Python's hands is one of the objects `unwatched.leave_to_qt` tells of.
    """
    return threading.current_thread() is threading.main_thread()


def refuse_to_freeze() -> None:
    """Raise `MainThreadError` in the main thread of the QGIS window, where waiting for a service would freeze it.

    Scripts, tests and `qgis_process` have nobody at the window and may wait.
    """
    if is_main_thread() and QgsApplication.platform() == _DESKTOP:
        sentence = tr(
            "The plugin was to ask a service in a way that would freeze QGIS, and stopped itself. "
            "In a script of your own, run this in a task (QgsTask). Otherwise, please report it."
        )
        raise MainThreadError(sentence, "blocking request on the main thread: run it in a job of adapters.tasks")


def wait(seconds: float) -> None:
    """Wait while the event loop of this thread keeps turning.

    A thread that fetches sends its questions (certificate, log-in, proxy) to the main thread and stops until they are
    answered: whoever waits for such a thread on the main thread must wait like this.
    """
    loop = QEventLoop()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(max(1, round(seconds * 1000)))
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
