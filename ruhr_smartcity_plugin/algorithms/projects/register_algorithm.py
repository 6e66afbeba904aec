# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms on project registers have in common: their group, and the parameters that name a register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Sequence

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingUtils,
)

from ruhr_smartcity_plugin.algorithms.algorithm import RuhrAlgorithm
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore


class RegisterParameter(QgsProcessingParameterFile):
    """Names a register. Logs, the history and copied commands get its address without a password."""

    def valueAsPythonString(self, value: Any, context: QgsProcessingContext) -> str:
        return super().valueAsPythonString(_shown(value), context)

    def valueAsString(self, value: Any, context: QgsProcessingContext) -> Any:
        return super().valueAsString(_shown(value), context)

    def valueAsJsonObject(self, value: Any, context: QgsProcessingContext) -> Any:
        return super().valueAsJsonObject(_shown(value), context)


def _shown(value: Any) -> Any:
    from ruhr_smartcity_plugin.adapters.projects.any_store import without_password

    return without_password(value) if isinstance(value, str) else value


class RegisterAlgorithm(RuhrAlgorithm):
    """Base of the algorithms on project registers."""

    room = "projects"
    STORE, AUTHCFG, REPORT = "STORE", "AUTHCFG", "REPORT"

    def tags(self) -> List[str]:
        return ["register", "projects", "Smart City", "Projekte", "Projektregister"]

    def add_store(self, name: str, title: str) -> None:
        """Add a parameter that names a register: a file to choose, or an address to type in its place."""
        label = tr("{register} (GeoPackage or address)").format(register=title)
        register = RegisterParameter(name, label)
        register.setFileFilter("")  # with any, QGIS refuses addresses: they do not end as a file does
        self.add(register, tr(
            "Path of a GeoPackage, “postgresql://server/database”, “service=name”, or the address of a feature service "
            "(“https://server/wfs”). Type no password into it, a model would keep it in its file: choose a log-in."))

    def add_log_in(self) -> None:
        """Add the parameter for the log-in of a database or a service."""
        self.add(QgsProcessingParameterAuthConfig(self.AUTHCFG, tr("Log-in"), None, True), tr(
            "For registers in a database or behind a service. Kept in QGIS's password store."))

    def add_report(self) -> None:
        """Add the parameter for the report; Processing makes a temporary file where none is named."""
        self.add(QgsProcessingParameterFileDestination(
            self.REPORT, tr("Report"), "HTML (*.html);;CSV (*.csv)", QgsProcessing.TEMPORARY_OUTPUT, True), tr(
            "A temporary report lasts until QGIS is closed; qgis_process keeps only one whose file is named."))

    def report_path(self, parameters: Dict[str, Any], context: QgsProcessingContext, name: str = REPORT,
                    sources: Sequence[Path] = ()) -> str:
        """Return the file of a report, empty for none. Raises InputError if it is a register or one of `sources`.

        In `qgis_process` temporary files are gone when the answer is read: there, one is none.
        """
        from ruhr_smartcity_plugin.adapters.projects.destination import check_destination

        path = self.parameterAsFileOutput(parameters, name, context)
        if path and QgsApplication.platform() == "qgis_process" and Path(
                QgsProcessingUtils.tempFolder()) in Path(path).parents:
            return ""
        if path:
            check_destination(Path(path), sources)
        return path

    def opened(self, parameters: Dict[str, Any], context: QgsProcessingContext, name: str = STORE) -> AnyStore:
        """Return the register a parameter names. Raises StoreError, InputError."""
        from ruhr_smartcity_plugin.adapters.projects.any_store import open_any

        return open_any(self.parameterAsString(parameters, name, context), self.log_in(parameters, context))

    def log_in(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the id of the log-in; empty for none."""
        return self.parameterAsString(parameters, self.AUTHCFG, context)
