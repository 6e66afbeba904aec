# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:createregister``: an empty project register, or one with the sample projects."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
)

from ruhr_smartcity_plugin.algorithms.projects.register_algorithm import RegisterAlgorithm
from ruhr_smartcity_plugin.translation import tr


class CreateRegisterAlgorithm(RegisterAlgorithm):
    """Makes a register in a file or in a database; never replaces one."""

    SAMPLE = "SAMPLE"
    FOR_SERVICE = "FOR_SERVICE"

    def createInstance(self) -> CreateRegisterAlgorithm:
        return CreateRegisterAlgorithm()

    def name(self) -> str:
        return "createregister"

    def displayName(self) -> str:
        return tr("Create a project register")

    def shortDescription(self) -> str:
        return tr("Makes an empty register of Smart City projects, or one with samples.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Makes a register of Smart City projects: a GeoPackage for one office, or a schema in PostgreSQL with "
               "PostGIS for a team. A register that exists is never replaced."),
            tr("In a database the log-in must be allowed to make schemas and roles. It makes the roles ruhr_public, "
               "ruhr_member, ruhr_reviewer and ruhr_admin; give them to the log-ins of your team, and enter in the "
               "table membership who works for which municipality."),
            tr("Example: STORE = postgresql://db.example.org/geo?schema=ruhr_register, SAMPLE = yes."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store(self.STORE, tr("Register"))
        self.add(QgsProcessingParameterBoolean(self.SAMPLE, tr("With sample projects"), False), tr(
            "Projects known from public documents, marked as samples."))
        self.add(QgsProcessingParameterBoolean(self.FOR_SERVICE, tr("Ready for a feature service"), False), tr(
            "For administrators who publish a register in PostgreSQL by QGIS Server or pygeoapi: its tables are "
            "changed as these need them. A register that exists is made ready too, if all in it is public."))
        self.add_log_in()
        self.addOutput(QgsProcessingOutputString(self.STORE, tr("Register")))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.projects.any_store import create_any, open_any, without_password
        from ruhr_smartcity_plugin.adapters.projects.feature_publishing import make_for_service
        from ruhr_smartcity_plugin.adapters.projects.sample import SAMPLE_EDITOR, sample_bundles

        text = self.parameterAsString(parameters, self.STORE, context)
        bundles = sample_bundles() if self.parameterAsBool(parameters, self.SAMPLE, context) else ()
        log_in = self.log_in(parameters, context)
        if self.parameterAsBool(parameters, self.FOR_SERVICE, context):
            make_for_service(text, log_in)
            store = open_any(text, log_in)
        else:
            store = create_any(text, log_in)
        for number, bundle in enumerate(bundles):
            store.save(bundle, 0, SAMPLE_EDITOR)
            feedback.setProgress(100.0 * (number + 1) / len(bundles))
        feedback.pushInfo(tr("%n project(s) in the register.", "", len(bundles)))
        return {self.STORE: without_password(text)}  # results are logged
