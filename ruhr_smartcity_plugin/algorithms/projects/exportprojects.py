# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:exportprojects``: the projects of a register as a file for others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Dict, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore
    from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
    from ruhr_smartcity_plugin.core.projects.master import MasterRecord

PUBLIC, INTERNAL = "public", "internal"


class ExportProjectsAlgorithm(RegisterAlgorithm):
    """Writes the public part of a register, or all of it if that is asked for by name."""

    SCOPE, OUTPUT, COUNT, LICENCE, ATTRIBUTION = "SCOPE", "OUTPUT", "COUNT", "LICENCE", "ATTRIBUTION"
    AS_OF = "AS_OF"

    def createInstance(self) -> ExportProjectsAlgorithm:
        return ExportProjectsAlgorithm()

    def name(self) -> str:
        return "exportprojects"

    def displayName(self) -> str:
        return tr("Export projects")

    def shortDescription(self) -> str:
        return tr("Writes the projects of a register as CSV, GeoJSON, GeoPackage, JSON or JSON-LD.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Writes the projects of a register into a file. Its ending names the format: csv (semicolons, places as "
               "WKT in EPSG:25832), geojson (longitude and latitude), gpkg, json (carries everything) or jsonld."),
            tr("SCOPE = public writes public projects only, without internal columns, internal places, internal "
               "documents, and without persons who have not consented. SCOPE = internal writes everything: hand such "
               "a file to nobody outside; tables in it are marked INTERN. In json and gpkg it also holds the master "
               "data: organisations with contacts, programmes, strategies."),
            tr("With AS_OF projects and master data are written as they were at the end of that day; the register must "
               "keep its history for that (a GeoPackage or a database). What is not public any more stays out of a "
               "public file."),
            tr("Example: STORE = register.gpkg, SCOPE = public, OUTPUT = projekte.csv."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add(QgsProcessingParameterEnum(
            self.SCOPE, tr("What is written (public: for everybody, internal: everything)"), [PUBLIC, INTERNAL], False,
            PUBLIC, False, True), tr("Internal output is for your own use only."))
        formats = ";;".join(f"{one.upper()} (*.{one})" for one in ("csv", "geojson", "gpkg", "json", "jsonld"))
        self.add(QgsProcessingParameterFileDestination(self.OUTPUT, tr("File"), formats), "")
        self.add(QgsProcessingParameterString(self.LICENCE, tr("Licence"), "", False, True), tr(
            "Name or address; written into the file, for CSV into a file beside it."))
        self.add(QgsProcessingParameterString(self.ATTRIBUTION, tr("Attribution"), "", False, True), tr(
            "The text that names the source."))
        only_day = QgsProcessingParameterDateTime.Type.Date
        self.add(QgsProcessingParameterDateTime(self.AS_OF, tr("As of the day"), only_day, None, True), tr(
            "Empty: as the register is now."))
        self.add_log_in()
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of projects written")))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.exporting import export_projects
        from ruhr_smartcity_plugin.adapters.projects.master_files import CARRIED_BY
        from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters
        from ruhr_smartcity_plugin.core.projects.publicity import count_ahead_of_review, without_withdrawn

        path = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        internal = self.parameterAsEnumString(parameters, self.SCOPE, context) == INTERNAL
        store = self.opened(parameters, context)
        licence, attribution = (self.parameterAsString(parameters, one, context)
                                for one in (self.LICENCE, self.ATTRIBUTION))
        day = self.parameterAsDateTime(parameters, self.AS_OF, context).date()
        if day.isValid():
            bundles, masters = register_of_day(store, day.toPyDate(), feedback)
        else:
            bundles, masters = store.all_projects(), store.masters() if keeps_masters(store) else ()
        if day.isValid() and not internal:
            bundles = without_withdrawn(bundles, store.find_all([one.project.uuid for one in bundles]))
        masters = masters if internal else ()
        stop_if_cancelled(FeedbackProgress(feedback))
        count = export_projects(bundles, path, internal=internal, licence=licence, attribution=attribution,
                                masters=masters)
        if masters and path.suffix.lower() not in CARRIED_BY:
            feedback.pushWarning(tr("This format carries no master data but those that the projects name. Choose json "
                                    "or gpkg to hand on all organisations, programmes and strategies."))
        early = 0 if internal else count_ahead_of_review(bundles)
        if early:
            feedback.pushWarning(tr(
                "%n of these project(s) are public, but not published yet by the review.", "", early))
        if internal:
            feedback.pushWarning(tr("INTERN: this file holds internal statements. Do not hand it on."))
        return {self.OUTPUT: str(path), self.COUNT: count}


def register_of_day(store: AnyStore, day: date, feedback: QgsProcessingFeedback
                    ) -> Tuple[Tuple[ProjectBundle, ...], Tuple[MasterRecord, ...]]:
    """Return projects and master data as they were at the end of a day; what the history does not tell is said.

    Raises InputError for a day to come and for a register without a history, StoreError, CancelledError.
    """
    from ruhr_smartcity_plugin.adapters.projects.past_register import end_of_day, make_past_register
    from ruhr_smartcity_plugin.adapters.projects.postgis_public import PublicPostgisStore
    from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore

    if day > date.today():
        raise InputError(tr("“{day}” lies in the future. Choose a day that is over, or today.").format(
            day=day.isoformat()))
    if not isinstance(store, SqlStore) or isinstance(store, PublicPostgisStore):
        raise InputError(tr(
            "The register “{name}” shows no history: it can only be exported as it is now. Leave AS_OF empty.",
        ).format(name=store.title))
    with TemporaryDirectory() as folder:
        past = make_past_register(store, end_of_day(day), Path(folder) / "past.gpkg", FeedbackProgress(feedback))
        bundles, masters = past.store.all_projects(), past.store.masters()
    for titles, sentence in (
        (past.unknown, tr("%n project(s) are missing: their history begins later", "", len(past.unknown))),
        (past.with_gaps, tr("%n project(s) were changed without an entry in the history", "", len(past.with_gaps))),
    ):
        if titles:
            feedback.pushWarning(sentence)
    return bundles, masters
