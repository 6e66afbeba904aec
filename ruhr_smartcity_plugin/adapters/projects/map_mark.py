# SPDX-License-Identifier: GPL-2.0-or-later
"""INTERN on the map itself: drawn by QGIS wherever it draws an internal layer, in saved pictures and PDFs too.

It is a text of the project's own annotations, at the frame of the map, and asks for itself whether the map it is drawn on
shows one of the layers. So it stays in saved projects, and public maps and layouts of the same project carry none.
"""

from __future__ import annotations

from typing import Iterable, List

from qgis.core import (
    Qgis,
    QgsAnnotationRectangleTextItem,
    QgsExpression,
    QgsMapLayer,
    QgsMargins,
    QgsProject,
    QgsRectangle,
    QgsTextBufferSettings,
    QgsTextFormat,
)
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QColor, QFont

from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK
from ruhr_smartcity_plugin.translation import tr

_SIGN = "/* ruhr_internal_mark */"
# In parts of the map's frame; QGIS lays the middle of the text's box upon the middle of this. Small maps cut a box at
# the left, so it stands in the middle at the top.
_PLACE, _SIZE_MM, _POINTS, _HALO_MM = QgsRectangle(0.0, 0.0, 1.0, 0.12), QSizeF(80.0, 8.0), 13, 0.9
_RED = "#b00020"  # on white


def mark_maps(project: QgsProject, internal: Iterable[QgsMapLayer]) -> None:
    """Let every map of a project that shows one of these layers carry the mark; without layers there is none."""
    ids = sorted(_drawn_as(project, internal))
    condition = _condition(ids) if ids else ""
    annotations = project.mainAnnotationLayer()
    marks = {key: item.text() for key, item in annotations.items().items()
             if isinstance(item, QgsAnnotationRectangleTextItem) and _SIGN in item.text()}
    fitting = [key for key, text in marks.items() if condition and text.startswith(condition)]
    for key in set(marks) - set(fitting[:1]):
        annotations.removeItem(key)
    if condition and not fitting:
        words = tr("{mark} – not to be passed on").format(mark=INTERNAL_MARK)
        annotations.addItem(_mark("".join((condition, QgsExpression.quotedString(words), ", '') %]"))))


def _drawn_as(project: QgsProject, internal: Iterable[QgsMapLayer]) -> List[str]:
    """Return the ids under which the map draws the layers: groups that are drawn as one layer hide theirs."""
    ids = []
    for layer in internal:
        ids.append(layer.id())
        node = project.layerTreeRoot().findLayer(layer.id())
        parent = node.parent() if node is not None else None
        while parent is not None and parent.parent() is not None:
            if parent.groupLayer() is not None:
                ids.append(parent.groupLayer().id())
            parent = parent.parent()
    return list(dict.fromkeys(ids))


def _condition(ids: List[str]) -> str:
    """A map that does not say what it shows is marked. Ids only: a drawing thread that asks for a layer waits for ever
    where the main thread waits for the drawing."""
    listed = ", ".join(map(QgsExpression.quotedString, ids))
    return "".join(("[% ", _SIGN, " if(@map_layer_ids IS NULL OR array_intersect(@map_layer_ids, array(", listed, ")), "))


def _mark(text: str) -> QgsAnnotationRectangleTextItem:
    mark = QgsAnnotationRectangleTextItem(text, _PLACE)
    mark.setPlacementMode(Qgis.AnnotationPlacementMode.RelativeToMapFrame)
    mark.setFixedSize(_SIZE_MM)
    mark.setFixedSizeUnit(Qgis.RenderUnit.Millimeters)
    mark.setMargins(QgsMargins())
    mark.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    # A box would be drawn without words, too.
    mark.setBackgroundEnabled(False)
    mark.setFrameEnabled(False)
    font = QFont()
    font.setBold(True)
    words, halo = QgsTextFormat(), QgsTextBufferSettings()
    words.setFont(font)
    words.setSize(_POINTS)
    words.setColor(QColor(_RED))
    halo.setEnabled(True)
    halo.setSize(_HALO_MM)
    halo.setColor(QColor("white"))
    words.setBuffer(halo)
    mark.setFormat(words)
    return mark
