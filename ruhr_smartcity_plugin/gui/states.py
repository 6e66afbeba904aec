# SPDX-License-Identifier: GPL-2.0-or-later
"""The five states every room shows the same way: empty, working, partly, failed, stale."""

from __future__ import annotations

from typing import Callable, Tuple

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QPalette
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.messages import Message
from ruhr_smartcity_plugin.gui.alarm_colour import alarm_colour
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr

Action = Tuple[str, Callable[[], None]]

EMPTY, WORKING, PARTLY, FAILED, STALE, HIDDEN = "empty", "working", "partly", "failed", "stale", "hidden"
DONE = "done"  # no state of a room, but the news that something was done, with a way back
_ICONS = {
    EMPTY: "mIconInfo.svg",
    WORKING: "mTaskRunning.svg",
    PARTLY: "mIconWarning.svg",
    FAILED: "mIconCritical.svg",
    STALE: "mIconHistory.svg",
    DONE: "mIconSuccess.svg",
}


class StateBanner(QFrame):
    """One sentence with an icon and buttons for the next step. Hidden while there is nothing to say.

    Under a status line, which shows how far the work is, it `has_bar` False: nothing is shown twice.
    """

    said = pyqtSignal()  # something else than before, which the user has to see or to decide

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state_banner")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.state = HIDDEN
        self._detail = ""
        self._is_alarm = False
        self.is_expert: Callable[[], bool] = lambda: False  # unfold technical details?
        self.has_bar = True
        self._standing: Callable[[], None] | None = None
        self._came_from: QWidget | None = None  # had the focus before one of the buttons
        QApplication.instance().focusChanged.connect(self._focus_moved)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 6)
        line = QHBoxLayout()
        self._icon = QLabel(self)
        self._icon.setObjectName("state_icon")
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._icon)
        self._text = QLabel(self)
        self._text.setObjectName("state_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # or long sentences are cut in a narrow dock
        self._text.setSizePolicy(policy)
        line.addWidget(self._text, 1)
        outer.addLayout(line)
        self._detail_text = QLabel(self)
        self._detail_text.setObjectName("state_detail")
        self._detail_text.setTextFormat(Qt.TextFormat.PlainText)
        self._detail_text.setWordWrap(True)
        self._detail_text.setSizePolicy(policy)
        outer.addWidget(self._detail_text)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("state_progress")
        self._bar.setAccessibleName(tr("Progress"))
        outer.addWidget(self._bar)
        self._buttons_box = QWidget(self)
        self._buttons = FlowLayout(self._buttons_box)
        outer.addWidget(self._buttons_box)
        self.clear()

    @property
    def text(self) -> str:
        """The sentence shown now; empty when hidden."""
        return "" if self.state == HIDDEN else self._text.text()

    @property
    def has_standing(self) -> bool:
        """Whether something is said again and again until it is mended."""
        return self._standing is not None

    def stand(self, say: Callable[[], None] | None) -> None:
        """Say something, and again whenever there is nothing else to say; None ends that."""
        self._standing = say
        if say is not None:
            say()

    def clear(self) -> None:
        """There is nothing to say, but for what stands."""
        if self._standing is not None:
            self._standing()
            return
        self.state = HIDDEN
        self._detail = ""
        if self._focused() is not None:
            self._give_focus_back()
        self.hide()

    def show_empty(self, text: str, *actions: Action) -> None:
        """Say what belongs here and offer the way in."""
        self._show(EMPTY, text, actions)

    def show_working(
        self, text: str, cancel: Callable[[], None] | None = None, percent: int | None = None, *others: Action
    ) -> None:
        """Say what is being done; `percent` None means the end is unknown. `others` stand beside the way to stop it."""
        self._show(WORKING, text, (*others, *(((tr("Cancel"), cancel),) if cancel else ())))
        self.set_percent(percent)

    def set_percent(self, percent: int | None) -> None:
        """Move the progress bar of the working state."""
        self._bar.setRange(0, 0 if percent is None else 100)
        if percent is not None:
            self._bar.setValue(percent)

    def show_partly(self, text: str, *actions: Action, detail: str = "", is_short: bool = False) -> None:
        """Say how much of it came, and what can be done about the rest; in red if data are missing (`is_short`)."""
        self._show(PARTLY, text, actions, detail)
        if is_short:
            self._alarm(True)

    def show_failed(self, message: Message | str, *actions: Action) -> None:
        """Say in one sentence what went wrong, with the next step; the detail can be copied."""
        if isinstance(message, Message):
            self._show(FAILED, message.sentence, actions, message.detail)
        else:
            self._show(FAILED, message, actions)

    def show_stale(self, text: str, *actions: Action) -> None:
        """Say of which date the shown data is."""
        self._show(STALE, text, actions)

    def show_done(self, text: str, *actions: Action) -> None:
        """Say what was done, and offer to take it back."""
        self._show(DONE, text, actions)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the red readable when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_alarm:
            self._alarm(True)

    def _alarm(self, on: bool) -> None:
        self._is_alarm = on
        palette = QPalette(self.palette())
        if on:
            palette.setColor(QPalette.ColorRole.WindowText, alarm_colour(self.palette()))
        self._text.setPalette(palette)
        font = self._text.font()
        font.setBold(on)
        self._text.setFont(font)

    def _show(self, state: str, text: str, actions: Tuple[Action, ...], detail: str = "") -> None:
        is_news = state != WORKING and (state, text) != (self.state, self._text.text())
        self.state = state
        self._detail = detail
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(QgsApplication.getThemeIcon("/" + _ICONS[state]).pixmap(size, size))
        self._alarm(False)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._detail_text.setText(detail)
        self._detail_text.setVisible(bool(detail) and self.is_expert())
        self._bar.setVisible(state == WORKING and self.has_bar)
        focused = self._focused()
        if focused is not None and focused is not self._text:
            self._give_focus_back()
        self._buttons.clear()
        shown = [*actions, (tr("Copy details"), self._copy_detail)] if detail else list(actions)
        for number, (label, slot) in enumerate(shown):
            button = QPushButton(label, self._buttons_box)
            button.setObjectName(f"state_action_{number}")
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            self._buttons.addWidget(button)
            if focused is not None and focused.objectName() == button.objectName():
                button.show()
                button.setFocus()
        self._buttons_box.setVisible(bool(shown))
        self.show()
        if is_news:
            self.said.emit()

    def _focused(self) -> QWidget | None:
        """Return the part of the banner that has the focus; None if none has it."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Remember from where the user came to the buttons."""
        if new is not None and self.isAncestorOf(new) and old is not None and not self.isAncestorOf(old):
            self._came_from = old

    def _give_focus_back(self) -> None:
        """Before a button with the focus goes: Qt would give the focus to the map, and keys would move that."""
        before = self._came_from
        if before is None or sip.isdeleted(before) or not before.isVisible() or not before.isEnabled():
            before = self.nextInFocusChain()
            while before is not self and (
                self.isAncestorOf(before) or not before.isVisible() or not before.isEnabled()
                or not before.focusPolicy() & Qt.FocusPolicy.TabFocus
            ):
                before = before.nextInFocusChain()
        before.setFocus()

    def _copy_detail(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text.text()}\n{self._detail}")
