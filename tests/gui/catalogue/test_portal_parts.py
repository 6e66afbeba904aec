# SPDX-License-Identifier: GPL-2.0-or-later
"""A portal with more hits than are loaded at first is narrowed by its own organisations and groups."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox

from ruhr_smartcity_plugin.core.catalogue.portals.ckan import group_of, organisation_of
from ruhr_smartcity_plugin.gui.catalogue.source_form import SourceForm
from ruhr_smartcity_plugin.gui.states import PARTLY
from tests.support.ckan import CkanServer, package

HERNE = {"organization": {"name": "stadt-herne", "title": "Stadt Herne"}}


@pytest.fixture
def large(qgis_app):
    packages = [package(f"bochum-{number:03d}", f"Lärm {number}") for number in range(320)]
    streets = ("Nordring", "Südring", "Ostring", "Westring")
    packages += [package(f"herne-{number}", f"Lärm {street}", **HERNE) for number, street in enumerate(streets)]
    with CkanServer(packages) as running:
        yield running


def _search(room, qtbot, server, words="lärm"):
    room.portals.add(server.url)
    room.words.setText(words)
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    _wait(room, qtbot)


def _wait(room, qtbot):
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=20_000)


def _choose(box: QComboBox, text: str) -> None:
    box.setFocus()
    row = next(row for row in range(box.count()) if box.itemText(row).startswith(text))
    box.setCurrentIndex(row)
    box.activated.emit(row)


def _texts(box: QComboBox) -> list:
    return [box.itemText(row) for row in range(box.count())]


def test_a_part_of_the_portal_is_found_among_all_its_hits_not_among_those_loaded(room, large, qtbot):
    _search(room, qtbot, large)
    assert room.banner.state == PARTLY
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    parts = room.facets.parts
    assert parts.isVisible()
    assert _texts(parts.organisation) == ["all", "Stadt Bochum (320)", "Stadt Herne (4)"]
    _choose(parts.organisation, "Stadt Herne")
    _wait(room, qtbot)
    assert [one.get("fq") for one in large.requests[-2:]] == ['+organization:"stadt-herne"', None]
    assert room.model.rowCount() == 4
    assert room.summary.text().startswith("4 hits")
    chip = room.chips.findChild(type(room.filter_button), "chip_active_0")
    assert chip.text().startswith("Organisation: Stadt")
    # The portal counts only the chosen one then; the others are counted beside, to be chosen instead.
    assert _texts(parts.organisation) == ["all", "Stadt Bochum (320)", "Stadt Herne (4)"]
    assert parts.organisation.currentText() == "Stadt Herne (4)"
    assert _texts(parts.group) == ["all", "envi (4)"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    _wait(room, qtbot)
    assert "fq" not in large.requests[-1]
    assert room.summary.text().startswith("324 hits")


def test_the_parts_of_one_portal_are_not_asked_of_another(room, large, portal, qtbot):
    _search(room, qtbot, large)
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    _choose(room.facets.parts.organisation, "Stadt Herne")
    _wait(room, qtbot)
    _search(room, qtbot, portal, "")
    assert "fq" not in portal.requests[-1]
    assert not room.narrowing.active()
    room.open_services()
    assert not room.facets.parts.isVisible()


def test_new_words_keep_the_part(room, large, qtbot):
    _search(room, qtbot, large)
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    _choose(room.facets.parts.organisation, "Stadt Herne")
    _wait(room, qtbot)
    room.words.setText("ostring")
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    _wait(room, qtbot)
    assert [one.get("fq") for one in large.requests[-2:]] == ['+organization:"stadt-herne"', None]
    assert room.model.rowCount() == 1
    assert _texts(room.facets.parts.organisation) == ["all", "Stadt Herne (1)", "Stadt Bochum"], "no old number"
    room.words.setText("lärm 31")
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    _wait(room, qtbot)
    # Lärm 31, 131, 231 and 310 to 319
    assert _texts(room.facets.parts.organisation) == ["all", "Stadt Bochum (13)", "Stadt Herne"]
    assert room.facets.parts.organisation.currentText() == "Stadt Herne"


def test_without_an_answer_the_other_parts_stay_without_their_old_numbers(room, large, qtbot):
    _search(room, qtbot, large)
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    _choose(room.facets.parts.organisation, "Stadt Herne")
    _wait(room, qtbot)
    answer = large.answer
    large.answer = lambda path: (404, {}, b"") if "rows=0" in path else answer(path)
    room.words.setText("ostring")
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    _wait(room, qtbot)
    assert room.model.rowCount() == 1
    assert _texts(room.facets.parts.organisation) == ["all", "Stadt Herne (1)", "Stadt Bochum"]


def test_a_catalogue_is_added_for_one_organisation_chosen_from_those_of_the_portal(workbench, large, qtbot):
    form = SourceForm(workbench, None)
    qtbot.addWidget(form)
    form.show()
    assert not form.organisation.isVisible()
    qtbot.keyClicks(form.address, large.url)
    QTest.mouseClick(form.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.organisation.isVisible(), timeout=20_000)
    assert _texts(form.organisation) == ["all", "Stadt Bochum (320)", "Stadt Herne (4)"]
    _choose(form.organisation, "Stadt Herne")
    _choose(form.group, "envi")
    url = form.source().url
    assert (organisation_of(url), group_of(url)) == ("stadt-herne", "envi")
    _choose(form.group, "all")
    _choose(form.organisation, "all")
    assert form.source().url == large.url
