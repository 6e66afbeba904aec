# SPDX-License-Identifier: GPL-2.0-or-later
"""How lists look in all rooms: two lines per entry, an icon, states in words."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt
from qgis.PyQt.QtGui import QFont, QIcon, QPainter, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

_FIRST = int(getattr(Qt.ItemDataRole.UserRole, "value", Qt.ItemDataRole.UserRole))
RECORD_ROLE = _FIRST  # the record behind a row
SECOND_LINE_ROLE = _FIRST + 1  # text below the title
SIDE_ROLE = _FIRST + 2  # text at the right end of the first line
SECOND_ICON_ROLE = _FIRST + 3  # icon beside the second line
MUTED_ROLE = _FIRST + 4  # True: the icon is drawn as switched off


class TwoLineDelegate(QStyledItemDelegate):
    """Draws title over details; each is one line, shortened to the width. Sizes follow the font."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        """Return two lines and a margin; the width is the list's."""
        return QSize(0, 2 * option.fontMetrics.height() + 2 * _margin(option))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one entry."""
        self.initStyleOption(option, index)
        option.icon, option.text = QIcon(), ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        margin, line = _margin(option), option.fontMetrics.height()
        box = option.rect.adjusted(margin, margin, -margin, -margin)
        self._draw_icons(painter, box, line, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorGroup.Active, role))
        text = QRect(box.left() + line + 2 * margin, box.top(), box.width() - line - 2 * margin, line)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        _draw_first_line(painter, text, index, margin)
        painter.setFont(option.font)
        _draw_elided(painter, text.translated(0, line), index.data(SECOND_LINE_ROLE))
        painter.restore()

    @staticmethod
    def _draw_icons(painter: QPainter, box: QRect, line: int, index: QModelIndex) -> None:
        icon, second = index.data(Qt.ItemDataRole.DecorationRole), index.data(SECOND_ICON_ROLE)
        mode = QIcon.Mode.Disabled if index.data(MUTED_ROLE) else QIcon.Mode.Normal
        if icon is not None:
            icon.paint(painter, box.left(), box.top(), line, line, Qt.AlignmentFlag.AlignCenter, mode)
        if second is not None:
            second.paint(painter, box.left(), box.top() + line, line, line)


def _margin(option: QStyleOptionViewItem) -> int:
    return max(2, option.fontMetrics.height() // 4)


def _draw_first_line(painter: QPainter, box: QRect, index: QModelIndex, margin: int) -> None:
    side = index.data(SIDE_ROLE)
    if side:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(side, Qt.TextElideMode.ElideRight, box.width() // 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        box = box.adjusted(0, 0, -metrics.horizontalAdvance(shown) - 2 * margin, 0)
    _draw_elided(painter, box, index.data())


def _draw_elided(painter: QPainter, box: QRect, text: str | None) -> None:
    # One line each: a line break in a title must not push the second line out.
    plain = " ".join((text or "").split())
    shown = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
