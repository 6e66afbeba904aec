# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:validateregister``: what the rules say about every project of a register, as a table."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, Iterator, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)
from qgis.PyQt.QtCore import QMetaType

from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.core.progress import stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK
from ruhr_smartcity_plugin.translation import tr

#: Names of the columns; a public contract.
COLUMNS = ("uuid", "code", "title", "severity", "rule", "field", "finding", "item", "marking")


class ValidateRegisterAlgorithm(RegisterAlgorithm):
    """One row for each finding; a register without findings gives an empty table."""

    OUTPUT, ERRORS, WARNINGS, REMINDERS = "OUTPUT", "ERRORS", "WARNINGS", "REMINDERS"

    def createInstance(self) -> ValidateRegisterAlgorithm:
        return ValidateRegisterAlgorithm()

    def name(self) -> str:
        return "validateregister"

    def displayName(self) -> str:
        return tr("Check a register")

    def shortDescription(self) -> str:
        return tr("Lists what is missing, contradictory or out of date in a register.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Applies the rules of the register to every project and to the master data: required statements, dates, "
               "states, places, addresses, consent, duplicates, overdue checks. Each finding is a row with its "
               "severity (error, warning, reminder), the id of the rule, the field and a sentence."),
            tr("Places are compared with the boxes of the municipalities, so that a place near a border may pass."),
            tr("Example: STORE = register.gpkg."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add_log_in()
        table = QgsProcessing.SourceType.TypeVector
        self.add(QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("INTERN – {title}").format(title=tr("Findings")), table), "")
        for name, title in ((self.ERRORS, tr("Number of errors")), (self.WARNINGS, tr("Number of warnings")),
                            (self.REMINDERS, tr("Number of reminders"))):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.projects.findings import Severity
        from ruhr_smartcity_plugin.core.projects.places import BoxPlaces
        from ruhr_smartcity_plugin.core.projects.rules import Context, check
        from ruhr_smartcity_plugin.core.region.municipalities import load_region

        store, progress = self.opened(parameters, context), FeedbackProgress(feedback)
        bundles = store.all_projects()
        around = Context(date.today(), BoxPlaces(load_region()), store.list_projects())
        fields = _fields()
        counts = dict.fromkeys(Severity, 0)
        no_crs = QgsCoordinateReferenceSystem()
        with ResultSink(self, parameters, context, fields, Qgis.WkbType.NoGeometry, no_crs, self.OUTPUT) as sink:
            for number, bundle in enumerate(bundles):
                stop_if_cancelled(progress)
                progress.report(number / len(bundles))
                for one in check(bundle, around):
                    counts[one.severity] += 1
                    project = bundle.project
                    row = QgsFeature(fields)
                    row.setAttributes([project.uuid, project.code, project.title, one.severity.value, one.id, one.field,
                                       one.sentence, one.item or None, INTERNAL_MARK])
                    sink.add(row)
            for uuid, title, one in _master_findings(store):
                counts[one.severity] += 1
                row = QgsFeature(fields)
                row.setAttributes([uuid, None, title, one.severity.value, one.id, f"{one.field}.{one.column}",
                                   one.sentence, one.item, INTERNAL_MARK])
                sink.add(row)
        return {self.OUTPUT: sink.destination, self.ERRORS: counts[Severity.ERROR],
                self.WARNINGS: counts[Severity.WARNING], self.REMINDERS: counts[Severity.REMINDER]}


def _master_findings(store: Any) -> Iterator[Tuple[str, str, Any]]:
    """Return id and title of each record of the master data with a finding, and the finding."""
    from ruhr_smartcity_plugin.core.projects.master_edit import MasterEdit
    from ruhr_smartcity_plugin.core.projects.master_rules import check_masters
    from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters

    if keeps_masters(store):
        edit = MasterEdit.of(store.masters())
        for one in check_masters(edit.lists(), date.today()):
            yield one.item, edit.stored[one.item].title, one


def _fields() -> QgsFields:
    fields = QgsFields()
    for name in COLUMNS:
        fields.append(QgsField(name, QMetaType.Type.QString))
    return fields
