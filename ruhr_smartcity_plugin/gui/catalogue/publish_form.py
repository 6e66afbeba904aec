# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of a DCAT-AP.de record, with what is missing said at each field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Dict, List, Tuple

from qgis.gui import QgsCheckableComboBox, QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.publishing.rules import Finding, Severity, load_profile
from ruhr_smartcity_plugin.core.catalogue.themes import all_themes
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.gui.catalogue.form_choices import fill_checks, licence_choices, tick
from ruhr_smartcity_plugin.gui.date_typing import set_up_date_edit
from ruhr_smartcity_plugin.translation import tr


class PublishForm(QWidget):
    """Shows and gives a record; `show_findings` writes each finding under its field."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = PublishedRecord()
        self._notes: Dict[str, QLabel] = {}
        self._layout = QFormLayout(self)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.title = self._line("title", tr("&Title*:"))
        self.description = QPlainTextEdit(self)
        self.description.setObjectName("description")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        self.description.textChanged.connect(self.changed)
        self._row("description", tr("Description*:"), self.description)
        self.publisher = self._line("publisher", tr("Pu&blisher*:"))
        self.contact_name = self._line("contact_name", tr("Conta&ct:"), note=False)
        self.contact_mail = self._line("contact", tr("&E-mail:"))
        self.contact_mail.setPlaceholderText(tr("a mailbox of the office rather than of a person"))
        self.keywords = self._line("keywords", tr("&Keywords:"))
        self.keywords.setPlaceholderText(tr("separated by commas"))
        self.themes = self._checks("themes", tr("T&hemes:"), list(all_themes()))
        self.towns = self._checks("geocoding", tr("&Municipalities:"), [(m.name, m.ags) for m in _towns()])
        self.level = QComboBox(self)
        self.level.setObjectName("geocoding_level")
        for code in ("", *load_profile()["geocoding_levels"]):
            self.level.addItem(_level_title(code), code)
        self.level.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self._row("geocoding_level", tr("&Level:"), self.level)
        self.start, self.end = self._day("period_start"), self._day("period_end")
        self._row("period", tr("Data from:"), self.start)
        self._row("", tr("to:"), self.end)
        self.licence = QComboBox(self)
        self.licence.setObjectName("licence")
        self.licence.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for title, key in [(tr("choose"), ""), *licence_choices()]:
            self.licence.addItem(title, key)
        self.licence.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self._row("licence", tr("L&icence*:"), self.licence)
        self.attribution = self._line("attribution", tr("Source note:"))
        self.address = self._line("access_url", tr("Add&ress of the file*:"))
        self.address.setPlaceholderText("https://")
        self.contributor = self._line("contributor_id", tr("Data provider (&GovData):"))

    # --- widgets -----------------------------------------------------------------------------------
    def _line(self, name: str, label: str, *, note: bool = True) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.textChanged.connect(lambda _text: self.changed.emit())
        self._row(name if note else "", label, line)
        return line

    def _checks(self, name: str, label: str, choices: List[Tuple[str, str]]) -> QgsCheckableComboBox:
        box = QgsCheckableComboBox(self)
        box.setObjectName(name)
        fill_checks(box, choices)
        box.checkedItemsChanged.connect(lambda _items: self.changed.emit())
        self._row(name, label, box)
        return box

    def _day(self, name: str) -> QgsDateEdit:
        day = QgsDateEdit(self)
        day.setObjectName(name)
        set_up_date_edit(day, tr("unknown"))
        day.clear()
        day.dateValueChanged.connect(lambda _value: self.changed.emit())
        return day

    def _row(self, name: str, label: str, widget: QWidget) -> None:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(widget)
        if name:
            note = QLabel(box)
            note.setObjectName(f"{name}_note")
            note.setTextFormat(Qt.TextFormat.PlainText)
            note.setWordWrap(True)
            note.hide()
            column.addWidget(note)
            self._notes[name] = note
        self._layout.addRow(label, box)
        head = self._layout.itemAt(self._layout.rowCount() - 1, QFormLayout.ItemRole.LabelRole).widget()
        head.setBuddy(widget)
        widget.setAccessibleName(label.replace("&", "").rstrip(":*"))

    # --- record ------------------------------------------------------------------------------------
    def show_record(self, record: PublishedRecord) -> None:
        """Fill the form; what it has no field for is kept."""
        self._record = record
        self.blockSignals(True)
        file = record.distributions[0] if record.distributions else PublishedFile()
        self.title.setText(record.title)
        self.description.setPlainText(record.description)
        self.publisher.setText(record.publisher)
        self.contact_name.setText(record.contact_name)
        self.contact_mail.setText(record.contact_mail)
        self.keywords.setText(", ".join(record.keywords))
        tick(self.themes, record.themes)
        tick(self.towns, record.municipalities)
        self.level.setCurrentIndex(max(0, self.level.findData(record.geocoding_level)))
        for widget, value in ((self.start, record.period_start), (self.end, record.period_end)):
            if value is None:
                widget.clear()
            else:
                widget.setDate(QDate(value.year, value.month, value.day))
        self.licence.setCurrentIndex(max(0, self.licence.findData(file.licence)))
        self.attribution.setText(file.attribution)
        self.address.setText(file.access_url)
        self.contributor.setText(record.contributor_id)
        self.blockSignals(False)
        self.changed.emit()

    def record(self) -> PublishedRecord:
        """Return the record as the form says."""
        first = self._record.distributions[0] if self._record.distributions else PublishedFile()
        file = replace(
            first,
            licence=self.licence.currentData() or "",
            attribution=self.attribution.text().strip(),
            access_url=self.address.text().strip(),
            modified=self._record.modified,
        )
        return replace(
            self._record,
            title=self.title.text().strip(),
            description=self.description.toPlainText().strip(),
            publisher=self.publisher.text().strip(),
            contact_name=self.contact_name.text().strip(),
            contact_mail=self.contact_mail.text().strip(),
            keywords=tuple(dict.fromkeys(one.strip() for one in self.keywords.text().split(",") if one.strip())),
            themes=tuple(self.themes.checkedItemsData()),
            municipalities=tuple(self.towns.checkedItemsData()),
            geocoding_level=self.level.currentData() or "",
            period_start=_date(self.start),
            period_end=_date(self.end),
            contributor_id=self.contributor.text().strip(),
            distributions=(file,),
        )

    def show_findings(self, findings: Tuple[Finding, ...]) -> None:
        """Write the first finding of each field under it; errors go before warnings."""
        by_field: Dict[str, Finding] = {}
        for one in findings:
            by_field.setdefault(one.field, one)
        for name, note in self._notes.items():
            finding = by_field.get(name)
            note.setVisible(finding is not None)
            if finding is not None:
                mark = tr("Error: {text}") if finding.severity is Severity.ERROR else tr("Note: {text}")
                note.setText(mark.format(text=finding.sentence))

    def focus_field(self, name: str) -> None:
        """Bring the field of a finding to the front."""
        others = {"contact": self.contact_mail, "period": self.start, "access_url": self.address,
                  "geocoding": self.towns, "geocoding_level": self.level,
                  "contributor_id": self.contributor}  # fmt: skip
        widget = others.get(name) or getattr(self, name, None)
        if isinstance(widget, QWidget):
            widget.setFocus()


def _date(widget: QgsDateEdit) -> date | None:
    value = widget.date()
    return None if widget.isNull() or not value.isValid() else date(value.year(), value.month(), value.day())


def _level_title(code: str) -> str:
    return {
        "": tr("not stated"),
        "federal": tr("country"),
        "state": tr("state"),
        "administrativeDistrict": tr("district"),
        "municipality": tr("municipality"),
    }.get(code, code)


def _towns() -> List:
    return sorted(load_region().municipalities, key=lambda one: one.name)
