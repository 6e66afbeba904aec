# SPDX-License-Identifier: GPL-2.0-or-later
"""The User-Agent through QGIS.

QGIS writes its own User-Agent over every request it sends (measured with 3.40.6); only a request preprocessor comes
after that. Ours touches nothing but requests that carry our attribute.
"""

from __future__ import annotations

import threading
from typing import Callable

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkRequest

# Between User (1000) and UserMax (32767); QGIS itself uses User + 3000 and a few more.
_AGENT = QNetworkRequest.Attribute(1000 + 14711)

_lock = threading.Lock()
_registered: list[str] = []


def introduce_plugin() -> Callable[[], None]:
    """Let requests marked by `introduce` go out under the plugin's name. Returns the undo; may be called twice.

    QGIS keeps its preprocessors in a list without a lock: call it at plugin start, from the main thread. A transport
    used without that (scripts, `qgis_process`) calls it by itself.
    """
    with _lock:
        if not _registered:
            _registered.append(QgsNetworkAccessManager.setRequestPreprocessor(_write_agent))
    return _withdraw


def introduce(request: QNetworkRequest, agent: str) -> None:
    """Mark `request` to be sent with the User-Agent `agent`."""
    introduce_plugin()
    request.setAttribute(_AGENT, agent)


def _write_agent(request: QNetworkRequest) -> None:
    agent = request.attribute(_AGENT)
    if agent:
        request.setRawHeader(b"User-Agent", str(agent).encode("latin-1", errors="replace"))


def _withdraw() -> None:
    with _lock:
        while _registered:
            QgsNetworkAccessManager.removeRequestPreprocessor(_registered.pop())
