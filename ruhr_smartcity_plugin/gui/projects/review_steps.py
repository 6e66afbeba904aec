# SPDX-License-Identifier: GPL-2.0-or-later
"""Steps of the review in the project dialog: a step is a save with another review state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.reminders import as_still_valid
from ruhr_smartcity_plugin.core.projects.rules import Context
from ruhr_smartcity_plugin.core.projects.store import keeps_history
from ruhr_smartcity_plugin.core.projects.workflow import next_steps
from ruhr_smartcity_plugin.gui.projects.review_bar import ReviewBar
from ruhr_smartcity_plugin.translation import tr


class ReviewSteps:
    """Puts the bar of steps above the tabs of the dialog, in the place of the choice of a state."""

    def __init__(self, dialog: Any) -> None:
        self._dialog = dialog
        self.bar = ReviewBar(dialog)
        dialog.layout().insertWidget(dialog.layout().indexOf(dialog.tabs), self.bar)
        for one in (dialog.review_state, dialog.label_review_state):
            one.hide()  # changed by steps, not by choosing
        self.bar.step_taken.connect(self.take)
        self.bar.found_valid.connect(self.mark_still_valid)

    def follow(self, bundle: ProjectBundle, context: Context) -> bool:
        """Offer the steps that follow from what is stored; what is edited decides whether they can be taken.

        Answers whether the buttons are new ones.
        """
        store, stored = self._dialog.store, self._dialog.stored.project
        state = stored.review_state
        steps = next_steps(bundle, state, context, may_review=store.may_review)
        self.bar.asks_reasons = keeps_history(store)
        return self.bar.show_steps(state, bundle.project.review_state, steps,
                                   is_editable=not store.read_only_reason, is_stored=bool(stored.version))

    def take(self, state: str, comment: str = "") -> None:
        """Save the project with another review state.

        What keeps it from being sent leaves the state as it was; if the store refuses it, the bar says that the step
        is not saved, and the dialog offers to try again or to undo.
        """
        self._choose(state)
        if comment and keeps_history(self._dialog.store):
            self._dialog.comment.setText(comment)
        self._dialog.save()
        if not self._dialog.is_saving:
            self._choose(self._dialog.stored.project.review_state)

    def _choose(self, state: str) -> None:
        box = self._dialog.review_state
        box.setCurrentIndex(box.findData(state))
        self._dialog.check_now()

    def mark_still_valid(self) -> None:
        """Date the statements today and save: somebody has checked them. It can be undone while it is not saved."""
        dialog = self._dialog
        typed = dialog.comment.text()
        content = as_still_valid(dialog.bundle(), date.today())
        project = replace(content.project, review_state=dialog.stored.project.review_state)
        dialog.edit(replace(content, project=project))
        if keeps_history(dialog.store) and not typed.strip():
            dialog.comment.setText(tr("Checked: still valid"))
        dialog.save()
        if not dialog.is_saving:
            dialog.comment.setText(typed)
