# SPDX-License-Identifier: GPL-2.0-or-later
"""The banner of the five states: plain text, wraps at 320 px, actions by keyboard."""

from __future__ import annotations

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QGuiApplication, QPalette
from qgis.PyQt.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.messages import Message
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.states import EMPTY, FAILED, HIDDEN, PARTLY, STALE, WORKING, StateBanner

LONG = "Only 3,000 of 20,001 features were loaded because the service stopped answering on page 4 of 21. " * 3


@pytest.fixture
def host(qtbot):
    """A dock-like page of 320 px with a banner on top."""
    page = QWidget()
    page.setLayout(QVBoxLayout())
    page.banner = StateBanner(page)
    page.layout().addWidget(page.banner)
    page.layout().addStretch(1)
    page.resize(320, 600)
    qtbot.addWidget(page)
    page.show()
    return page


def buttons(banner):
    return [one for one in banner.findChildren(QPushButton) if one.isVisibleTo(banner)]


def test_the_banner_hides_while_there_is_nothing_to_say(host):
    assert not host.banner.isVisible()
    assert (host.banner.state, host.banner.text) == (HIDDEN, "")


@pytest.mark.parametrize(("show", "state"), [("show_empty", EMPTY), ("show_working", WORKING), ("show_partly", PARTLY),
                                             ("show_failed", FAILED), ("show_stale", STALE)])
def test_each_state_has_text_and_an_icon(host, show, state):
    getattr(host.banner, show)("Something is said.")
    assert host.banner.isVisible()
    assert (host.banner.state, host.banner.text) == (state, "Something is said.")
    assert not host.banner.findChild(QLabel, "state_icon").pixmap().isNull()
    assert host.banner.accessibleName() == "Something is said."


def test_foreign_text_stays_text(host):
    host.banner.show_failed("<b>Bold</b> <img src='file:///etc/passwd'>")
    label = host.banner.findChild(QLabel, "state_text")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>" in label.text()


def test_a_long_text_wraps_in_a_narrow_dock_and_is_shown_whole(host, qtbot):
    host.banner.show_partly(LONG, ("Load the rest", lambda: None), ("Use as is", lambda: None), detail="page 4")
    label = host.banner.findChild(QLabel, "state_text")
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=2000)
    assert host.banner.width() <= 320
    assert label.height() > label.fontMetrics().height() * 5
    for button in buttons(host.banner):
        assert button.geometry().right() <= 320
    rows = {button.geometry().top() for button in buttons(host.banner)}
    assert len(rows) > 1  # the buttons wrap too


def test_actions_work_by_mouse_and_keyboard(host, qtbot):
    done = []
    host.banner.show_empty("Nothing here yet.", ("Make one", lambda: done.append("make")),
                           ("Open", lambda: done.append("open")))
    first, second = buttons(host.banner)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert done == ["make", "open"]


def test_working_shows_progress_and_can_be_cancelled(host, qtbot):
    cancelled = []
    host.banner.show_working("Searching", lambda: cancelled.append(1), 40)
    bar = host.banner.findChild(QWidget, "state_progress")
    assert bar.isVisible()
    assert (bar.maximum(), bar.value()) == (100, 40)
    host.banner.set_percent(None)
    assert bar.maximum() == 0
    qtbot.mouseClick(buttons(host.banner)[0], Qt.MouseButton.LeftButton)
    assert cancelled == [1]
    host.banner.show_failed("Failed.")
    assert not bar.isVisible()


