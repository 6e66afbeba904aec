# SPDX-License-Identifier: GPL-2.0-or-later
"""Where lines, axes and marks of a chart go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QFontMetricsF

from ruhr_smartcity_plugin.core.sensors.charting.strokes import Strokes, make_strokes
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import Side, ValueAxis, sides_of, value_axis
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import TimeAxis
from ruhr_smartcity_plugin.gui.sensors.wording import number_text


@dataclass(frozen=True)
class LineContent:
    """What a chart of lines shows; `title` is read out and stands on exports."""

    traces: Tuple[Trace, ...]
    title: str = ""

    def sides(self) -> Dict[str, Side]:
        """Return the side of each unit."""
        return sides_of([one.axis_unit for one in self.traces])


class LineLayout:
    """The plot's rectangle inside a frame, with the strokes and marks for it."""

    def __init__(self, content: LineContent, window: TimeWindow, frame: QRectF, metrics: QFontMetricsF) -> None:
        # One column per pixel of the frame: a little finer than the plot, and known before the axes are.
        self.columns = max(int(frame.width()), 1)
        self.strokes: List[Strokes] = [make_strokes(one, window, self.columns) for one in content.traces]
        self.count = sum(one.count for one in self.strokes)
        line, digit = metrics.height(), metrics.horizontalAdvance("0")
        rows = max(int(frame.height() / (line * 3.0)), 2)
        self.axes = _axes(content, self.strokes, rows)
        widths = dict.fromkeys(Side, digit * 0.7)
        for axis in self.axes.values():
            widths[axis.side] = max(metrics.horizontalAdvance(axis_text(axis, one)) for one in axis.marks) + digit * 1.5
        left, right, top = widths[Side.LEFT], max(widths[Side.RIGHT], digit * 2.0), line * 1.6
        self.plot = QRectF(frame.left() + left, frame.top() + top, max(frame.width() - left - right, 10.0),
                           max(frame.height() - top - line * 1.9, 10.0))
        self.time_axis = TimeAxis(window, self.plot, metrics)

    def y_of(self, axis: ValueAxis, value):
        """Return the y of a value (number or array) on an axis."""
        return self.plot.bottom() - (value - axis.low) / (axis.high - axis.low) * self.plot.height()


def axis_text(axis: ValueAxis, value: float) -> str:
    """Return the text of a mark of a value axis."""
    return number_text(value, axis.decimals)


def _axes(content: LineContent, strokes: Sequence[Strokes], most: int) -> Dict[str, ValueAxis]:
    """Return the axis of each unit, for the values that are seen."""
    axes = {}
    for unit, side in content.sides().items():
        spans = [one.span for trace, one in zip(content.traces, strokes) if trace.axis_unit == unit and one.span]
        low, high = (min(one[0] for one in spans), max(one[1] for one in spans)) if spans else (0.0, 1.0)
        axes[unit] = value_axis(unit, side, low, high, most)
    return axes
