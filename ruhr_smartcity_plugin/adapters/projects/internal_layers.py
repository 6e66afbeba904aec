# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers show what is internal, and the mark that a layout with such a layer carries."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Tuple

from qgis.core import (
    QgsFeatureRequest,
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProviderRegistry,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QFont

from ruhr_smartcity_plugin.adapters.layers.layout_notes import layers_of_layout
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import is_register
from ruhr_smartcity_plugin.adapters.projects.register_layers import VIEW_PROPERTY
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES
from ruhr_smartcity_plugin.core.projects.export_text import MARKING
from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK
from ruhr_smartcity_plugin.core.projects.master import MASTER_TABLES
from ruhr_smartcity_plugin.translation import tr

MARK_ID = "ruhr_internal_mark"
_PUBLIC_VIEWS = frozenset(("project_points", "project_lines", "project_areas", "vocabulary"))
# Only for layers with one of these names it is worth looking into the file.
_TABLES = frozenset(("project", "comment", "change", "outbox", "conflict", "sync_base", "sync_comment",
                     *(one.name for one in CHILD_TABLES), *(table for table, _attribute, _column in CODE_TABLES),
                     *(one.name for one in MASTER_TABLES)))
# What tables of a register in a database have in common; its vocabulary is for everybody.
_COLUMNS = frozenset(("changed_by", "changed_at"))
_LOCAL_TABLES = frozenset(("ogr", "memory", "delimitedtext"))
_RED = "#b00020"  # on white
_MARGIN_MM, _HEIGHT_MM, _WIDTH_MM, _POINTS = 5.0, 9.0, 90.0, 14


def is_internal_layer(layer: QgsMapLayer) -> bool:
    """Answer whether a layer shows what is internal: a view or table of a register that is not for everybody, or a
    layer of an internal export."""
    if layer is None or not isinstance(layer, QgsVectorLayer):
        return False
    view = layer.customProperty(VIEW_PROPERTY) or ""
    if view:
        return view not in _PUBLIC_VIEWS
    if _is_marked_table(layer):
        return True
    if layer.providerType() not in ("ogr", "postgres"):
        return False
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    name = str(parts.get("layerName") or parts.get("table") or "")
    if name.endswith(("_internal", f"_{INTERNAL_MARK}")):
        return True
    path = str(parts.get("path") or "")
    if layer.providerType() == "postgres":
        return name in _TABLES and set(layer.fields().names()) >= _COLUMNS
    return name in _TABLES and path.lower().endswith(".gpkg") and _is_register(path)


def _is_marked_table(layer: QgsVectorLayer) -> bool:
    """Answer whether the rows of a table say themselves that they are internal, as those of exports and reports do."""
    if layer.providerType() not in _LOCAL_TABLES or MARKING not in layer.fields().names():
        return False
    first = next(layer.getFeatures(QgsFeatureRequest().setLimit(1)), None)
    return first is not None and first[MARKING] == INTERNAL_MARK


@lru_cache(maxsize=64)
def _is_register(path: str) -> bool:
    try:
        return is_register(Path(path))
    except (RuhrError, OSError):
        return False


def internal_layers_of(layout: QgsLayout) -> Tuple[QgsMapLayer, ...]:
    """Return the internal layers that a layout shows, or whose values the labels of its atlas can write."""
    atlas = layout.atlas() if isinstance(layout, QgsPrintLayout) else None
    walked = atlas.coverageLayer() if atlas is not None and atlas.enabled() else None
    return tuple(one for one in (*layers_of_layout(layout), walked) if is_internal_layer(one))


def has_mark(layout: QgsLayout) -> bool:
    """Answer whether the mark is on every page of a layout and will be printed."""
    return all(_is_printed(layout.itemById(_mark_id(page))) for page in range(layout.pageCollection().pageCount()))


def put_mark(layout: QgsLayout) -> None:
    """Write INTERN in the upper left corner of each page, over everything else; a hidden mark comes back."""
    for page in range(layout.pageCollection().pageCount()):
        if not _is_printed(layout.itemById(_mark_id(page))):
            _put_on_page(layout, page)


def _mark_id(page: int) -> str:
    return f"{MARK_ID}_{page + 1}" if page else MARK_ID


def _is_printed(mark: QgsLayoutItem | None) -> bool:
    return (isinstance(mark, QgsLayoutItemLabel) and INTERNAL_MARK in mark.text() and mark.isVisible()
            and not mark.excludeFromExports())


def _put_on_page(layout: QgsLayout, page: int) -> None:
    old = layout.itemById(_mark_id(page))
    if isinstance(old, QgsLayoutItem):
        layout.removeLayoutItem(old)
    mark = QgsLayoutItemLabel(layout)
    mark.setId(_mark_id(page))
    mark.setText(tr("{mark} – not to be passed on").format(mark=INTERNAL_MARK))
    text = QgsTextFormat()
    font = QFont()
    font.setBold(True)
    text.setFont(font)
    text.setSize(_POINTS)
    text.setColor(QColor(_RED))
    mark.setTextFormat(text)
    mark.setBackgroundEnabled(True)
    mark.setBackgroundColor(QColor("white"))
    mark.setFrameEnabled(True)
    mark.setFrameStrokeColor(QColor(_RED))
    mark.setMarginX(1.0)
    mark.setMarginY(1.0)
    unit = QgsUnitTypes.LayoutUnit.LayoutMillimeters
    mark.attemptResize(QgsLayoutSize(_WIDTH_MM, _HEIGHT_MM, unit))
    mark.attemptMove(QgsLayoutPoint(_MARGIN_MM, _MARGIN_MM, unit), page=page)
    layout.addLayoutItem(mark)
    layout.moveItemToTop(mark)
