# SPDX-License-Identifier: GPL-2.0-or-later
"""Entries of a list or of the browser tree, dragged onto the map or the layer tree: added as the button would do it.

QGIS's drags carry a provider's address; a layer added that way would come without its source note and without anybody
counting whether it is complete. So ours are of the kind "custom", which QGIS hands to the handler registered for it,
and say only which entry it is.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from qgis.core import QgsMimeDataUtils
from qgis.gui import QgsCustomDropHandler
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QMimeData, QObject

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution

MIME_TYPE = "application/x-ruhr-smart-city-dataset"
PROVIDER_KEY = "ruhr_smartcity"  # of the drags only QGIS's own code looks into
FIRST = -1


class Reference(NamedTuple):
    """What is dragged: a data set, which of its resources (`FIRST`: the first that can be loaded), and which layer."""

    portal_root: str
    key: str
    resource: int = FIRST
    layer: str = ""

    def resource_of(self, dataset: Dataset) -> Distribution | None:
        """Return the resource to add, with the layer in its address; None if there is none that can be loaded."""
        if self.resource == FIRST:
            return next((one for one in dataset.distributions if one.is_loadable), None)
        if not 0 <= self.resource < len(dataset.distributions):
            return None
        one = dataset.distributions[self.resource]
        if self.layer and one.is_loadable:
            from ruhr_smartcity_plugin.core.catalogue.ogc_address import naming_address

            return replace(one, url=naming_address(one.kind, one.url, self.layer))
        return one if one.is_loadable else None


def uri_of(dataset: Dataset, resource: int = FIRST, layer: str = "") -> QgsMimeDataUtils.Uri:
    """Return what is dragged in QGIS's form, which its map and its layer tree take."""
    uri = QgsMimeDataUtils.Uri()
    uri.layerType, uri.providerKey, uri.name = "custom", PROVIDER_KEY, dataset.title
    uri.uri = json.dumps(Reference(dataset.portal_root, dataset.key, resource, layer))
    return uri


def mime_of(dataset: Dataset) -> QMimeData:
    """Return what is dragged: which data set it is, and its title for other programs."""
    uri = uri_of(dataset)
    mime = QgsMimeDataUtils.encodeUriList([uri])
    mime.setData(MIME_TYPE, uri.uri.encode("utf-8"))
    mime.setText(dataset.title)
    return mime


def reference_in(mime: QMimeData) -> Reference | None:
    """Return which data set is dragged; None if it is something else, or broken."""
    return _reference(bytes(mime.data(MIME_TYPE)))


def _reference(text: str | bytes) -> Reference | None:
    try:
        found = Reference(*json.loads(text))
    except (ValueError, TypeError):
        return None
    kinds = (str, str, int, str)
    return found if all(isinstance(part, kind) for part, kind in zip(found, kinds)) else None


class RuhrDropHandler(QgsCustomDropHandler):
    """Takes entries dropped on the main window or the layer tree; QGIS hands it drags of our key only."""

    def __init__(self, take: Callable[[Reference], None], on_error: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._take, self._on_error = take, on_error

    def customUriProviderKey(self) -> str:
        """Return the key of the drags it takes."""
        return PROVIDER_KEY

    def canHandleMimeData(self, data: QMimeData) -> bool:
        """Leave everything else to QGIS, whose newer versions take a handler for willing."""
        del data
        return False

    def handleCustomUriDrop(self, uri: QgsMimeDataUtils.Uri) -> None:
        """Add what was dropped."""
        try:
            reference = _reference(uri.uri)
            if reference is not None:
                self._take(reference)
        except Exception as error:  # noqa: BLE001 (border: called by QGIS)
            self._on_error(error)


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
