# SPDX-License-Identifier: GPL-2.0-or-later
"""Search in a short list that is already here: presets and the sample catalogue."""

from __future__ import annotations

import re
from typing import Iterable, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.region.municipalities import fold_text


def search_local(datasets: Iterable[Dataset], text: str) -> Tuple[Dataset, ...]:
    """Return the data sets that hold all words of the text, hits in the title first.

    Case does not matter, umlauts may be written ä or ae, and a word may be part of a longer one (Baum, Baumkataster).
    """
    words = re.findall(r"[^\s,;]+", fold_text(text))
    if not words:
        return tuple(datasets)
    found = [one for one in datasets if all(word in _text_of(one) for word in words)]
    return tuple(sorted(found, key=lambda one: not all(word in fold_text(one.title) for word in words)))


def _text_of(dataset: Dataset) -> str:
    layers = [name for one in dataset.distributions for name in (one.title, *one.layers)]
    texts = (dataset.title, dataset.notes, dataset.publisher, *dataset.tags, *layers)
    return " ".join(fold_text(text) for text in texts)
