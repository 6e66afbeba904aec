# SPDX-License-Identifier: GPL-2.0-or-later
"""The steps of the review as buttons: what can be done next, and why something cannot be done yet."""

from __future__ import annotations

from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.projects.workflow import Step
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr

_MOST_OBSTACLES = 2


class ReviewBar(QWidget):
    """One button for each step; returning asks for a comment in place. Below, why steps are blocked."""

    step_taken = pyqtSignal(str, str)  # review state, comment (may be empty)
    found_valid = pyqtSignal()  # somebody has checked the statements: still right

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_bar")
        self._shown: Tuple[str, str, Tuple[Step, ...], bool, bool] | None = None
        self._target = ""
        self.asks_reasons = True  # a register without a history would lose them
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._line = QWidget(self)
        self._steps = FlowLayout(self._line)
        layout.addWidget(self._line)
        self._ask = QWidget(self)
        line = QHBoxLayout(self._ask)
        line.setContentsMargins(0, 0, 0, 0)
        self.reason = QLineEdit(self._ask)
        self.reason.setObjectName("return_reason")
        self.reason.setPlaceholderText(tr("Why is it returned? The others read it in the exchange."))
        self.reason.setAccessibleName(tr("Reason for returning"))
        self.confirm = QPushButton(self._ask)
        self.confirm.setObjectName("return_confirm")
        self.confirm.setAutoDefault(False)
        self.back = QPushButton(tr("Back"), self._ask)
        self.back.setObjectName("return_back")
        self.back.setAutoDefault(False)
        for widget, stretch in ((self.reason, 1), (self.confirm, 0), (self.back, 0)):
            line.addWidget(widget, stretch)
        layout.addWidget(self._ask)
        self.obstacles = QLabel(self)
        self.obstacles.setObjectName("review_obstacles")
        self.obstacles.setTextFormat(Qt.TextFormat.PlainText)
        self.obstacles.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.obstacles.setSizePolicy(policy)
        layout.addWidget(self.obstacles)
        self._ask.hide()
        self.reason.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._confirmed)
        self.confirm.clicked.connect(lambda _on=False: self._confirmed())
        self.back.clicked.connect(lambda _on=False: self._ask.hide())

    def show_steps(self, state: str, chosen: str, steps: Sequence[Step], *, is_editable: bool, is_stored: bool) -> bool:
        """Show the stored state and the steps that follow; without `is_editable` no step can be taken.

        `chosen` is the state that the next save brings: another one after a step that could not be saved. Statements
        that are not stored yet are new: they cannot be found to be valid "still". Answers whether the buttons are new
        ones.
        """
        wanted = (state, chosen, tuple(steps), is_editable, is_stored)
        if wanted == self._shown:
            return False
        if self._shown is not None and self._shown[0] != state:
            self._ask.hide()  # the reason was asked for a step from another state
        self._shown = wanted
        focus = self.focusWidget().objectName() if self.focusWidget() is not None else ""
        self._steps.clear()
        label = QLabel(_state_text(state, chosen), self._line)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("review_state_text")
        self._steps.addWidget(label)
        for one in steps:
            self._add(f"step_{one.target}", step_text(state, one.target), is_editable and not one.obstacles,
                      lambda target=one: self._chosen(target))
        if is_stored:
            self._add("still_valid", tr("Still valid"), is_editable, self.found_valid.emit)
        if focus.startswith(("step_", "still_")):
            buttons = [one for one in self.fields() if one.objectName().startswith(("step_", "still_"))]
            enabled = [one for one in buttons if one.isEnabled()]
            for one in ([one for one in enabled if one.objectName() == focus] or enabled)[:1]:
                one.show()  # the layout would do it later, and what is hidden takes no focus
                one.setFocus()  # the step just taken is gone: the next one takes its place
        text = "\n".join(_blocked_text(state, one) for one in _first_of_each(steps)) if is_editable else ""
        self.obstacles.setText(text)
        self.obstacles.setVisible(bool(text))
        return True

    def fields(self) -> Tuple[QWidget, ...]:
        """Return what the tab key stops at, in the order in which it is seen."""
        steps = (self._steps.itemAt(place).widget() for place in range(self._steps.count()))
        return (*(one for one in steps if isinstance(one, QPushButton)), self.reason, self.confirm, self.back)

    def _add(self, name: str, text: str, is_possible: bool, slot: object) -> None:
        button = QPushButton(text, self._line)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setEnabled(is_possible)
        button.clicked.connect(lambda _on=False: slot())
        self._steps.addWidget(button)

    def _chosen(self, step: Step) -> None:
        if not (step.needs_comment and self.asks_reasons):
            self.step_taken.emit(step.target, "")
            return
        self._target = step.target
        self.reason.clear()
        self.confirm.setText(tr("Return"))
        self.confirm.setEnabled(False)
        self._ask.show()
        self.reason.setFocus()

    def _confirmed(self) -> None:
        comment = self.reason.text().strip()
        if comment:
            self._ask.hide()
            self.step_taken.emit(self._target, comment)


def _state_text(state: str, chosen: str) -> str:
    words = load_vocabulary()
    text = tr("Review: {state}").format(state=words.text("VREV", state))
    if chosen == state:
        return text
    return text + " → " + tr("{state} (not saved yet)").format(state=words.text("VREV", chosen))


def step_text(state: str, target: str) -> str:
    """Return what the button of a step says."""
    if target == "ENT":
        return {"EIN": tr("Withdraw"), "ARC": tr("Take out of the archive")}.get(state, tr("Back to draft"))
    return {"EIN": tr("Submit"), "PRF": tr("Check passed"), "VOE": tr("Publish"), "ZUR": tr("Return …"),
            "ARC": tr("Archive")}.get(target, load_vocabulary().text("VREV", target))


def _first_of_each(steps: Sequence[Step]) -> Tuple[Step, ...]:
    """Several steps may be blocked for the same reasons; they are said once."""
    found = {one.obstacles: one for one in reversed(steps) if one.obstacles}
    return tuple(one for one in steps if found.get(one.obstacles) is one)


def _blocked_text(state: str, step: Step) -> str:
    said = " ".join(step.obstacles[:_MOST_OBSTACLES])
    left = len(step.obstacles) - _MOST_OBSTACLES
    more = " " + tr("(and %n more)", "", left) if left > 0 else ""
    name = step_text(state, step.target).rstrip(" …")
    return tr("“{step}” is not possible yet: {reasons}").format(step=name, reasons=said) + more
