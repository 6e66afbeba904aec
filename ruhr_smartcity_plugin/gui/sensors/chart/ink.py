# SPDX-License-Identifier: GPL-2.0-or-later
"""The colours a chart is painted with: those of the theme on screen, black on white on paper."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtGui import QColor, QPalette

from ruhr_smartcity_plugin.core.sensors.charting.colours import Rgb, mixed, trace_colour

_GRID, _STRONG_GRID = 0.22, 0.5


@dataclass(frozen=True)
class Ink:
    """Ground and text; all other colours follow from them."""

    base: Rgb
    text: Rgb

    def base_colour(self) -> QColor:
        """Return the colour of the ground."""
        return QColor(*self.base)

    def text_colour(self) -> QColor:
        """Return the colour of letters and of what has to stand out most."""
        return QColor(*self.text)

    def grid_colour(self, *, is_strong: bool = False) -> QColor:
        """Return the colour of lines one reads by."""
        return QColor(*mixed(self.text, self.base, _STRONG_GRID if is_strong else _GRID))

    def trace_colour(self, number: int) -> QColor:
        """Return the colour of a trace; it stands out from the ground."""
        return QColor(*trace_colour(number, self.base, self.text))


PAPER = Ink((255, 255, 255), (0, 0, 0))


def screen_ink(palette: QPalette) -> Ink:
    """Return the ink of a widget's theme."""
    return Ink(_rgb(palette.color(QPalette.ColorRole.Base)), _rgb(palette.color(QPalette.ColorRole.Text)))


def _rgb(colour: QColor) -> Rgb:
    return colour.red(), colour.green(), colour.blue()
