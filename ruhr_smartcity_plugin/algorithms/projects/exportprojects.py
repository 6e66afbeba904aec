# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:exportprojects``: the projects of a register as a file for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.translation import tr

PUBLIC, INTERNAL = "public", "internal"


class ExportProjectsAlgorithm(RegisterAlgorithm):
    """Writes the public part of a register, or all of it if that is asked for by name."""

    SCOPE, OUTPUT, COUNT, LICENCE, ATTRIBUTION = "SCOPE", "OUTPUT", "COUNT", "LICENCE", "ATTRIBUTION"

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
            tr("Example: STORE = register.gpkg, SCOPE = public, OUTPUT = projekte.csv."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add(QgsProcessingParameterEnum(self.SCOPE, tr("What is written"), [PUBLIC, INTERNAL], False, PUBLIC,
                                            False, True), tr("Internal output is for your own use only."))
        formats = ";;".join(f"{one.upper()} (*.{one})" for one in ("csv", "geojson", "gpkg", "json", "jsonld"))
        self.add(QgsProcessingParameterFileDestination(self.OUTPUT, tr("File"), formats), "")
        self.add(QgsProcessingParameterString(self.LICENCE, tr("Licence"), "", False, True), tr(
            "Name or address; written into the file, for CSV into a file beside it."))
        self.add(QgsProcessingParameterString(self.ATTRIBUTION, tr("Attribution"), "", False, True), tr(
            "The text that names the source."))
        self.add_log_in()
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of projects written")))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.exporting import export_projects
        from ruhr_smartcity_plugin.adapters.projects.master_files import CARRIED_BY
        from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters

        path = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        internal = self.parameterAsEnumString(parameters, self.SCOPE, context) == INTERNAL
        store = self.opened(parameters, context)
        licence, attribution = (self.parameterAsString(parameters, one, context)
                                for one in (self.LICENCE, self.ATTRIBUTION))
        masters = store.masters() if internal and keeps_masters(store) else ()
        count = export_projects(store.all_projects(), path, internal=internal, licence=licence,
                                attribution=attribution, masters=masters)
        if masters and path.suffix.lower() not in CARRIED_BY:
            feedback.pushWarning(tr("This format carries no master data but those that the projects name. Choose json "
                                    "or gpkg to hand on all organisations, programmes and strategies."))
        if internal:
            feedback.pushWarning(tr("INTERN: this file holds internal statements. Do not hand it on."))
        return {self.OUTPUT: str(path), self.COUNT: count}
