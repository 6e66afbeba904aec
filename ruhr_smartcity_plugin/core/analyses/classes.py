# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes for a map legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, List

if TYPE_CHECKING:
    import numpy as np


def quantile_breaks(values: np.ndarray, n_classes: int = 5) -> List[float]:
    """Return the limits of classes that hold about equally many values: n + 1 ascending numbers.

    Not finite values are left out. Fewer classes result where values repeat; one value alone gives the two equal
    limits of one class, no value an empty list. Quantiles are interpolated linearly (Hyndman and Fan 1996, type 7).

    Examples
    --------
    >>> import numpy as np
    >>> quantile_breaks(np.array([0.0, 1.0, 2.0, 3.0, 4.0, np.nan]), 2)
    [0.0, 2.0, 4.0]
    >>> quantile_breaks(np.array([7.0, 7.0])), quantile_breaks(np.array([np.nan]))
    ([7.0, 7.0], [])
    """
    import numpy as np

    finite = values[np.isfinite(values)]
    if not len(finite):
        return []
    limits = np.unique(np.quantile(finite, np.linspace(0, 1, n_classes + 1)))
    return limits.tolist() if len(limits) > 1 else [limits[0].item()] * 2