def test_the_detail_is_copied_on_request_only(host, qtbot):
    host.banner.show_failed(Message(Qgis.MessageLevel.Critical, "No answer.", "timeout after 30 s"))
    assert "timeout" not in host.banner.text
    qtbot.mouseClick(buttons(host.banner)[-1], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "No answer.\ntimeout after 30 s"


def test_a_new_state_replaces_the_old_actions(host, qtbot):
    host.banner.show_failed("Failed.", ("Try again", lambda: None))
    host.banner.show_stale("Of yesterday.")
    qtbot.waitUntil(lambda: buttons(host.banner) == [], timeout=1000)
    host.banner.clear()
    assert not host.banner.isVisible()


def test_an_action_may_change_the_banner_it_belongs_to(host, qtbot):
    host.banner.show_failed("Failed.", ("Try again", lambda: host.banner.show_working("Again")))
    qtbot.mouseClick(buttons(host.banner)[0], Qt.MouseButton.LeftButton)
    assert host.banner.state == WORKING


def test_a_flow_of_buttons_breaks_into_lines(qtbot):
    box = QWidget()
    flow = FlowLayout(box)
    made = [QPushButton(f"Button {number}") for number in range(6)]
    for button in made:
        flow.addWidget(button)
    qtbot.addWidget(box)
    one_line = flow.heightForWidth(5000)
    assert flow.heightForWidth(made[0].sizeHint().width() + 1) >= 6 * one_line
    assert flow.minimumSize().width() <= max(button.sizeHint().width() for button in made)
    flow.clear()
    assert flow.count() == 0


def contrast(first, second):
    """Contrast ratio of two colours, WCAG 2.1 (relative luminance)."""
    def luminance(colour):
        parts = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4
                 for one in (colour.redF(), colour.greenF(), colour.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", ["#ffffff", "#efefef", "#323232", "#1e1e1e"])
def test_missing_data_are_said_in_a_red_that_can_be_read_on_any_theme(qgis_app, qtbot, background):
    banner = StateBanner()
    qtbot.addWidget(banner)
    palette = banner.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(background))
    banner.setPalette(palette)
    banner.show_partly("3.000 of 20.001 objects", is_short=True)
    text = banner.findChild(QLabel, "state_text")
    red = text.palette().color(QPalette.ColorRole.WindowText)
    assert red.red() > 1.25 * max(red.green(), red.blue())
    assert contrast(red, QColor(background)) >= 4.5
    assert text.font().bold()
    banner.show_partly("Note")
    assert not text.font().bold()
    assert text.palette().color(QPalette.ColorRole.WindowText) != red


def test_experts_see_the_details_unfolded_and_others_copy_them(qgis_app, qtbot):
    banner = StateBanner()
    qtbot.addWidget(banner)
    message = Message(Qgis.MessageLevel.Critical, "It failed.", "HTTP 503 <b>x</b>")
    detail = banner.findChild(QLabel, "state_detail")
    banner.show_failed(message)
    assert detail.isHidden()
    banner.is_expert = lambda: True
    banner.show_failed(message)
    assert not detail.isHidden()
    assert detail.text() == "HTTP 503 <b>x</b>"
    assert detail.textFormat() == Qt.TextFormat.PlainText


@pytest.fixture
def field(host, qtbot):
    """The second of two fields below the banner; it has the focus."""
    host.first, made = QLineEdit(host), QLineEdit(host)
    for one in (host.first, made):
        host.layout().addWidget(one)
        one.show()
    host.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_button_that_goes_gives_the_focus_back_to_where_it_came_from(host, field, qtbot):
    host.banner.show_working("Loading …", host.banner.clear)
    (cancel,) = buttons(host.banner)
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Space)
    assert not host.banner.isVisible()
    assert QApplication.focusWidget() is field


def test_where_it_came_from_may_be_gone_then_the_next_field_has_the_focus(host, field, qtbot):
    host.banner.show_working("Loading …", host.banner.clear)
    (cancel,) = buttons(host.banner)
    cancel.setFocus()
    field.hide()
    qtbot.keyClick(cancel, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is host.first


def test_the_focus_stays_on_the_buttons_while_there_are_some(host, field, qtbot):
    host.banner.show_failed("Failed.", ("Try again", lambda: host.banner.show_working("Again …", lambda: None)))
    (again,) = buttons(host.banner)
    again.setFocus()
    qtbot.keyClick(again, Qt.Key.Key_Space)
    (cancel,) = [one for one in buttons(host.banner) if one.text() == "Cancel"]
    assert QApplication.focusWidget() is cancel


def test_a_banner_that_changes_takes_the_focus_from_nobody(host, field):
    host.banner.show_failed("Failed.", ("Try again", lambda: None))
    host.banner.clear()
    assert QApplication.focusWidget() is field
