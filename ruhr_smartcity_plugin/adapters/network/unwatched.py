# SPDX-License-Identifier: GPL-2.0-or-later
"""Objects of Qt that are made and deleted outside the main thread, kept from PyQt's watch."""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.adapters.network.main_thread import is_main_thread

_Object = TypeVar("_Object", bound=QObject)


def leave_to_qt(made: _Object) -> _Object:
    """Keep PyQt from watching when `made`, which Qt has made and will delete, is deleted; returns it.

    PyQt 5 hears of it in the main thread, late, and by address only. Meanwhile another thread's new object may live at
    that address, and PyQt would declare it deleted; and its list of watched objects is not safe with threads. A reply,
    the manager of a thread and the manager's cache all need it (measured with four threads: without it for manager and
    cache, one request of 800 failed, or QGIS crashed). We let go of the object before Qt deletes it, so there is
    nothing to hear. Deleting replies in the main thread is no way out (measured: crash within 2500 requests).
    """
    if is_main_thread():
        return made
    with suppress(TypeError):  # "no connections": done before, or a former object of this address is still in use
        made.destroyed.disconnect()
    return made
