# SPDX-License-Identifier: GPL-2.0-or-later
"""The visible mark of a layer that is not (proven to be) complete: in its name, its properties and its origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qgis.core import QgsMapLayer

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Verdict
from ruhr_smartcity_plugin.translation import tr

VERDICT_PROPERTY = "ruhr_smartcity/completeness"
SENTENCE_PROPERTY = "ruhr_smartcity/completeness_sentence"
NOTE_PROPERTY = "ruhr_smartcity/completeness_note"
CORRECTION_PROPERTY = "ruhr_smartcity/place_correction"


def mark_completeness(layer: QgsMapLayer, title: str, completeness: Completeness | None) -> None:
    """Name the layer after its title with a note if it is not complete, and keep verdict and numbers with it.

    Call it after `write_origin`: the numbers go into the origin's parameters too.
    """
    if completeness is None:
        layer.setName(title)
        return
    note = completeness.short_text()
    layer.setName(f"{title} ({note})" if note else title)
    layer.setCustomProperty(NOTE_PROPERTY, note)
    layer.setCustomProperty(VERDICT_PROPERTY, completeness.verdict.value)
    # A live layer asks again whenever its project is opened: the sentence holds for the day it was counted.
    said = tr("On {date}: {sentence}").format(date=short_date(date.today()), sentence=completeness.sentence())
    layer.setCustomProperty(SENTENCE_PROPERTY, said)
    origin = read_origin(layer)
    if origin is not None:
        stated = "unknown" if completeness.expected is None else str(completeness.expected)
        numbers = {"objects received": str(completeness.received), "objects stated": stated}
        write_origin(layer, replace(origin, parameters={**origin.parameters, **numbers}))


def mark_correction(layer: QgsMapLayer, sentence: str) -> None:
    """Say in the layer's name, properties and origin that its place was corrected; does nothing for "".

    Call it after `mark_completeness`, which sets the name.
    """
    if not sentence:
        return
    layer.setName(tr("{title} (place corrected)").format(title=layer.name()))
    layer.setCustomProperty(CORRECTION_PROPERTY, sentence)
    origin = read_origin(layer)
    if origin is not None:
        write_origin(layer, replace(origin, parameters={**origin.parameters, "place": sentence}))


def renew_marks(layer: QgsMapLayer, completeness: Completeness | None, correction: str) -> None:
    """Mark a layer that shows other objects now; its name stays, but for the notes of before."""
    name, note = layer.name(), layer.customProperty(NOTE_PROPERTY)
    endings = (tr("{title} (place corrected)").format(title=""), *((f" ({note})",) if note else ()))
    while name.endswith(endings):
        for one in endings:
            name = name.removesuffix(one)
    for key in (VERDICT_PROPERTY, SENTENCE_PROPERTY, CORRECTION_PROPERTY, NOTE_PROPERTY):
        layer.removeCustomProperty(key)
    layer.setName(name)
    mark_completeness(layer, name, completeness)
    mark_correction(layer, correction)


def sentence_of_incomplete(layer: QgsMapLayer) -> str:
    """Return what was said of a layer that is not proven to be complete; "" for all others."""
    verdict = layer.customProperty(VERDICT_PROPERTY)
    is_incomplete = verdict in (Verdict.SHORT.value, Verdict.UNPROVEN.value)
    return str(layer.customProperty(SENTENCE_PROPERTY) or "") if is_incomplete else ""


def is_short(layer: QgsMapLayer) -> bool:
    """Answer whether the layer is known to lack objects."""
    return layer.customProperty(VERDICT_PROPERTY) == Verdict.SHORT.value
