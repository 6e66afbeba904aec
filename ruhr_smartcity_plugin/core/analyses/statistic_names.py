# SPDX-License-Identifier: GPL-2.0-or-later
"""The names of the zonal statistics; apart from the kernel, for who only lists them."""

from __future__ import annotations

from typing import Tuple

#: Names of the statistics, in the order of the result's columns; part of the public contract of the algorithm.
STATISTICS: Tuple[str, ...] = ("count", "sum", "mean", "min", "max", "std")
