# SPDX-License-Identifier: GPL-2.0-or-later
"""The ledger takes everything back, last first, whatever happens."""

from __future__ import annotations

from ruhr_smartcity_plugin.ledger import Ledger


def test_what_was_registered_last_is_taken_back_first():
    done = []
    ledger = Ledger([].append)
    for name in ("dock", "action", "signal"):
        ledger.push(lambda name=name: done.append(name))
    assert len(ledger) == 3
    ledger.unwind()
    assert done == ["signal", "action", "dock"]


def test_unwinding_twice_undoes_once():
    done = []
    ledger = Ledger([].append)
    ledger.push(lambda: done.append(1))
    ledger.unwind()
    ledger.unwind()
    assert done == [1]
    assert len(ledger) == 0


def test_an_undo_that_fails_is_told_and_does_not_stop_the_others():
    done, told = [], []
    ledger = Ledger(told.append)
    ledger.push(lambda: done.append("first"))
    ledger.push(lambda: 1 / 0)
    ledger.push(lambda: done.append("last"))
    ledger.unwind()
    assert done == ["last", "first"]
    assert [type(error) for error in told] == [ZeroDivisionError]


def test_an_undo_may_push_another():
    done = []
    ledger = Ledger([].append)
    ledger.push(lambda: ledger.push(lambda: done.append("late")))
    ledger.unwind()
    assert done == ["late"]
