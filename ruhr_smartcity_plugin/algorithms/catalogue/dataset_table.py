# SPDX-License-Identifier: GPL-2.0-or-later
"""Data sets as rows of a table without geometry."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, List

from qgis.core import QgsFeature, QgsField, QgsFields
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState

_TEXT, _BOOL, _TIME = QMetaType.Type.QString, QMetaType.Type.Bool, QMetaType.Type.QDateTime
#: Names and types are a public contract.
_COLUMNS = (
    ("id", _TEXT),
    ("title", _TEXT),
    ("publisher", _TEXT),
    ("ags", _TEXT),
    ("licence", _TEXT),
    ("licence_open", _BOOL),
    ("attribution", _TEXT),
    ("formats", _TEXT),
    ("modified", _TIME),
    ("landing_url", _TEXT),
    ("source_portal", _TEXT),
)


def table_fields() -> QgsFields:
    """Return the fields of the table."""
    fields = QgsFields()
    for name, kind in _COLUMNS:
        fields.append(QgsField(name, kind))
    return fields


def table_row(dataset: Dataset, fields: QgsFields) -> QgsFeature:
    """Return the row of a data set; what is not known is NULL.

    `ags` lists municipalities (8 digits) and whole districts (5 digits), separated by commas; `licence_open` is NULL
    where no licence is known; `modified` is UTC.
    """
    state = dataset.licence_state
    values: List[Any] = [
        dataset.key,
        dataset.title,
        dataset.publisher or None,
        ",".join([*sorted(dataset.municipalities), *sorted(dataset.districts)]) or None,
        dataset.licence.name or None,
        None if state is LicenceState.UNKNOWN else state is LicenceState.OPEN,
        dataset.attribution or None,
        ", ".join(kind.title for kind in dataset.kinds()) or None,
        _time(dataset.modified),
        dataset.landing_url or None,
        dataset.portal_root or dataset.portal,
    ]
    feature = QgsFeature(fields)
    feature.setAttributes(values)
    return feature


def _time(moment: datetime | None) -> QDateTime | None:
    if moment is None:
        return None
    milliseconds = round(moment.astimezone(timezone.utc).timestamp() * 1000)
    return QDateTime.fromMSecsSinceEpoch(milliseconds, Qt.TimeSpec.UTC)
