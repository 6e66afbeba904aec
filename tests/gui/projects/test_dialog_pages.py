# SPDX-License-Identifier: GPL-2.0-or-later
"""The ten pages of the project dialog: their names, and the keys that lead to each field, in both languages."""

from __future__ import annotations

from collections import Counter

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontMetricsF
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel

from ruhr_smartcity_plugin.adapters.translator import install_translator
from ruhr_smartcity_plugin.gui.mnemonics import mnemonic_of
from scripts import translations
from tests.adapters.projects.bundles import full

ALT = Qt.KeyboardModifier.AltModifier
GERMAN_NAMES = ["Überblick", "Orte", "Beteiligte", "Zeit und Status", "Förderung und Kosten",
                "Wirkung und Kennzahlen", "Verknüpfungen", "Dokumente", "Austausch", "Verlauf"]


@pytest.fixture(params=["en", "de"])
def language(request, qgis_app):
    translations.release()
    undo = install_translator(request.param)
    yield request.param
    undo()


def _labels(widget):
    return [one for one in widget.findChildren(QLabel) if one.buddy() is not None]


def test_each_field_of_a_page_has_a_key_of_its_own(language, show, store):
    dialog = show(store.save(full(), 0, "Bert"))
    inside = (*_labels(dialog), *dialog.findChildren(QAbstractButton))
    outside = [one.text() for one in inside if not dialog.tabs.isAncestorOf(one)]
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        page = dialog.tabs.currentWidget()
        texts = [one.text() for one in (*_labels(page), *page.findChildren(QAbstractButton))]
        keys = Counter(filter(None, map(mnemonic_of, [*outside, *texts])))
        assert not [key for key, times in keys.items() if times > 1], dialog.tabs.tabText(index)
        for text in (one.text().lower() for one in _labels(page) if not mnemonic_of(one.text())):
            assert {one for one in text if one.isalpha()} <= set(keys), f"{text}: a letter would be free"
    if language == "de":
        assert [dialog.tabs.tabText(index) for index in range(10)] == GERMAN_NAMES


def test_alt_and_a_number_show_a_page_and_alt_and_a_letter_put_the_cursor_into_a_field(show, store, qtbot):
    dialog = show(store.save(full(), 0, "Bert"))
    for key, page in ((Qt.Key.Key_4, dialog.tab_time), (Qt.Key.Key_0, dialog.tab_history),
                      (Qt.Key.Key_1, dialog.tab_overview)):
        qtbot.keyClick(dialog, key, ALT)
        assert dialog.tabs.currentWidget() is page
    for widget in (dialog.licence, dialog.title, dialog.main_field):
        label = next(one for one in _labels(dialog.tab_overview) if one.buddy() is widget)
        qtbot.keyClick(dialog, mnemonic_of(label.text()), ALT)
        assert widget.hasFocus()


def test_all_names_of_pages_are_readable_in_a_narrow_window_and_arrow_keys_go_through_them(show, store, qtbot):
    dialog = show(store.save(full(), 0, "Bert"))
    dialog.resize(500, 700)
    names = dialog.tabs.list
    qtbot.waitUntil(lambda: names.width() <= 0.4 * dialog.width(), timeout=3000)
    for row in range(names.count()):
        rect = names.visualItemRect(names.item(row))
        assert names.viewport().rect().contains(rect), names.item(row).text()
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_Down)
    assert dialog.tabs.currentWidget() is dialog.tab_places
    assert names.hasFocus()


def test_the_tab_key_goes_through_a_page_from_above_to_below(show, store, qtbot):
    dialog = show(store.save(full(), 0, "Bert"))
    for page, first in ((dialog.tab_time, "phase"), (dialog.tab_overview, "title")):
        dialog.visibility.setFocus()
        dialog.tabs.setCurrentWidget(page)
        stops = _tab_stops(dialog, qtbot)
        pages = stops.index("page_names")
        assert stops[0] == "visibility"
        assert [one for one in stops[1:pages] if not one.startswith(("step_", "still_"))] == []
        assert "still_valid" in stops[:pages]
        assert stops[pages + 1] == first
        assert stops[-5:] == ["findings", "comment", "duplicate", "save", "close"]


def test_from_each_page_the_tab_key_comes_round_to_the_names_of_the_pages(show, store, qtbot):
    """A field made of several widgets once led from the last button back into its page."""
    dialog = show(store.save(full(), 0, "Bert"))
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        dialog.visibility.setFocus()
        assert {"page_names", "findings", "comment", "close"} <= set(_tab_stops(dialog, qtbot))


def test_changing_the_page_by_keys_leaves_the_focus_at_the_names(show, store, qtbot):
    dialog = show(store.save(full(), 0, "Bert"))
    dialog.title.setFocus()
    qtbot.keyClick(dialog.title, Qt.Key.Key_4, ALT)
    assert dialog.tabs.list.hasFocus()
    qtbot.keyClick(dialog.tabs.list, Qt.Key.Key_Tab)
    assert dialog.phase.hasFocus()


def _tab_stops(dialog, qtbot):
    """Return the names of all widgets the tab key reaches, beginning with the one that has the focus."""
    begin, found = dialog.focusWidget(), [dialog.focusWidget().objectName()]
    while len(found) < 200:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        if dialog.focusWidget() is begin:
            return found
        found.append(dialog.focusWidget().objectName())
    raise AssertionError(f"the tab key never comes back: {found}")


def test_no_label_is_cut_where_its_marked_letter_is_drawn_apart(language, show, store):
    dialog = show(store.save(full(), 0, "Bert"))
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        QApplication.processEvents()  # lays out
        for label in _labels(dialog.tabs.currentWidget()):
            if label.isVisible() and not label.wordWrap():
                before, _, after = label.text().partition("&")
                metrics = QFontMetricsF(label.font())
                pieces = sum(map(metrics.horizontalAdvance, (before, after[:1], after[1:])))
                assert label.width() + 0.5 >= pieces, label.text()
