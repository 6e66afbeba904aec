# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:zonalstatistics``: statistics of a raster per area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.algorithm import RuhrAlgorithm
from ruhr_smartcity_plugin.core.analyses.statistic_names import STATISTICS
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.translation import tr

# QGIS reads this module whenever it starts: what only a run needs is imported in the methods of the run.
if TYPE_CHECKING:
    from ruhr_smartcity_plugin.adapters.geometry import SourceGeometries
    from ruhr_smartcity_plugin.adapters.rasters import RasterSource
    from ruhr_smartcity_plugin.algorithms.analyses.zonal_output import ZonalTable
    from ruhr_smartcity_plugin.core.analyses.areas import Areas
    from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid
    from ruhr_smartcity_plugin.core.analyses.zonal import ZonalStatistics

#: Invalid geometries are repaired here, so Processing need not stop at them.
_UNCHECKED = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
# Shares of the progress bar: reading areas, reading cells; the rest is writing.
_READ, _COMPUTED = 0.15, 0.85


class ZonalStatisticsAlgorithm(RuhrAlgorithm):
    """Count, sum, mean, min, max and std of the cells whose centre lies in each area."""

    room = "analyses"
    AREAS, RASTER, BAND = "AREAS", "RASTER", "BAND"
    STATISTICS, PREFIX, OUTPUT = "STATISTICS", "PREFIX", "OUTPUT"

    def __init__(self) -> None:
        super().__init__()
        self._raster: RasterSource | None = None
        self._inputs: list = []

    # --- what Processing asks ---------------------------------------------------------------------
    def createInstance(self) -> ZonalStatisticsAlgorithm:
        return ZonalStatisticsAlgorithm()

    def name(self) -> str:
        return "zonalstatistics"

    def displayName(self) -> str:
        return tr("Raster statistics per area")

    def tags(self) -> List[str]:
        return [
            *("zonal", "statistics", "zones", "raster", "mean", "sum", "heat", "noise"),
            *("Zonenstatistik", "Flächenstatistik", "Rasterstatistik", "Mittelwert", "Summe", "Hitze", "Lärm"),
        ]

    def shortDescription(self) -> str:
        return tr("How warm, high, loud or green is it in each area? Mean, sum, extremes of a raster per polygon.")

    def shortHelpString(self) -> str:
        return "\n\n".join(
            (
                tr(
                    "Adds to each area the number, sum, mean, minimum, maximum and standard deviation of the raster "
                    "cells in it, for example the mean summer temperature per district from a climate analysis."
                ),
                tr(
                    "Method: a cell belongs to an area if its centre lies inside (centre rule). A centre exactly on "
                    "a shared border counts once, for the area east or south of it. Areas may overlap. Areas in "
                    "another coordinate system are reprojected to that of the raster; invalid areas are repaired. "
                    "Cells without a value (NoData, NaN) are left out. The standard deviation is that of all cells "
                    "(population), as in QGIS's own zonal statistics."
                ),
                tr(
                    "Limits: an area in which no cell centre lies has the count 0 and no other values; choose areas "
                    "clearly larger than a cell. QGIS's own tool weighs cells by covered area if there are fewer "
                    "than two centres. Cells count equally, so with a raster in degrees the mean is not weighted "
                    "by area. Rotated rasters and map services are refused."
                ),
                tr(
                    "Example: AREAS = districts of Bochum, RASTER = air temperature at 2 pm in 10 m cells, "
                    "STATISTICS = mean and max. The result shows the mean per district in five classes of equal count."
                ),
            )
        )

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas"), polygons),
            tr("Polygons, for example districts, blocks or municipalities. A selection is respected."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.RASTER, tr("Raster")),
            tr("A raster file with values, for example temperature, height or noise level."),
        )
        self.add(QgsProcessingParameterBand(self.BAND, tr("Band"), 1, self.RASTER), "")
        statistics = QgsProcessingParameterEnum(
            self.STATISTICS, tr("Statistics"), list(STATISTICS), True, list(STATISTICS), False, True
        )
        self.add(statistics, tr("The result has one field for each."))
        self.add(
            QgsProcessingParameterString(self.PREFIX, tr("Prefix of the new fields"), "", False, True),
            tr("Put before the names of the new fields, for example “t_” for t_mean."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Raster statistics"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "",
        )

    # --- before the run (main thread) -------------------------------------------------------------
    def canExecute(self) -> Tuple[bool, str]:
        from ruhr_smartcity_plugin.core.analyses.areas import require_shapely

        try:
            require_shapely()
        except RuhrError as error:
            return False, error.sentence
        return True, ""

    def checkParameterValues(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[bool, str]:
        from ruhr_smartcity_plugin.adapters.rasters import raster_source

        is_fine, sentence = super().checkParameterValues(parameters, context)
        if not is_fine:
            return is_fine, sentence
        raster = self.parameterAsRasterLayer(parameters, self.RASTER, context)
        if raster is None:
            return False, self.invalidRasterError(parameters, self.RASTER)
        try:
            source = raster_source(raster, self.parameterAsInt(parameters, self.BAND, context))
        except RuhrError as error:
            return False, error.sentence
        if not source.crs.isValid():
            return False, _no_crs_sentence(raster.name())
        areas = self.parameterAsVectorLayer(parameters, self.AREAS, context)
        if areas is not None and not areas.crs().isValid():
            return False, _no_crs_sentence(areas.name())
        return True, ""

    def prepareAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        from ruhr_smartcity_plugin.adapters.rasters import raster_source
        from ruhr_smartcity_plugin.algorithms.analyses.result_layer import origin_of_input

        raster = self.parameterAsRasterLayer(parameters, self.RASTER, context)
        if raster is None:
            feedback.reportError(self.invalidRasterError(parameters, self.RASTER), True)
            return False
        try:
            self._raster = raster_source(raster, self.parameterAsInt(parameters, self.BAND, context))
        except RuhrError as error:
            feedback.reportError(error.sentence, True)
            return False
        areas = self.parameterAsVectorLayer(parameters, self.AREAS, context)
        self._inputs = [origin_of_input(areas, tr("Areas")), origin_of_input(raster, raster.name())]
        return True

    # --- the run (any thread) ---------------------------------------------------------------------
    def compute(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.core.analyses.areas import require_shapely

        require_shapely()  # scripts and models do not ask canExecute
        source = self.parameterAsSource(parameters, self.AREAS, context)
        if source is None:
            raise InputError(self.invalidSourceError(parameters, self.AREAS))
        chosen = set(self.parameterAsEnumStrings(parameters, self.STATISTICS, context))
        statistics = [name for name in STATISTICS if name in chosen]
        geometries, result = self._statistics(source, statistics, context, feedback)
        return self._write(source, geometries, result, statistics, parameters, context, feedback)

    def _statistics(
        self,
        source: QgsProcessingFeatureSource,
        statistics: List[str],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Tuple[SourceGeometries, ZonalStatistics]:
        from ruhr_smartcity_plugin.adapters.geometry import read_geometries
        from ruhr_smartcity_plugin.adapters.rasters import open_raster
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
        from ruhr_smartcity_plugin.core.analyses.areas import read_areas
        from ruhr_smartcity_plugin.core.analyses.zonal import zonal_statistics

        if not source.sourceCrs().isValid():
            raise InputError(_no_crs_sentence(source.sourceName()))
        if not self._raster.crs.isValid():
            raise InputError(_no_crs_sentence(self._raster.name))
        transform = QgsCoordinateTransform(source.sourceCrs(), self._raster.crs, context.transformContext())
        features = source.getFeatures(QgsFeatureRequest().setNoAttributes(), _UNCHECKED)
        progress = FeedbackProgress(feedback, 0.0, _READ / 2)
        geometries = read_geometries(features, transform, source.featureCount(), progress)
        areas = read_areas(geometries.wkbs, FeedbackProgress(feedback, _READ / 2, _READ))
        with open_raster(self._raster) as (grid, read_cells):
            self._tell_inputs(source, geometries, areas, grid, feedback)
            progress = FeedbackProgress(feedback, _READ, _COMPUTED)
            return geometries, zonal_statistics(areas, grid, read_cells, statistics, progress)

    def _tell_inputs(
        self,
        source: QgsProcessingFeatureSource,
        geometries: SourceGeometries,
        areas: Areas,
        grid: RasterGrid,
        feedback: QgsProcessingFeedback,
    ) -> None:
        cells = tr("Areas: {areas}. Raster: {rows} × {cols} cells.")
        feedback.pushInfo(cells.format(areas=areas.n, rows=grid.rows, cols=grid.cols))
        if source.sourceCrs() != self._raster.crs:
            moved = tr("The areas were reprojected from {source} to {target}.")
            feedback.pushInfo(moved.format(source=source.sourceCrs().authid(), target=self._raster.crs.authid()))
        if self._raster.crs.isGeographic():
            feedback.pushWarning(tr("The raster is in degrees: its cells count equally, although they differ in size."))
        for sentence in _warnings(geometries, areas, grid):
            feedback.pushWarning(sentence)

    def _write(
        self,
        source: QgsProcessingFeatureSource,
        geometries: SourceGeometries,
        result: ZonalStatistics,
        statistics: List[str],
        parameters: Dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.analyses.zonal_output import ZonalTable
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
        from ruhr_smartcity_plugin.algorithms.output import ResultSink

        prefix = self.parameterAsString(parameters, self.PREFIX, context)
        table = ZonalTable(source.fields(), prefix, statistics, geometries.ids, result)
        for sentence in table.renamed_sentences():
            feedback.pushWarning(sentence)
        sink = ResultSink(self, parameters, context, table.fields, source.wkbType(), source.sourceCrs(), self.OUTPUT)
        with sink:
            table.write(
                source.getFeatures(QgsFeatureRequest(), _UNCHECKED), sink, FeedbackProgress(feedback, _COMPUTED, 1.0)
            )
        self._finish(sink.destination, table, result, parameters, context)
        n_with_values = int((result.count > 0).sum())
        feedback.pushInfo(tr("%n area(s) with values.", "", n_with_values))
        if not n_with_values and len(result.count):
            feedback.pushWarning(tr("No area holds the centre of a cell with a value, so all values are empty."))
        return {self.OUTPUT: sink.destination}

    def _finish(
        self,
        destination: str,
        table: ZonalTable,
        result: ZonalStatistics,
        parameters: Dict[str, Any],
        context: QgsProcessingContext,
    ) -> None:
        from ruhr_smartcity_plugin.algorithms.analyses.result_layer import ClassedStyle, ResultLayer, origin_of_result
        from ruhr_smartcity_plugin.core.analyses.classes import quantile_breaks

        shown = "mean" if "mean" in table.statistics else table.statistics[0]
        style = ClassedStyle("zonal_mean.qml", table.names[shown], quantile_breaks(result.column(shown) * 1.0))
        settings = {
            self.BAND: self._raster.band,
            self.STATISTICS: ", ".join(table.statistics),
            self.PREFIX: self.parameterAsString(parameters, self.PREFIX, context),
        }
        method = tr("Zonal statistics, centre rule (ruhr:zonalstatistics)")
        origin = origin_of_result(tr("Raster statistics"), method, settings, self._inputs)
        ResultLayer.expect(destination, context, ResultLayer(style, origin))


def _no_crs_sentence(name: str) -> str:
    sentence = tr("“{name}” has no coordinate reference system. Set it in the layer's properties, then try again.")
    return sentence.format(name=name)


def _warnings(geometries: SourceGeometries, areas: Areas, grid: RasterGrid) -> List[str]:
    """Return what the user should know before trusting the result, one sentence each."""
    sentences = []
    if areas.n_repaired:
        sentences.append(tr("%n invalid area(s) repaired for the computation.", "", areas.n_repaired))
    if geometries.n_null:
        sentences.append(tr("No values for %n area(s) without geometry.", "", geometries.n_null))
    if geometries.n_unprojectable:
        sentences.append(
            tr("No values for %n area(s) outside the raster's coordinate system.", "", geometries.n_unprojectable)
        )
    bounds = areas.bounds
    if bounds is not None and not _overlap(bounds, grid.bounds):
        sentences.append(
            tr("No area lies on the raster, so there are no values. Check that both are of the same region.")
        )
    return sentences


def _overlap(one: Tuple[float, ...], other: Tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
