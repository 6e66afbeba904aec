# SPDX-License-Identifier: GPL-2.0-or-later
"""Lets the connections of a test end with it.

Each test has servers of its own, so that thousands of addresses are spoken to. Qt 5 keeps their idle connections for
two minutes, and when several expire shortly one after the other, its network threads turn in a loop without waiting:
the timer of the next one is rounded to 0 ms (measured: a core at 100 % for minutes, a third of the whole run).
"""

from __future__ import annotations

from qgis.core import QgsNetworkAccessManager

from ruhr_smartcity_plugin.adapters import tasks
from ruhr_smartcity_plugin.adapters.network.unwatched import leave_to_qt


def close_idle_connections() -> None:
    """Close what this thread holds open."""
    leave_to_qt(QgsNetworkAccessManager.instance()).clearConnectionCache()


def close_after_tasks() -> None:
    """Let each task of the plugin close what its thread holds open; for the rest of the process."""
    run = tasks._JobTask.run

    def run_and_close(task: tasks._JobTask) -> bool:
        try:
            return run(task)
        finally:
            close_idle_connections()

    tasks._JobTask.run = run_and_close
