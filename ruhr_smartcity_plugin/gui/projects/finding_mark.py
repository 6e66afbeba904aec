# SPDX-License-Identifier: GPL-2.0-or-later
"""The quiet mark below a field: an icon and the sentence of what the rules say about it."""

from __future__ import annotations

from typing import Iterable, List, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QWidget

from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.translation import tr

_ICONS = {
    Severity.ERROR: "/mIconCritical.svg",
    Severity.WARNING: "/mIconWarning.svg",
    Severity.REMINDER: "/mIconInfo.svg",
}


def severity_icon(severity: Severity) -> QIcon:
    """Return the icon of a severity; the icons differ in shape, not by colour alone."""
    return QgsApplication.getThemeIcon(_ICONS[severity])


def severity_word(severity: Severity) -> str:
    """Return the word that says how bad a finding is."""
    return {Severity.ERROR: tr("Error"), Severity.WARNING: tr("Hint"), Severity.REMINDER: tr("Reminder")}[severity]


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the worst severity; None without findings."""
    return min((one.severity for one in findings), key=list(Severity).index, default=None)


class FindingMark(QWidget):
    """Shows the findings of one field; hidden while there are none."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._icon)
        self.label = QLabel(self)
        self.label.setObjectName(f"hint_{name}")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.label.setSizePolicy(policy)
        line.addWidget(self.label, 1)
        self.setVisible(False)

    def show_findings(self, findings: Sequence[Finding], field: QWidget | None = None) -> None:
        """Show these findings; screen readers read them with the `field` they belong to."""
        text = "\n".join(one.sentence for one in findings)
        if text != self.label.text() or bool(findings) == self.isHidden():
            severity = worst(findings)
            if severity is not None:
                size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
                self._icon.setPixmap(severity_icon(severity).pixmap(size, size))
            self.label.setText(text)
            self.setVisible(bool(findings))
        if field is not None:
            said: List[str] = [one for one in (text, field.property("ruhr_hint") or "") if one]
            field.setAccessibleDescription("\n".join(said))
