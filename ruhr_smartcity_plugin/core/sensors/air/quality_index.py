# SPDX-License-Identifier: GPL-2.0-or-later
"""The air quality index of the German Environment Agency (Umweltbundesamt): each hour the worst substance decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.air.limits import index_bounds
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
from ruhr_smartcity_plugin.core.sensors.series import Series


@dataclass(frozen=True)
class QualityIndex:
    """The index at the ends of hours: `times_ms` (``int64`` UTC), `classes` 1 (very good) to 5 (very poor).

    `substances` counts how many substances each class rests on: fewer than all make an incomplete index.
    """

    times_ms: np.ndarray
    classes: np.ndarray
    substances: np.ndarray


def classify(quantity: str, values: np.ndarray) -> np.ndarray:
    """Return the class of hourly means in µg/m³, 1 to 5; 0 where a value is not a number.

    Values are rounded to whole µg/m³, halves up: the classes are given in whole numbers. Raises `KeyError` for a
    substance the index does not know.
    """
    bounds = np.asarray(index_bounds()[quantity])
    numbers = np.asarray(values, dtype=np.float64)
    whole = np.floor(np.nan_to_num(numbers, nan=-1.0) + 0.5 + 1e-9)
    return np.where(np.isnan(numbers), 0, np.searchsorted(bounds, whole, side="left") + 1)


def quality_index(hours: Mapping[str, Series]) -> QualityIndex:
    """Return the index of one station from its hourly means by substance; quantities it does not know are ignored."""
    known = [(name, one) for name, one in hours.items() if name in index_bounds() and len(one)]
    if not known:
        empty = np.empty(0, dtype=np.int64)
        return QualityIndex(empty, empty, empty)
    numbers = [_hour_numbers(one) for _, one in known]
    first, last = min(one[0] for one in numbers), max(one[-1] for one in numbers)
    classes, substances = (np.zeros(last - first + 1, dtype=np.int64) for _ in range(2))
    for (name, one), number in zip(known, numbers):
        np.maximum.at(classes, number - first, classify(name, one.values))
        np.add.at(substances, np.unique(number) - first, 1)
    has = substances > 0
    return QualityIndex((np.arange(first, last + 1)[has]) * HOUR_MS, classes[has], substances[has])


def worst_substance(values: Mapping[str, float]) -> Tuple[str, int]:
    """Return the substance that decides the index of one hour and its class; ("", 0) where none is known."""
    graded = [(int(classify(name, np.array([value]))[0]), name) for name, value in values.items()
              if name in index_bounds()]
    worst = max(graded, key=lambda one: one[0], default=(0, ""))
    return (worst[1], worst[0]) if worst[0] else ("", 0)


def _hour_numbers(series: Series) -> np.ndarray:
    return series.times.astype(np.int64) // HOUR_MS
