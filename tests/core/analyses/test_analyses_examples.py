# SPDX-License-Identifier: GPL-2.0-or-later
"""The examples in the docstrings of the analyses are true."""

from __future__ import annotations

import doctest

import pytest

from ruhr_smartcity_plugin.core.analyses import areas, classes, raster_grid


@pytest.mark.parametrize("module", [areas, classes, raster_grid], ids=lambda module: module.__name__)
def test_the_examples_of_the_module_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
