# SPDX-License-Identifier: GPL-2.0-or-later
"""The extent of a data set as an outline on the map."""

from __future__ import annotations

from qgis.core import Qgis, QgsCsException, QgsGeometry, QgsRectangle
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor, QPalette

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.gui.catalogue.extent_view import degrees_to_map, show_extent
from ruhr_smartcity_plugin.gui.workbench import Workbench

_PIXELS = 3
_STEPS = 20  # points per side, so that the sides bend as they do in the map's system
_MARGIN = 0.05


class ExtentBand:
    """Draws at most one extent; nothing is left on the canvas after `clear`."""

    def __init__(self, bench: Workbench) -> None:
        self._bench, self._canvas = bench, bench.canvas
        self._band: QgsRubberBand | None = None

    @property
    def is_shown(self) -> bool:
        """Answer whether an extent is on the map."""
        return self._band is not None and not sip.isdeleted(self._band)

    def show(self, extent_4326: Extent4326) -> bool:
        """Draw an extent instead of the one before; answers False where it cannot be drawn."""
        self.clear()
        way = degrees_to_map(self._bench)
        if way is None or not is_usable(extent_4326):
            return False
        outline = _outline(extent_4326)
        try:
            outline.transform(way)
        except QgsCsException:
            return False
        self._band = QgsRubberBand(self._canvas, Qgis.GeometryType.Polygon)
        colour = self._canvas.palette().color(QPalette.ColorRole.Highlight)
        self._band.setStrokeColor(colour)
        self._band.setSecondaryStrokeColor(QColor(255, 255, 255, 160))  # readable on dark and on light maps
        self._band.setFillColor(QColor(colour.red(), colour.green(), colour.blue(), 30))
        self._band.setWidth(_PIXELS)
        self._band.setToGeometry(outline, None)
        return True

    def zoom(self, extent_4326: Extent4326) -> bool:
        """Show the extent on the whole canvas; answers False where that is not possible."""
        return is_usable(extent_4326) and show_extent(self._bench, extent_4326, _MARGIN)

    def clear(self) -> None:
        """Take the outline off the map. Safe to call at any time."""
        if self.is_shown:
            self._canvas.scene().removeItem(self._band)
            sip.delete(self._band)
        self._band = None


def is_usable(extent_4326: Extent4326 | None) -> bool:
    """Answer whether an extent is a box on the globe.

    >>> is_usable((6.9, 51.4, 7.4, 51.6)), is_usable((7.4, 51.4, 6.9, 51.6)), is_usable((0.0, 0.0, 500.0, 1.0))
    (True, False, False)
    """
    if extent_4326 is None:
        return False
    west, south, east, north = extent_4326
    return -180.0 <= west <= east <= 180.0 and -90.0 <= south <= north <= 90.0 and (west, south) != (east, north)


def _outline(extent_4326: Extent4326) -> QgsGeometry:
    return QgsGeometry.fromRect(QgsRectangle(*extent_4326)).densifyByCount(_STEPS)
