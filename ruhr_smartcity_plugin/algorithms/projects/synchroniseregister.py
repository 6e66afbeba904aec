# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:synchroniseregister``: a local copy and the register it was made of are brought together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
)

from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

REPORT_ONLY, FOR_LOCAL, FOR_REMOTE = "report", "local", "remote"


class SynchroniseRegisterAlgorithm(RegisterAlgorithm):
    """Sends what was changed here, fetches what was changed there, merges by field; conflicts are reported."""

    LOCAL, REMOTE, ON_CONFLICT = "LOCAL", "REMOTE", "ON_CONFLICT"
    PUSHED, PULLED, CONFLICTS, FAILED = "PUSHED", "PULLED", "CONFLICTS", "FAILED"

    def createInstance(self) -> SynchroniseRegisterAlgorithm:
        return SynchroniseRegisterAlgorithm()

    def name(self) -> str:
        return "synchroniseregister"

    def displayName(self) -> str:
        return tr("Synchronise a register")

    def shortDescription(self) -> str:
        return tr("Brings a local copy and the team's register together, without losing a change.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Sends what was changed in the local copy, fetches what was changed in the other register, and merges "
               "records that both have changed, field by field and place by place. An empty local register becomes a "
               "copy of the other one. The run can be stopped and begun again at any time: nothing is lost, and "
               "nothing is saved twice."),
            tr("Conflicts are fields that both have changed differently, and deletions of what the other has edited. "
               "ON_CONFLICT = report leaves such records alone and lists them; local or remote decides all of them "
               "for one side."),
            tr("Example: LOCAL = kopie.gpkg, REMOTE = postgresql://db.example.org/geo, ON_CONFLICT = report."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.LOCAL, tr("Local copy"))
        self.add_store(self.REMOTE, tr("Register of the team"))
        self.add_log_in()
        ways = [REPORT_ONLY, FOR_LOCAL, FOR_REMOTE]
        # The choices are words of the public contract and stand there as they are.
        label = tr("Conflicts (report: list them, local: the local copy decides, remote: the team's register decides)")
        self.add(QgsProcessingParameterEnum(self.ON_CONFLICT, label, ways, False, REPORT_ONLY, False, True), tr(
            "What happens to fields that both sides have changed differently."))
        self.add_report()
        for name, title in ((self.PUSHED, tr("Records sent")), (self.PULLED, tr("Records fetched")),
                            (self.CONFLICTS, tr("Records in conflict")), (self.FAILED, tr("Records not saved"))):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.any_store import key_of
        from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
        from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy, origin_of
        from ruhr_smartcity_plugin.adapters.projects.sync_work import origin_of_store, synchronise_all
        from ruhr_smartcity_plugin.adapters.settings import stored_editor_name
        from ruhr_smartcity_plugin.core.kept_file import write_kept
        from ruhr_smartcity_plugin.core.projects.comment_sync import synchronise_comments
        from ruhr_smartcity_plugin.core.projects.merging import Side
        from ruhr_smartcity_plugin.core.projects.sync_report import report_text, summary_of
        from ruhr_smartcity_plugin.core.projects.synchronising import Outcome

        local = self.opened(parameters, context, self.LOCAL)
        remote = self.opened(parameters, context, self.REMOTE)
        key = key_of(self.parameterAsString(parameters, self.REMOTE, context))
        if not isinstance(local, GeoPackageStore):
            raise InputError(tr("The local copy must be a GeoPackage."))
        if isinstance(remote, GeoPackageStore) and remote.path.samefile(local.path):
            raise InputError(tr("A register cannot be synchronised with itself. Choose two registers."))
        path = self.report_path(parameters, context)
        side = {FOR_LOCAL: Side.LOCAL, FOR_REMOTE: Side.REMOTE}.get(
            self.parameterAsEnumString(parameters, self.ON_CONFLICT, context))
        copy, progress = RegisterCopy(local, key), FeedbackProgress(feedback)
        if origin_of(local) is None and not local.versions():
            origin = origin_of_store(remote)  # so that the room knows it as a copy, too
            copy.bind(origin.address, origin.authcfg, origin.title)
        report = synchronise_all(copy, local, remote, key, stored_editor_name(), progress, side)
        comments = synchronise_comments(local, remote, progress, copy)
        report = replace(report, comments=comments)
        copy.note_end()
        feedback.pushInfo(summary_of(report))
        for sentence in comments.refused:
            feedback.pushWarning(sentence)
        for one in report.records:
            if one.reason:
                # Logs keep what is said here: titles and reasons stand in the report.
                feedback.pushWarning(tr("Record {uuid} was not synchronised.").format(uuid=one.uuid))
        if path:
            is_page = Path(path).suffix.lower() != ".csv"
            encoding = "utf-8" if is_page else "utf-8-sig"  # the mark tells spreadsheets that it is UTF-8
            write_kept(Path(path), report_text(report, as_page=is_page).encode(encoding, "replace"))
        return {self.REPORT: path, self.PUSHED: report.count(Outcome.PUSHED, Outcome.MERGED),
                self.PULLED: report.count(Outcome.PULLED), self.CONFLICTS: report.count(Outcome.CONFLICT),
                self.FAILED: report.count(Outcome.FAILED)}
