# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:deleteperson``: a person's data leaves a register, its history included."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.translation import tr


class DeletePersonAlgorithm(RegisterAlgorithm):
    """Deletes in one transaction, and rewrites a file afterwards, so that nothing remains in freed pages."""

    PERSON, EDITS, DRY_RUN, COUNT = "PERSON", "EDITS", "DRY_RUN", "COUNT"

    def createInstance(self) -> DeletePersonAlgorithm:
        return DeletePersonAlgorithm()

    def name(self) -> str:
        return "deleteperson"

    def displayName(self) -> str:
        return tr("Delete a person")

    def shortDescription(self) -> str:
        return tr("Deletes what a register holds on a person, for a request under Article 17 GDPR.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Contacts of the person and their history are deleted. Where texts and comments mention the person, the "
               "words are replaced by a pseudonym that says nothing. What the person edited stays, under the "
               "pseudonym; switch EDITS off if you must keep who changed what. Names of organisations stay."),
            tr("With DRY_RUN, which is the default, nothing changes and the report shows what would. Deleting cannot "
               "be undone. The report names backups and synchronised registers in which the person may still stand: a "
               "register that is synchronised brings the person back until they are deleted there too. Your own "
               "unsaved drafts are cleaned, too."),
            tr("Example: STORE = register.gpkg, PERSON = Anna Beispiel; a.beispiel@example.org, DRY_RUN = no, REPORT = "
               "protokoll.html."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add(QgsProcessingParameterString(self.PERSON, tr("Person")), tr(
            "Names and e-mail addresses, separated by semicolons."))
        self.add(QgsProcessingParameterBoolean(self.EDITS, tr("Also as editor"), True), tr(
            "A pseudonym takes the place of the person's name as editor."))
        self.add(QgsProcessingParameterBoolean(self.DRY_RUN, tr("Only check"), True), tr("Nothing is deleted."))
        self.add(QgsProcessingParameterFileDestination(
            self.REPORT, tr("Report"), "HTML (*.html);;CSV (*.csv)", None, True), "")
        self.add_log_in()
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of places found")))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.persons import (
            delete_person,
            find_person,
            notes_on,
            notes_on_drafts,
            write_report,
        )
        from ruhr_smartcity_plugin.adapters.settings import profile_workspace, stored_editor_name
        from ruhr_smartcity_plugin.core.projects.persons import Person

        store = self.opened(parameters, context)
        person = Person(self.parameterAsString(parameters, self.PERSON, context))
        path = self.report_path(parameters, context)
        edits, notes = self.parameterAsBool(parameters, self.EDITS, context), notes_on(store)
        dry_run = self.parameterAsBool(parameters, self.DRY_RUN, context)
        if dry_run:
            holdings = find_person(store, person, edits=edits)
            feedback.pushInfo(tr("%n place(s) found. Nothing was deleted.", "", len(holdings)))
        else:
            deleted = delete_person(store, person, stored_editor_name(), edits=edits)
            holdings = deleted.holdings
            feedback.pushInfo(tr("Deleted in %n place(s).", "", len(holdings)))
            if not deleted.is_rewritten:
                notes = (tr("It is deleted, but traces may remain in the file while another program has it open. Close "
                            "its layers in QGIS and run this again."), *notes)
        notes = (*notes_on_drafts(person, profile_workspace(), only_count=dry_run), *notes)
        for one in notes:
            feedback.pushWarning(one)
        if path:
            write_report(Path(path), store.title, person, holdings, notes)
        return {self.REPORT: path, self.COUNT: len(holdings)}
