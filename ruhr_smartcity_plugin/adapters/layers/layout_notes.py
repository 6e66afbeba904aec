# SPDX-License-Identifier: GPL-2.0-or-later
"""Source notes in print layouts and reports: one label that is kept up to date, and a judgement on what lacks it."""

from __future__ import annotations

from enum import Enum
from typing import Iterator, List, Tuple

from qgis.core import (
    Qgis,
    QgsAbstractReportSection,
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemElevationProfile,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutObject,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsMapLayer,
    QgsMasterLayoutInterface,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsReport,
    QgsReportSectionFieldGroup,
    QgsReportSectionLayout,
    QgsTextRenderer,
    QgsUnitTypes,
)

from ruhr_smartcity_plugin.adapters.layers.source_notes import notes_of_layers, single_layers, visible_layers
from ruhr_smartcity_plugin.core.catalogue.source_notes import Duty, SourceNote, label_text, missing_from
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

LABEL_ID = "ruhr_source_notes"
_MARGIN_MM, _NOTE_HEIGHT_MM, _LEGEND_WIDTH_MM = 10.0, 24.0, 60.0
_TOLERANCE_MM = 0.5  # letters' own leading


class NotesState(Enum):
    """Does a layout name the sources of what it shows?"""

    NOT_NEEDED = "not needed"
    COMPLETE = "complete"
    MISSING = "missing"  # no label of ours
    OUTDATED = "outdated"  # a label, but sources are missing from it
    CUT = "cut"  # all there, but the label is too small to print them
    UNKNOWN = "unknown"  # nobody said what the data may be used for

    def text(self) -> str:
        """Return the words the user sees."""
        return {
            NotesState.NOT_NEEDED: tr("no source note needed"),
            NotesState.COMPLETE: tr("all sources named"),
            NotesState.MISSING: tr("source notes missing"),
            NotesState.OUTDATED: tr("source notes incomplete"),
            NotesState.CUT: tr("source notes do not fit into their label"),
            NotesState.UNKNOWN: tr("licences not stated: ask the publishers"),
        }[self]


# What is worse comes first; a report is as bad as the worst of its layouts.
_FROM_WORST = (NotesState.MISSING, NotesState.OUTDATED, NotesState.CUT, NotesState.UNKNOWN, NotesState.COMPLETE,
               NotesState.NOT_NEEDED)  # fmt: skip


def layouts_of(document: QgsMasterLayoutInterface) -> Tuple[QgsLayout, ...]:
    """Return what a layout or a report of the project prints: itself, or the layouts of its sections with pages."""
    if not isinstance(document, QgsReport):
        return (document,)
    layouts = _layouts_of_section(document)
    return tuple(one for one in layouts if one is not None and one.pageCollection().pageCount())


def _layouts_of_section(section: QgsAbstractReportSection) -> Iterator[QgsLayout | None]:
    """Give header, body, sections below and footer; a part that is switched on may have no layout yet."""
    if section.headerEnabled():
        yield section.header()
    if isinstance(section, (QgsReportSectionLayout, QgsReportSectionFieldGroup)) and section.bodyEnabled():
        yield section.body()
    for child in section.childSections():
        yield from _layouts_of_section(child)
    if section.footerEnabled():
        yield section.footer()


def judge_document(document: QgsMasterLayoutInterface) -> Tuple[NotesState, Tuple[SourceNote, ...]]:
    """Return as `judge_layout`, of a report the worst state of its layouts and the notes any of them lacks."""
    judged = [judge_layout(one) for one in layouts_of(document)]
    state = min((state for state, _missing in judged), key=_FROM_WORST.index, default=NotesState.NOT_NEEDED)
    return state, tuple({note.text: note for _state, missing in judged for note in missing}.values())


def put_notes_into(document: QgsMasterLayoutInterface) -> Tuple[QgsLayout, ...]:
    """Write the source notes into a layout, or into each layout of a report that shows layers; return those.

    Raises
    ------
    InputError
        As `put_notes`; nothing was written.
    """
    layouts = layouts_of(document)
    if isinstance(document, QgsReport):
        layouts = tuple(one for one in layouts if label_text(notes_of_layers(layers_of_layout(one))))
        if not layouts:
            raise InputError(tr("No source is known for the layers of this report, so there is nothing to print."))
    for layout in layouts:
        put_notes(layout)
    return layouts


