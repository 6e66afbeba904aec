# SPDX-License-Identifier: GPL-2.0-or-later
"""The series of a chart: colour, name, axis, and a button to take one away."""

from __future__ import annotations

from typing import Mapping, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from qgis.PyQt.QtWidgets import QHeaderView, QSizePolicy, QToolButton, QTreeWidget, QTreeWidgetItem, QWidget

from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import Side
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink, screen_ink
from ruhr_smartcity_plugin.gui.sensors.chart.line_painter import trace_pen
from ruhr_smartcity_plugin.translation import tr

_NAME, _AXIS, _VALUE, _REMOVE = range(4)
_MOST_ROWS = 4
_KEY_ROLE = Qt.ItemDataRole.UserRole
_UNIT_ROLE = Qt.ItemDataRole.UserRole + 1


class TraceList(QTreeWidget):
    """One row per series. Delete, or the button in the row, takes a series away."""

    removed = pyqtSignal(object)  # key of the trace
    chosen = pyqtSignal(object)  # key of the trace

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace_list")
        self.setAccessibleName(tr("Series in the chart"))
        self.setColumnCount(4)
        self.setHeaderLabels([tr("Series"), tr("Axis"), tr("Value"), ""])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        line = self.fontMetrics().height()
        self.setIconSize(QSize(line * 7 // 4, line))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (_AXIS, _VALUE, _REMOVE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._tell)

    def show_traces(self, traces: Sequence[Trace], sides: Mapping[str, Side], title: str) -> None:
        """List the traces below a title; `sides` tells the axis of each unit. The chosen one stays chosen."""
        kept = self.current_key()
        self.headerItem().setText(_NAME, title)
        self.blockSignals(True)
        self.clear()
        for trace, label in zip(traces, short_labels(traces)):
            self._add(trace, label, sides[trace.axis_unit])
            if trace.key == kept or not self.currentItem():
                self.setCurrentItem(self.topLevelItem(self.topLevelItemCount() - 1))
        self.blockSignals(False)
        self.updateGeometry()

    def show_values(self, values: Mapping[object, str]) -> None:
        """Show values beside the series, by their keys: those at the cursor; without values the units."""
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            item.setText(_VALUE, values.get(item.data(_NAME, _KEY_ROLE), item.data(_NAME, _UNIT_ROLE)))

    def current_key(self) -> object:
        """Return the key of the chosen trace; None without one."""
        item = self.currentItem()
        return None if item is None else item.data(_NAME, _KEY_ROLE)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to four; more are scrolled to."""
        rows = min(max(self.topLevelItemCount(), 1), _MOST_ROWS)
        height = self.header().sizeHint().height() + rows * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Room for the head and one row."""
        return QSize(self.fontMetrics().horizontalAdvance("0") * 16, self.fontMetrics().height() * 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current_key() is not None:
            self.removed.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def _add(self, trace: Trace, label: str, side: Side) -> None:
        axis = {Side.LEFT: tr("left"), Side.RIGHT: tr("right")}[side]
        item = QTreeWidgetItem(self, [label, axis, trace.unit, ""])
        item.setTextAlignment(_VALUE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(_NAME, _KEY_ROLE, trace.key)
        item.setData(_NAME, _UNIT_ROLE, trace.unit)
        item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, f"{trace.station}, {trace.title}")
        item.setIcon(_NAME, line_icon(trace, side, screen_ink(self.palette()), self.iconSize()))
        button = QToolButton(self)
        button.setObjectName(f"remove_trace_{self.topLevelItemCount() - 1}")
        button.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        button.setAutoRaise(True)
        button.setAccessibleName(tr("Remove “{series}” from the chart").format(series=label))
        button.setToolTip(button.accessibleName())
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _checked=False: self.removed.emit(trace.key))
        self.setItemWidget(item, _REMOVE, button)

    def _tell(self) -> None:
        self.chosen.emit(self.current_key())


def line_icon(trace: Trace, side: Side, ink: Ink, size: QSize) -> QIcon:
    """Return a piece of the trace's line."""
    pixmap = QPixmap(size)
    pixmap.fill(ink.base_colour())
    painter = QPainter(pixmap)
    painter.setPen(trace_pen(ink.trace_colour(trace.number), side, 3.0))
    middle = QRectF(pixmap.rect()).center().y()
    painter.drawLine(0, round(middle), size.width(), round(middle))
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt tints it with the colour of the selection
    return icon
