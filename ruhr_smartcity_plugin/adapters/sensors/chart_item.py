# SPDX-License-Identifier: GPL-2.0-or-later
"""A chart in a print layout: a drawing that lies in the project, with title, sources and licence in it."""

from __future__ import annotations

import base64
from typing import List

from qgis.core import (
    QgsLayoutItem,
    QgsLayoutItemPicture,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsUnitTypes,
)

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

ID_START = "ruhr_chart "
_MARGIN_MM = 10.0
_COLUMNS = 2
_MILLIMETRES = QgsUnitTypes.LayoutUnit.LayoutMillimeters


def layout_names(project: QgsProject) -> List[str]:
    """Return the names of the project's print layouts, reports left out: their pages are made while printing."""
    found = project.layoutManager().layouts()
    return sorted((one.name() for one in found if isinstance(one, QgsPrintLayout)), key=str.casefold)


def put_chart(project: QgsProject, layout_name: str | None, svg: bytes, title: str, ratio: float) -> str:
    """Put a drawing into the layout of that name, into a new one without; return its name.

    A chart of the same title that is there already is replaced where it lies. The drawing is kept in the project
    itself: no file has to travel with it. `ratio` is its width by its height.

    Raises
    ------
    InputError
        There is no such layout any more.
    """
    layout = _new_layout(project, title) if layout_name is None else project.layoutManager().layoutByName(layout_name)
    if not isinstance(layout, QgsPrintLayout):
        raise InputError(tr("There is no print layout “{name}” any more.").format(name=layout_name))
    picture = _find(layout, ID_START + title)
    if picture is None:
        picture = _add(layout, ID_START + title, ratio)
    picture.setPicturePath("base64:" + base64.b64encode(svg).decode("ascii"), QgsLayoutItemPicture.Format.FormatSVG)
    picture.refreshPicture()
    project.setDirty(True)
    return layout.name()


def _find(layout: QgsPrintLayout, item_id: str) -> QgsLayoutItemPicture | None:
    found = (one for one in layout.items() if isinstance(one, QgsLayoutItemPicture) and one.id() == item_id)
    return next(found, None)


def _add(layout: QgsPrintLayout, item_id: str, ratio: float) -> str:
    """Add an item half as wide as the first page: in its lower left corner, others above it and then at the right."""
    picture = QgsLayoutItemPicture(layout)
    picture.setId(item_id)
    picture.setResizeMode(QgsLayoutItemPicture.ResizeMode.Zoom)
    count = sum(1 for one in layout.items() if isinstance(one, QgsLayoutItem) and one.id().startswith(ID_START))
    layout.addLayoutItem(picture)
    page = layout.pageCollection().page(0).pageSize()
    width = (page.width() - (_COLUMNS + 1) * _MARGIN_MM) / _COLUMNS
    height = min(width / ratio, page.height() - 2 * _MARGIN_MM)
    rows = max(int((page.height() - 2 * _MARGIN_MM) / height), 1)
    column, row = divmod(count % (rows * _COLUMNS), rows)
    left, top = _MARGIN_MM + column * (width + _MARGIN_MM), page.height() - _MARGIN_MM - (row + 1) * height
    picture.attemptMove(QgsLayoutPoint(left, top, _MILLIMETRES))
    picture.attemptResize(QgsLayoutSize(width, height, _MILLIMETRES))
    return picture


def _new_layout(project: QgsProject, title: str) -> QgsPrintLayout:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    name = title or tr("Chart")
    taken = {one.name() for one in project.layoutManager().layouts()}
    layout.setName(next(one for one in (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
                        if one not in taken))
    project.layoutManager().addLayout(layout)
    return layout
