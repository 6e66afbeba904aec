# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:importprojects``: a municipality's list of projects comes into a register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.translation import tr


class ImportProjectsAlgorithm(RegisterAlgorithm):
    """Adds and changes projects, never takes anything away; all accepted rows in one transaction."""

    INPUT, MAPPING, DRY_RUN = "INPUT", "MAPPING", "DRY_RUN"
    CREATED, UPDATED, UNCHANGED, REJECTED = "CREATED", "UPDATED", "UNCHANGED", "REJECTED"

    def createInstance(self) -> ImportProjectsAlgorithm:
        return ImportProjectsAlgorithm()

    def name(self) -> str:
        return "importprojects"

    def displayName(self) -> str:
        return tr("Import projects")

    def shortDescription(self) -> str:
        return tr("Takes a municipality's list of projects into a register, with a report.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Reads CSV files as German offices write them, workbooks, GeoJSON, GeoPackage and other layers, and the "
               "files of “Export projects”. Columns are recognised by the register's names, by their labels and by the "
               "names offices use; MAPPING names them otherwise, as JSON: {\"title\": \"Projekttitel\"}. Totals, "
               "remarks and heads that stand in the table again are left out; the report names them."),
            tr("A row is the project of the same id, code, or title and municipality; otherwise it is new. An import "
               "adds and changes, it never takes anything away: empty cells and missing columns leave what the "
               "register holds. Rows with errors are rejected and listed in the report, all others are saved together "
               "or not at all. With DRY_RUN nothing is saved."),
            tr("Example: STORE = register.gpkg, INPUT = herne.csv, DRY_RUN = yes, REPORT = bericht.html."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add(QgsProcessingParameterFile(self.INPUT, tr("File of projects")), tr(
            "A sheet or layer is named behind the file: liste.xlsx|layername=Projekte. Else the first sheet with a "
            "column of titles is read, or all layers."))
        self.add(QgsProcessingParameterString(self.MAPPING, tr("Columns (JSON)"), "", True, True), tr(
            "JSON, or a JSON file: field of the register to column of the file. What is left out is recognised."))
        self.add(QgsProcessingParameterBoolean(self.DRY_RUN, tr("Only check"), False), tr("Nothing is saved."))
        self.add_report()
        self.add_log_in()
        for name, title in ((self.CREATED, tr("Projects added")), (self.UPDATED, tr("Projects changed")),
                            (self.UNCHANGED, tr("Projects unchanged")), (self.REJECTED, tr("Rows rejected"))):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.import_work import plan_import, save_import
        from ruhr_smartcity_plugin.adapters.settings import stored_editor_name
        from ruhr_smartcity_plugin.adapters.written_file import file_and_layer
        from ruhr_smartcity_plugin.core.kept_file import write_kept
        from ruhr_smartcity_plugin.core.projects.import_mapping import import_label
        from ruhr_smartcity_plugin.core.projects.import_report import (
            count_fates,
            import_report,
            nothing_saved,
            report_bytes,
        )
        from ruhr_smartcity_plugin.core.projects.importing import Fate

        store, progress = self.opened(parameters, context), FeedbackProgress(feedback)
        source = Path(self.parameterAsString(parameters, self.INPUT, context))
        path = self.report_path(parameters, context, sources=[file_and_layer(str(source))[0]])
        rows = plan_import(store, source, self._mapping(parameters, context), progress)
        note = nothing_saved(store.read_only_reason) if store.read_only_reason else ""
        if note:
            feedback.pushWarning(note)

        def write_report(note: str) -> None:
            if path:
                is_page = Path(path).suffix.lower() != ".csv"
                text = import_report(rows, source=source.name, as_page=is_page, note=note)
                write_kept(Path(path), report_bytes(text, as_page=is_page))

        if not self.parameterAsBool(parameters, self.DRY_RUN, context):
            try:
                _count, mark = save_import(store, rows, stored_editor_name(), source.name)
                self._import_masters(store, source, mark, feedback)
            except RuhrError as error:
                write_report(error.sentence)  # of all times, now somebody wants to look
                raise
        for one in rows:
            if one.fate is Fate.REJECTED:
                # Logs keep what is said here, and findings quote cells: the report tells them.
                fields = dict.fromkeys(import_label(finding.field) for finding in one.findings)
                feedback.pushWarning(tr("Row {line} was rejected: {fields}").format(
                    line=one.line, fields=", ".join(fields)))
        write_report(note)
        counts = {self.CREATED: Fate.NEW, self.UPDATED: Fate.CHANGED, self.UNCHANGED: Fate.UNCHANGED,
                  self.REJECTED: Fate.REJECTED}
        return {self.REPORT: path, **{name: count_fates(rows, fate) for name, fate in counts.items()}}

    def _mapping(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the mapping as text; scripts hand it over as a dictionary, too, which Processing reads as nothing."""
        given = parameters.get(self.MAPPING)
        return json.dumps(given) if isinstance(given, dict) else self.parameterAsString(
            parameters, self.MAPPING, context)

    def _import_masters(self, store: Any, source: Path, mark: str, feedback: QgsProcessingFeedback) -> None:
        """Take over the master data of a file that carries some, in a transaction of their own.

        `mark`: of the import, with which they are taken back.
        """
        from ruhr_smartcity_plugin.adapters.projects.master_files import CARRIED_BY, read_master_file
        from ruhr_smartcity_plugin.adapters.settings import stored_editor_name
        from ruhr_smartcity_plugin.core.errors import RuhrError
        from ruhr_smartcity_plugin.core.projects.import_batch import import_comment
        from ruhr_smartcity_plugin.core.projects.master_exchange import incoming
        from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters

        if source.suffix.lower() not in CARRIED_BY or not keeps_masters(store):
            return
        try:
            found = incoming(store.masters(), read_master_file(source))
            if found.writes:
                store.save_masters(found.writes, stored_editor_name(), import_comment(source.name, mark))
                feedback.pushInfo(tr("Master data: {new} added, {changed} changed.").format(
                    new=len(found.new), changed=len(found.changed)))
        except RuhrError:
            # Logs keep what is said here, and sentences quote names.
            feedback.pushWarning(tr("The master data of the file were not taken over. Read them in the dialog “Master "
                                    "data …”, which says why."))