def layers_of_layout(layout: QgsLayout) -> Tuple[QgsMapLayer, ...]:
    """Return the layers a layout shows: of its maps, attribute tables and elevation profiles.

    A map shows locked layers, those of a theme, or the project's visible ones.
    """
    shown = [layer for item in _maps(layout) for layer in _layers_of_map(item, layout.project())]
    for item in layout.items():
        if isinstance(item, QgsLayoutItemElevationProfile) and _is_printed(item):
            shown += item.layers()
    for item in layout.multiFrames():
        if isinstance(item, QgsLayoutItemAttributeTable) and any(map(_is_printed, item.frames())):
            shown.append(item.sourceLayer())
    return single_layers(layer for layer in shown if layer is not None)


def _layers_of_map(item: QgsLayoutItemMap, project: QgsProject) -> List[QgsMapLayer]:
    themes, theme = project.mapThemeCollection(), item.followVisibilityPresetName()
    if not item.followVisibilityPreset():
        found = list(item.layers() or visible_layers(project))
    elif themes.hasMapTheme(theme):
        found = themes.mapThemeVisibleLayers(theme)
    else:  # QGIS draws the layers that are switched on where a theme is gone
        found = list(visible_layers(project))
    chosen, kinds = item.dataDefinedProperties(), QgsLayoutObject.DataDefinedProperty
    if chosen.isActive(kinds.MapStylePreset) or chosen.isActive(kinds.MapLayers):
        # An atlas chooses them anew on each page; one text stands on all of them.
        for name in themes.mapThemes():
            found += themes.mapThemeVisibleLayers(name)
        found += item.layersToRender()
    return found


def judge_layout(layout: QgsLayout) -> Tuple[NotesState, Tuple[SourceNote, ...]]:
    """Return whether a layout names its sources, and the notes that are missing.

    Any label counts, not only ours: who writes the notes by hand is not accused.
    """
    notes = notes_of_layers(layers_of_layout(layout))
    if not any(one.belongs_on_map for one in notes):
        is_unknown = any(one.duty is Duty.UNKNOWN for one in notes)
        return (NotesState.UNKNOWN if is_unknown else NotesState.NOT_NEEDED), ()
    labels = [one for one in layout.items() if isinstance(one, QgsLayoutItemLabel) and _is_printed(one)]
    shown = "\n".join(item.currentText() for item in labels)
    missing = missing_from(shown, notes)
    if not missing:
        ours = [one for one in labels if one.id() == LABEL_ID]
        return (NotesState.COMPLETE if all(map(_fits, ours)) else NotesState.CUT), ()
    has_label = any(item.id() == LABEL_ID for item in labels)
    return (NotesState.OUTDATED if has_label else NotesState.MISSING), missing


def put_notes(layout: QgsLayout) -> QgsLayoutItemLabel:
    """Write the source notes of what the layout shows into its label, made at the bottom of the page if missing.

    A label that is there keeps its place, font and width, also when it is locked; only where the notes would be cut
    off it grows upwards. One step of the layout's undo.

    Raises
    ------
    InputError
        Nothing is known of any source, so that there is nothing to print, or the layout has no page.
    """
    text = label_text(notes_of_layers(layers_of_layout(layout)))
    if not text:
        raise InputError(tr("No source is known for the layers of this layout, so there is nothing to print."))
    if not layout.pageCollection().pageCount():
        raise InputError(tr("This layout has no page. Add one first."))
    label = next((one for one in layout.items() if isinstance(one, QgsLayoutItemLabel) and one.id() == LABEL_ID), None)
    stack = layout.undoStack()
    if label is None:
        stack.beginMacro(tr("Add source notes"))
        label = _new_label(layout)
    else:
        stack.beginMacro(tr("Update source notes"))
    stack.beginCommand(label, tr("Source notes"))
    label.setMode(QgsLayoutItemLabel.Mode.ModeFont)  # plain text: notes are foreign
    label.setText(literal_text(text))
    _grow(label)
    stack.endCommand()
    stack.endMacro()
    label.refresh()
    return label


def literal_text(text: str) -> str:
    """Return foreign text for a layout label, so that nothing in it is evaluated as an expression."""
    return text.replace("[%", "[% '[' || '%' %]")


