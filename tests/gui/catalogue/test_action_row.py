# SPDX-License-Identifier: GPL-2.0-or-later
"""The buttons below the detail keep their whole texts, however narrow the dock and large the letters."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.gui.catalogue.action_row import ActionRow


@pytest.fixture
def row(qtbot):
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    made = ActionRow(page)
    layout.addWidget(made)
    layout.addStretch(1)
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    page.setFont(font)
    qtbot.addWidget(page)
    page.show()
    made.page = page
    return made


def _buttons(row):
    return [one for one in row.findChildren(QAbstractButton) if one.isVisible()]


def _shown(row, qtbot, width):
    row.page.resize(width, 200)
    qtbot.waitUntil(lambda: row.width() == width and row.height() >= row.heightForWidth(width))
    return [one.geometry() for one in _buttons(row)]


def test_beside_each_other_where_they_fit_and_the_main_one_takes_the_rest(row, qtbot):
    places = _shown(row, qtbot, 900)
    assert len({one.top() for one in places}) == 1
    assert places[0].width() > row.add_button.sizeHint().width()
    assert places[-1].right() in range(890, 900)


def test_below_each_other_where_they_do_not_and_no_text_is_cut(row, qtbot):
    unclear = Distribution("a", "A", "https://x.example/", (ServiceKind.UNKNOWN,))
    row.show_choice(Dataset("a", "A", "P", distributions=(unclear,)), unclear)
    narrow = row.add_button.sizeHint().width()
    assert row.page.minimumSizeHint().width() <= narrow
    places = _shown(row, qtbot, narrow)
    assert len({one.top() for one in places}) == 2
    assert all(one.right() < narrow for one in places)
    assert all(place.width() >= button.sizeHint().width() for place, button in zip(places, _buttons(row)))


def test_a_button_that_is_not_there_leaves_no_gap(row, qtbot):
    row.download_button.hide()
    add, more = _shown(row, qtbot, 500)
    assert add.top() == more.top()
    assert 0 < more.left() - add.right() < 10
