# SPDX-License-Identifier: GPL-2.0-or-later
"""The attribute table of zonal statistics: the fields of the areas, then one field per statistic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterable, List, Sequence

from qgis.core import QgsFeature, QgsField, QgsFields, QgsProcessingUtils
from qgis.PyQt.QtCore import QMetaType

from ruhr_smartcity_plugin.algorithms.output import ResultSink
from ruhr_smartcity_plugin.core.analyses.zonal import ZonalStatistics
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

_STEP = 1000


class ZonalTable:
    """Joins the statistics to the features by feature id."""

    def __init__(
        self,
        source_fields: QgsFields,
        prefix: str,
        statistics: Sequence[str],
        ids: Sequence[int],
        result: ZonalStatistics,
    ) -> None:
        self.statistics = list(statistics)
        wanted = [prefix + name for name in statistics]
        self.fields = QgsProcessingUtils.combineFields(source_fields, _new_fields(wanted))
        given = [self.fields.at(source_fields.count() + i).name() for i in range(len(wanted))]
        #: Name of the field that holds a statistic.
        self.names = dict(zip(statistics, given))
        self._renamed = [(old, new) for old, new in zip(wanted, given) if old != new]
        self._row_of = {feature_id: row for row, feature_id in enumerate(ids)}
        self._columns = [result.column(name) for name in statistics]
        self._portion = -1
        self._rows: List[list] = []

    def renamed_sentences(self) -> List[str]:
        """Say which new fields could not get their name because the areas have such a field already."""
        sentence = tr("The areas already have a field “{old}”; the new one is called “{new}”.")
        return [sentence.format(old=old, new=new) for old, new in self._renamed]

    def write(self, features: Iterable[QgsFeature], sink: ResultSink, progress: Progress) -> None:
        """Write the features with their statistics.

        Raises
        ------
        CancelledError
            If the user asked to stop; the sink then takes the output back.
        """
        total = max(1, len(self._row_of))
        for number, feature in enumerate(features):
            if number % _STEP == 0:
                stop_if_cancelled(progress)
                progress.report(min(1.0, number / total))
            feature.setAttributes(feature.attributes() + self._values(feature.id()))
            sink.add(feature)
        stop_if_cancelled(progress)

    def _values(self, feature_id: int) -> list:
        row = self._row_of.get(feature_id)
        if row is None:  # appeared in the source after the areas were read
            return [None] * len(self.statistics)
        portion, position = divmod(row, _STEP)
        if portion != self._portion:
            # In portions: all rows at once would be objects by the hundred thousand, and stall the user's window.
            start = portion * _STEP
            self._rows = _nullable_rows([column[start : start + _STEP] for column in self._columns])
            self._portion = portion
        return self._rows[position]


def _nullable_rows(columns: Sequence[np.ndarray]) -> List[list]:
    """Return the columns as rows of plain numbers, None for NaN."""
    import numpy as np

    cells = np.empty((len(columns[0]), len(columns)), dtype=object)
    for number, column in enumerate(columns):
        cells[:, number] = column.tolist()
        cells[np.isnan(column), number] = None
    return cells.tolist()


def _new_fields(names: Sequence[str]) -> QgsFields:
    fields = QgsFields()
    for name in names:
        kind = QMetaType.Type.LongLong if name.endswith("count") else QMetaType.Type.Double
        fields.append(QgsField(name, kind))
    return fields
