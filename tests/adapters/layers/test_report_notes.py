# SPDX-License-Identifier: GPL-2.0-or-later
"""Source notes of reports, whose sections each have layouts of their own."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsLayout,
    QgsLayoutItemMap,
    QgsProject,
    QgsReport,
    QgsReportSectionFieldGroup,
    QgsReportSectionLayout,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.layout_notes import (
    NotesState,
    judge_document,
    judge_layout,
    layouts_of,
    put_notes,
    put_notes_into,
)
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.origin import Origin

TREES = Origin("Baumkataster", "https://bochum.example/baum", "Stadt Bochum", "dl-de/by-2-0",
               "https://www.govdata.de/dl-de/by-2-0")  # fmt: skip
NOISE = Origin("Lärm", "https://lanuk.example/laerm", "LANUK NRW", "CC BY 4.0",
               "https://creativecommons.org/licenses/by/4.0/")  # fmt: skip


def _layer(project: QgsProject, name: str, origin: Origin) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:25832", name, "memory")
    write_origin(layer, origin)
    return project.addMapLayer(layer)


def _page(project: QgsProject, *shown: QgsVectorLayer) -> QgsLayout:
    layout = QgsLayout(project)
    layout.initializeDefaults()
    if shown:
        map_item = QgsLayoutItemMap(layout)
        map_item.setLayers(list(shown))
        map_item.setKeepLayerSet(True)
        layout.addLayoutItem(map_item)
    return layout


@pytest.fixture
def report(project) -> QgsReport:
    """A title page, trees in the body of a section, noise in that of a field group within, trees on the last page."""
    trees, noise = _layer(project, "Bäume", TREES), _layer(project, "Lärm", NOISE)
    report = QgsReport(project)
    report.setName("Bericht")
    report.setHeader(_page(project))
    report.setHeaderEnabled(True)
    report.setFooter(_page(project, trees))
    report.setFooterEnabled(True)
    section, group = QgsReportSectionLayout(report), QgsReportSectionFieldGroup()
    section.setBody(_page(project, trees))
    section.setHeader(_page(project, noise))  # not switched on
    report.appendChild(section)
    section.appendChild(group)
    group.setBody(_page(project, noise))
    group.setBodyEnabled(True)
    group.setHeader(QgsLayout(project))  # without a page
    group.setHeaderEnabled(True)
    group.setFooterEnabled(True)  # without a layout
    project.layoutManager().addLayout(report)
    return report


def test_a_report_prints_what_is_switched_on_and_has_a_page_in_its_order(report):
    (section,) = report.childSections()
    (group,) = section.childSections()
    assert layouts_of(report) == (report.header(), section.body(), group.body(), report.footer())


def test_a_report_is_as_bad_as_its_worst_layout_and_lacks_what_any_of_them_lacks(report):
    _title, trees, noise, last = layouts_of(report)
    state, missing = judge_document(report)
    assert state is NotesState.MISSING
    assert ["Bochum" in one.text for one in missing] == [True, False]  # each once
    put_notes(trees)
    put_notes(last)
    assert [one.layers for one in judge_document(report)[1]] == [("Lärm",)]
    put_notes(noise)
    assert judge_document(report) == (NotesState.COMPLETE, ())


def test_notes_go_into_each_layout_that_shows_layers_and_only_there(report):
    title, *others = layouts_of(report)
    assert put_notes_into(report) == tuple(others)
    assert judge_document(report)[0] is NotesState.COMPLETE
    assert all(judge_layout(one)[0] is NotesState.COMPLETE for one in others)
    assert judge_layout(title)[0] is NotesState.NOT_NEEDED
    assert not title.undoStack().stack().count()


def test_a_report_without_sections_needs_nothing_and_says_so(project):
    report = QgsReport(project)
    assert judge_document(report) == (NotesState.NOT_NEEDED, ())
    with pytest.raises(InputError, match="nothing to print"):
        put_notes_into(report)


def test_a_report_of_a_saved_project_is_known_again(project, report, tmp_path):
    put_notes_into(report)
    assert project.write(str(tmp_path / "bericht.qgz"))
    opened = QgsProject()
    assert opened.read(str(tmp_path / "bericht.qgz"))
    (again,) = opened.layoutManager().layouts()
    assert len(layouts_of(again)) == 4
    assert judge_document(again)[0] is NotesState.COMPLETE
