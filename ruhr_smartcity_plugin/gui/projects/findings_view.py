# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings as a list to jump from, and as a mark on the tabs that have some."""

from __future__ import annotations

from typing import Any, Callable, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QListWidgetItem

from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.gui.projects.finding_mark import severity_icon, severity_word, worst
from ruhr_smartcity_plugin.gui.projects.tab import Tab
from ruhr_smartcity_plugin.translation import tr

_FINDING = Qt.ItemDataRole.UserRole


class FindingsView:
    """Shows findings in the dialog `form`; `jump` brings the user to the field of one."""

    def __init__(self, form: Any, jump: Callable[[Finding], None]) -> None:
        self._form, self._jump = form, jump
        self._shown: Tuple[Finding, ...] | None = None
        form.findings.itemActivated.connect(self._activated)
        form.findings.itemClicked.connect(self._activated)

    def show(self, findings: Tuple[Finding, ...], tabs: Sequence[Tab]) -> None:
        """Show these findings and no others."""
        if findings == self._shown:
            return
        self._shown = findings
        self._form.label_findings.setText(tr("%n &hint(s) – click or Enter goes there", "", len(findings)))
        self._form.label_findings.setVisible(bool(findings))
        self._form.findings.setVisible(bool(findings))
        self._form.findings.clear()
        for one in findings:
            item = QListWidgetItem(severity_icon(one.severity), f"{severity_word(one.severity)}: {one.sentence}")
            item.setData(_FINDING, one)
            self._form.findings.addItem(item)
        for index, tab in enumerate(tabs):
            self._mark(index, tab, [one for one in findings if one.field in tab.fields])

    def _mark(self, index: int, tab: Tab, mine: Sequence[Finding]) -> None:
        severity = worst(mine)
        self._form.tabs.setTabIcon(index, severity_icon(severity) if severity is not None else QIcon())
        text = tr("%n hint(s) on this page", "", len(mine)) if mine else ""
        self._form.tabs.setTabToolTip(index, text)
        tab.page.setAccessibleDescription(text)
        tab.mark(mine)

    def _activated(self, item: QListWidgetItem) -> None:
        self._jump(item.data(_FINDING))
