# SPDX-License-Identifier: GPL-2.0-or-later
"""Red that can be read on the theme in use, for what must not be missed."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

ON_LIGHT, ON_DARK = "#b3261e", "#ff8a80"  # contrast of at least 4.5 to 1 on white and on #323232
_MIDDLE = 128


def alarm_colour(palette: QPalette) -> QColor:
    """Return the red for text on the window background of `palette`."""
    is_dark = palette.color(QPalette.ColorRole.Window).lightness() < _MIDDLE
    return QColor(ON_DARK if is_dark else ON_LIGHT)
