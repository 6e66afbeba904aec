# SPDX-License-Identifier: GPL-2.0-or-later
"""The head of the project dialog: who may see the project and how far its review is, on every page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, FrozenSet, Sequence

from qgis.PyQt.QtWidgets import QComboBox

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import Project
from ruhr_smartcity_plugin.core.projects.workflow import reachable_states
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor
from ruhr_smartcity_plugin.gui.projects.finding_mark import severity_word
from ruhr_smartcity_plugin.translation import tr

_NAMES = ("visibility", "review_state")


class DialogHead:
    """Shows and reads two fields of the project."""

    fields: FrozenSet[str] = frozenset(_NAMES)

    def __init__(self, dialog: Any, changed: Callable[[], None]) -> None:
        self._dialog = dialog
        columns = {one.name: one for one in columns_of(Project)}
        self._editors = {name: make_editor(columns[name], dialog, getattr(dialog, name)) for name in _NAMES}
        for name, editor in self._editors.items():
            getattr(dialog, f"label_{name}").setText(field_label(name))
            getattr(dialog, name).setAccessibleName(field_label(name))
            editor.on_change(changed)
        dialog.label_visibility.setText(tr("&Visibility"))
        dialog.visibility.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # three texts, none is long

    def show(self, bundle: ProjectBundle, stored: ProjectBundle, _register: OpenRegister) -> None:
        """Show a project; the next steps of the review follow from the `stored` one."""
        self._editors["review_state"].offer(reachable_states(stored.project.review_state))
        for name, editor in self._editors.items():
            editor.set_value(getattr(bundle.project, name))

    def apply(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the bundle with what was edited here."""
        values = {name: editor.value() for name, editor in self._editors.items()}
        return replace(bundle, project=replace(bundle.project, **values))

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show the findings about these fields below them."""
        mine = [one for one in findings if one.field in self.fields]
        label = self._dialog.hint_visibility
        label.setText("\n".join(f"{severity_word(one.severity)}: {one.sentence}" for one in mine))
        label.setVisible(bool(mine))
        for name in _NAMES:
            text = "\n".join(one.sentence for one in mine if one.field == name)
            getattr(self._dialog, name).setAccessibleDescription(text)

    def jump(self, finding: Finding) -> bool:
        """Put the cursor into the field of a finding."""
        if finding.field not in self.fields:
            return False
        self._editors[finding.field].focus()
        return True
