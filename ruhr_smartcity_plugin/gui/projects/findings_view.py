# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings shown twice: at the field, and as a list to jump from."""

from __future__ import annotations

from typing import Any, Callable, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QListWidgetItem, QWidget

from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.translation import tr

_FINDING = Qt.ItemDataRole.UserRole
_ICONS = {
    Severity.ERROR: "/mIconCritical.svg",
    Severity.WARNING: "/mIconWarning.svg",
    Severity.REMINDER: "/mIconInfo.svg",
}


class FindingsView:
    """Shows findings in the dialog `form`; `jump` brings the user to the field of one."""

    def __init__(self, form: Any, jump: Callable[[Finding], None]) -> None:
        self._form, self._jump = form, jump
        self._shown: Tuple[Finding, ...] | None = None
        form.findings.itemActivated.connect(self._activated)
        form.findings.itemClicked.connect(self._activated)

    def show(self, findings: Tuple[Finding, ...]) -> None:
        """Show these findings and no others."""
        if findings == self._shown:
            return
        self._shown = findings
        self._form.label_findings.setText(tr("%n hint(s) – click to go there", "", len(findings)))
        self._form.label_findings.setVisible(bool(findings))
        self._form.findings.setVisible(bool(findings))
        self._form.findings.clear()
        for one in findings:
            icon = QgsApplication.getThemeIcon(_ICONS[one.severity])
            item = QListWidgetItem(icon, f"{_word(one.severity)}: {one.sentence}")
            item.setData(_FINDING, one)
            self._form.findings.addItem(item)
        self._show_at_fields(findings)

    def _show_at_fields(self, findings: Tuple[Finding, ...]) -> None:
        by_field = {}
        for one in findings:
            by_field.setdefault(one.field, []).append(one.sentence)
        for label in self._form.findChildren(QLabel):
            name = label.objectName()
            if name.startswith("hint_") and name != "hint_site_position":
                sentences = by_field.get(name[len("hint_"):], [])
                label.setText("\n".join(sentences))
                label.setVisible(bool(sentences))
                # Screen readers read the hint with the field it belongs to.
                field = self._form.findChild(QWidget, name[len("hint_"):])
                if field is not None:
                    field.setAccessibleDescription(label.text())

    def _activated(self, item: QListWidgetItem) -> None:
        self._jump(item.data(_FINDING))


def _word(severity: Severity) -> str:
    return {Severity.ERROR: tr("Error"), Severity.WARNING: tr("Hint"), Severity.REMINDER: tr("Reminder")}[severity]
