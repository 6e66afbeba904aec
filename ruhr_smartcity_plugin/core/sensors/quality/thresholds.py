# SPDX-License-Identifier: GPL-2.0-or-later
"""Thresholds of the checks by quantity: shipped ones with their sources, and the user's own over them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Dict, Mapping

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Thresholds:
    """What one quantity may do, in its unit; None where nothing is checked.

    `low`, `high`: plausible range. `step_minute`, `step_hour`: largest change within a minute and within an hour.
    `spike`: how far one value may stand out from both beside it. `stuck_h`: for how many hours values may stay the
    same; `stuck_free_to` and `stuck_free_from` are values up to and from which they may stay for ever (calm, fog).
    `neighbour`: least difference from the neighbours' median that counts.
    """

    low: float | None = None
    high: float | None = None
    step_minute: float | None = None
    step_hour: float | None = None
    spike: float | None = None
    stuck_h: float | None = None
    stuck_free_to: float | None = None
    stuck_free_from: float | None = None
    neighbour: float | None = None


def thresholds_for(quantity: str, own: Mapping[str, Mapping[str, object]] | None = None) -> Thresholds:
    """Return the thresholds of a quantity; all None for one nobody knows.

    `own` is the user's table: quantity to threshold to number, null for "do not check". Raises `InputError` for a
    threshold of another name or one that is no number.
    """
    shipped = _shipped()["quantities"].get(quantity, {})
    found = Thresholds(**{name: float(value) for name, value in shipped.items()})
    changes = (own or {}).get(quantity, {})
    return replace(found, **{name: _number(quantity, name, value) for name, value in changes.items()})


def checked_thresholds(document: object) -> Dict[str, Dict[str, float | None]]:
    """Return a user's table of thresholds; raises `InputError` for what is none."""
    if not isinstance(document, Mapping) or not all(isinstance(one, Mapping) for one in document.values()):
        raise InputError(tr("The thresholds must be an object: quantity, then threshold and number."))
    for quantity in document:
        found = thresholds_for(str(quantity), document)
        if found.low is not None and found.high is not None and found.low >= found.high:
            raise InputError(tr("{quantity}: the lowest plausible value must be below the highest.").format(
                quantity=str(quantity)[:60]))
    return {str(quantity): {name: None if value is None else float(value) for name, value in changes.items()}
            for quantity, changes in document.items()}


def threshold_sources() -> Dict[str, str]:
    """Return where the thresholds come from, by check."""
    return dict(_shipped()["sources"])


def known_quantities() -> tuple:
    """Return the quantities that have shipped thresholds."""
    return tuple(_shipped()["quantities"])


def _number(quantity: str, name: str, value: object) -> float | None:
    if name not in {one.name for one in fields(Thresholds)}:
        raise InputError(tr("“{name}” is no threshold of the checks.").format(name=name[:60]), quantity)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise InputError(tr("The threshold {name} of {quantity} must be a number.").format(
            name=name, quantity=quantity[:60]), repr(value)[:60])
    return float(value)


@lru_cache(maxsize=1)
def _shipped() -> dict:
    return json.loads(resource("data", "quality_thresholds.json").read_text(encoding="utf-8"))
