# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:personreport``: what a register holds on a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.translation import tr


class PersonReportAlgorithm(RegisterAlgorithm):
    """Searches all tables, the history and what waits for synchronisation; changes nothing."""

    PERSON, OUTPUT, COUNT = "PERSON", "OUTPUT", "COUNT"

    def createInstance(self) -> PersonReportAlgorithm:
        return PersonReportAlgorithm()

    def name(self) -> str:
        return "personreport"

    def displayName(self) -> str:
        return tr("What do we hold on a person?")

    def shortDescription(self) -> str:
        return tr("Lists everything a register holds on a person, for a request under Article 15 GDPR.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Searches contacts, comments, all texts, the names of those who edited, the history, and what waits for "
               "synchronisation. Capitals do not count, “Ärmel” also finds “Aermel”, “Anna Ärmel” also “Ärmel, Anna”. "
               "Give several names and addresses separated by semicolons."),
            tr("The report says of each place what deleting the person would do to it, and where else the person may "
               "stand: backups, synchronised registers, exported files. It is personal data: give it only to the "
               "person and to those who answer the request."),
            tr("Example: STORE = register.gpkg, PERSON = Anna Beispiel; a.beispiel@example.org, OUTPUT = "
               "auskunft.html."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add(QgsProcessingParameterString(self.PERSON, tr("Person")), tr(
            "Names and e-mail addresses, separated by semicolons."))
        self.add(QgsProcessingParameterFileDestination(self.OUTPUT, tr("Report"), "HTML (*.html);;CSV (*.csv)"), "")
        self.add_log_in()
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of places found")))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.persons import (
            find_person,
            notes_on,
            notes_on_drafts,
            write_report,
        )
        from ruhr_smartcity_plugin.adapters.settings import profile_workspace
        from ruhr_smartcity_plugin.core.projects.persons import Person

        store = self.opened(parameters, context)
        person = Person(self.parameterAsString(parameters, self.PERSON, context))
        path = self.report_path(parameters, context, self.OUTPUT)
        holdings = find_person(store, person)
        notes = (*notes_on_drafts(person, profile_workspace(), only_count=True), *notes_on(store))
        write_report(Path(path), store.title, person, holdings, notes)
        feedback.pushInfo(tr("%n place(s) found.", "", len(holdings)))
        return {self.OUTPUT: path, self.COUNT: len(holdings)}