def new_layout(project: QgsProject, canvas_extent: QgsRectangle) -> QgsPrintLayout:
    """Add a simple A4 layout with map, legend and source notes to the project and return it."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(_free_name(project, tr("Map with source notes")))
    page = layout.pageCollection().page(0).pageSize()
    height = page.height() - 2 * _MARGIN_MM - _NOTE_HEIGHT_MM
    width = page.width() - 2 * _MARGIN_MM - _LEGEND_WIDTH_MM
    map_item = QgsLayoutItemMap(layout)
    map_item.setId("map")
    map_item.setFrameEnabled(True)
    layout.addLayoutItem(map_item)
    map_item.attemptMove(_point(_MARGIN_MM, _MARGIN_MM))
    map_item.attemptResize(_size(width - 2, height - 2))
    map_item.zoomToExtent(canvas_extent)
    legend = QgsLayoutItemLegend(layout)
    legend.setId("legend")
    legend.setLinkedMap(map_item)
    legend.setLegendFilterByMapEnabled(True)
    legend.setTitle(tr("Legend"))
    layout.addLayoutItem(legend)
    # It grows with its entries: to the left, over the map, rather than off the page.
    legend.setReferencePoint(QgsLayoutItem.ReferencePoint.UpperRight)
    legend.setBackgroundEnabled(True)
    legend.attemptMove(_point(page.width() - _MARGIN_MM, _MARGIN_MM))
    put_notes_if_known(layout)
    project.layoutManager().addLayout(layout)
    return layout


def put_notes_if_known(layout: QgsLayout) -> bool:
    """Write the notes if there are any; answers whether there were."""
    if not label_text(notes_of_layers(layers_of_layout(layout))):
        return False
    put_notes(layout)
    return True


def _new_label(layout: QgsLayout) -> QgsLayoutItemLabel:
    label = QgsLayoutItemLabel(layout)
    label.setId(LABEL_ID)
    text_format = label.textFormat()
    text_format.setSize(7)
    label.setTextFormat(text_format)
    layout.addLayoutItem(label)
    # Where the page is full the label lies on the map; then it must be readable and on the page all the same.
    label.setBackgroundEnabled(True)
    page = layout.pageCollection().page(0).pageSize()
    margin = min(_MARGIN_MM, page.width() / 20, page.height() / 20)
    height = min(_NOTE_HEIGHT_MM, page.height() - 2 * margin)
    label.attemptMove(_point(margin, page.height() - margin - height))
    label.attemptResize(_size(page.width() - 2 * margin, height))
    return label


def _grow(label: QgsLayoutItemLabel) -> None:
    """Make a label higher, upwards, until its text fits or the page ends."""
    if _fits(label):
        return
    place = label.pagePos()
    height = min(_needed_mm(label), place.y() + label.rect().height())
    if height <= label.rect().height():
        return
    top = place.y() + label.rect().height() - height
    label.attemptMove(_point(place.x(), top), True, False, max(0, label.page()))
    label.attemptResize(_size(label.rect().width(), height))


def _fits(label: QgsLayoutItemLabel) -> bool:
    return _needed_mm(label) <= label.rect().height() + _TOLERANCE_MM


def _needed_mm(label: QgsLayoutItemLabel) -> float:
    """Return the height a label's text needs at its width, lines wrapped."""
    context = QgsLayoutUtils.createRenderContextForLayout(label.layout(), None)
    context.setFlag(Qgis.RenderContextFlag.ApplyScalingWorkaroundForTextRendering)
    width_px = context.convertToPainterUnits(label.rect().width() - 2 * label.marginX(), Qgis.RenderUnit.Millimeters)
    height_px = QgsTextRenderer.textHeight(
        context, label.textFormat(), label.currentText().split("\n"), Qgis.TextLayoutMode.Rectangle, None,
        Qgis.TextRendererFlag.WrapLines, width_px,
    )  # fmt: skip
    return height_px / context.convertToPainterUnits(1, Qgis.RenderUnit.Millimeters) + 2 * label.marginY()


def _is_printed(item: QgsLayoutItem) -> bool:
    return item.isVisible() and not item.excludeFromExports()


def _maps(layout: QgsLayout) -> List[QgsLayoutItemMap]:
    return [item for item in layout.items() if isinstance(item, QgsLayoutItemMap) and _is_printed(item)]


def _free_name(project: QgsProject, name: str) -> str:
    taken = {one.name() for one in project.layoutManager().layouts()}
    numbered = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _point(x_mm: float, y_mm: float) -> QgsLayoutPoint:
    return QgsLayoutPoint(x_mm, y_mm, QgsUnitTypes.LayoutUnit.LayoutMillimeters)


def _size(width_mm: float, height_mm: float) -> QgsLayoutSize:
    return QgsLayoutSize(width_mm, height_mm, QgsUnitTypes.LayoutUnit.LayoutMillimeters)
