# SPDX-License-Identifier: GPL-2.0-or-later
"""Entries of a list, dragged onto the map: the map takes the entry, and it is added as the button would add it.

QGIS's own kind of drag (a provider's address) is not used: a layer added that way would come without its source note
and without anybody counting whether it is complete.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QMimeData, QObject

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset

MIME_TYPE = "application/x-ruhr-smart-city-dataset"
Reference = Tuple[str, str]  # root of the portal, key of the data set


def mime_of(dataset: Dataset) -> QMimeData:
    """Return what is dragged: which data set it is, and its title for other programs."""
    mime = QMimeData()
    mime.setData(MIME_TYPE, json.dumps([dataset.portal_root, dataset.key]).encode("utf-8"))
    mime.setText(dataset.title)
    return mime


def reference_in(mime: QMimeData) -> Reference | None:
    """Return which data set is dragged; None if it is something else, or broken."""
    try:
        root, key = json.loads(bytes(mime.data(MIME_TYPE)).decode("utf-8"))
    except (ValueError, TypeError):
        return None
    return (root, key) if isinstance(root, str) and isinstance(key, str) else None


class CanvasDrop(QObject):
    """Lets the map take entries; everything else that is dropped there is QGIS's own."""

    def __init__(self, canvas: Any, take: Callable[[Reference], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._viewport, self._take = canvas.viewport(), take
        self._viewport.installEventFilter(self)

    def close(self) -> None:
        """Leave the map alone again."""
        if not sip.isdeleted(self._viewport):
            self._viewport.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags of our kind."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        reference = reference_in(event.mimeData()) if event.mimeData().hasFormat(MIME_TYPE) else None
        if reference is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(reference)
        return True
