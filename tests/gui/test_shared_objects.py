# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import doctest

import pytest

from ruhr_smartcity_plugin.gui import shared_objects
from ruhr_smartcity_plugin.gui.shared_objects import SharedObjects


def test_the_examples_in_the_docstrings_are_true():
    result = doctest.testmod(shared_objects)
    assert result.attempted
    assert not result.failed


def test_an_offer_is_made_once_and_only_when_asked_for():
    made = []
    shared = SharedObjects()
    shared.offer("index", lambda: made.append(1) or object())
    assert not made
    assert shared["index"] is shared.get("index")
    assert made == [1]


def test_what_nobody_offers_is_missing():
    shared = SharedObjects()
    assert "index" not in shared
    with pytest.raises(KeyError):
        shared["index"]


def test_what_is_set_goes_before_what_is_offered():
    shared = SharedObjects()
    shared.offer("index", lambda: "made")
    shared["index"] = "set"
    assert shared["index"] == "set"
