# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from ruhr_smartcity_plugin.core import catalogue, storable

MODULES = [
    storable.__name__,
    *(one.name for one in pkgutil.walk_packages(catalogue.__path__, f"{catalogue.__name__}.")),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
