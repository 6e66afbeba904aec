# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing provider ``ruhr``: every analysis and batch job of the plugin."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ruhr_smartcity_plugin.paths import resource


class RuhrProvider(QgsProcessingProvider):
    """Registers the algorithms; its id, the algorithm ids and parameter names are a public contract."""

    def id(self) -> str:
        """Return the stable id that models, scripts and ``qgis_process`` use."""
        return "ruhr"

    def name(self) -> str:
        """Return the name the toolbox shows; a proper name, so not translated."""
        return "Ruhr Smart City"

    def icon(self) -> QIcon:
        """Return the plugin's icon, or Processing's own if the file is missing."""
        path = resource("icons", "icon.svg")
        return QIcon(str(path)) if path.is_file() else super().icon()

    def loadAlgorithms(self) -> None:
        """Build and add all algorithms.

        They are built here and not in the constructor: Processing deletes and reloads them when its
        options are saved, and objects kept from before would then be dead.
        """
        from ruhr_smartcity_plugin.algorithms.analyses.zonalstatistics import ZonalStatisticsAlgorithm
        from ruhr_smartcity_plugin.algorithms.catalogue.downloadlayer import DownloadLayerAlgorithm
        from ruhr_smartcity_plugin.algorithms.catalogue.searchcatalogue import SearchCatalogueAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.createregister import CreateRegisterAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.deleteperson import DeletePersonAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.exportprojects import ExportProjectsAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.importprojects import ImportProjectsAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.personreport import PersonReportAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.synchroniseregister import SynchroniseRegisterAlgorithm
        from ruhr_smartcity_plugin.algorithms.projects.validateregister import ValidateRegisterAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.climateindices import ClimateIndicesAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.fetchobservations import FetchObservationsAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.stationheat import StationHeatAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.stationperiods import StationPeriodsAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.stationquality import StationQualityAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.stationrain import StationRainAlgorithm
        from ruhr_smartcity_plugin.algorithms.sensors.stationseries import StationSeriesAlgorithm

        self.addAlgorithm(DownloadLayerAlgorithm())
        self.addAlgorithm(ZonalStatisticsAlgorithm())
        self.addAlgorithm(SearchCatalogueAlgorithm())
        self.addAlgorithm(CreateRegisterAlgorithm())
        self.addAlgorithm(ExportProjectsAlgorithm())
        self.addAlgorithm(ImportProjectsAlgorithm())
        self.addAlgorithm(PersonReportAlgorithm())
        self.addAlgorithm(DeletePersonAlgorithm())
        self.addAlgorithm(SynchroniseRegisterAlgorithm())
        self.addAlgorithm(ValidateRegisterAlgorithm())
        self.addAlgorithm(FetchObservationsAlgorithm())
        self.addAlgorithm(ClimateIndicesAlgorithm())
        self.addAlgorithm(StationQualityAlgorithm())
        self.addAlgorithm(StationHeatAlgorithm())
        self.addAlgorithm(StationSeriesAlgorithm())
        self.addAlgorithm(StationPeriodsAlgorithm())
        self.addAlgorithm(StationRainAlgorithm())
