# SPDX-License-Identifier: GPL-2.0-or-later
"""Named errors carry a sentence for the user and a detail for the log."""

from __future__ import annotations

import inspect

import pytest

from ruhr_smartcity_plugin.core import errors


def test_an_error_reads_as_its_sentence():
    error = errors.InputError("The file is empty.", "0 bytes")
    assert str(error) == error.sentence == "The file is empty."
    assert error.detail == "0 bytes"


def test_every_error_of_the_plugin_has_one_base_and_a_meaning():
    kinds = [kind for _name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert len(kinds) > 15
    for kind in kinds:
        assert issubclass(kind, errors.RuhrError), kind
        assert inspect.getdoc(kind), kind


def test_a_busy_service_says_how_long_to_wait():
    error = errors.BusyError("Overloaded.", status=503, retry_after_s=2.0)
    assert (error.status, error.retry_after_s) == (503, 2.0)
    assert isinstance(error, errors.NetworkError)


def test_an_incomplete_result_says_both_numbers():
    error = errors.IncompleteError("Short.", expected=20001, received=3000)
    assert (error.expected, error.received) == (20001, 3000)


def test_a_newer_schema_is_still_readable():
    assert issubclass(errors.NewerSchemaError, errors.StoreReadOnlyError)


def test_a_version_conflict_names_the_record_and_both_versions():
    error = errors.VersionConflictError("Somebody else.", uuid="u", base_version=3, store_version=4)
    assert (error.uuid, error.base_version, error.store_version) == ("u", 3, 4)
    with pytest.raises(errors.StoreError):
        raise error
