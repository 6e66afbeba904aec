# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from ruhr_smartcity_plugin.core import exchange, projects

MODULES = [f"{package.__name__}.{one.name}" for package in (projects, exchange)
           for one in pkgutil.iter_modules(package.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
