# SPDX-License-Identifier: GPL-2.0-or-later
"""A resource is found again in its data set, whatever the portal did to keys and addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.resource_match import find_again, find_today


def resource(key: str, title: str, kind: ServiceKind = ServiceKind.CSV, year: int | None = None) -> Distribution:
    modified = datetime(year, 1, 1, tzinfo=timezone.utc) if year else None
    return Distribution(key, title, f"https://x.example/{key}", (kind,), modified=modified)


OLD = resource("a", "Bäume 2025")


def test_same_name_and_kind_goes_first_the_newest_of_several():
    found = find_again(OLD, [resource("b", "Bäume 2025", year=2024), resource("c", "bäume 2025", year=2026),
                             resource("d", "Bäume 2025", ServiceKind.WFS, 2027)])  # fmt: skip
    assert found.key == "c"


def test_else_the_same_key_else_the_only_one_of_the_kind():
    assert find_again(OLD, [resource("a", "Bäume"), resource("b", "Wege")]).key == "a"
    assert find_again(OLD, [resource("x", "Bäume 2026"), resource("y", "Karte", ServiceKind.WMS)]).key == "x"


def test_what_could_be_several_is_not_guessed():
    assert find_again(OLD, [resource("x", "Wege"), resource("y", "Plätze")]) is None
    assert find_again(OLD, []) is None


def test_a_resource_without_an_address_is_of_no_use():
    gone = Distribution("a", "Bäume 2025", "", (ServiceKind.CSV,))
    assert find_again(OLD, [gone]) is None


def test_what_only_its_bytes_told_is_found_again_as_what_it_is():
    known = replace(OLD, key="a", kinds=(ServiceKind.CSV,))
    listed = replace(known, url="https://x.example/neu", kinds=(ServiceKind.UNKNOWN,))
    for find in (find_again, find_today):
        assert find(known, [listed]) == replace(listed, kinds=(ServiceKind.CSV,))


def test_today_an_address_that_is_still_listed_stays_though_a_newer_one_has_the_name():
    newer = resource("c", "Bäume 2025", year=2026)
    assert find_today(OLD, [newer, replace(OLD, key="neu")]).key == "neu"
    moved = replace(OLD, url="https://x.example/moved")
    assert find_today(OLD, [newer, moved]) == moved
    assert find_today(OLD, [newer]) == newer


def test_today_one_address_with_several_layers_gives_the_one_of_the_same_key_or_name():
    other, same = replace(OLD, key="b", title="Wege"), replace(OLD, modified=None, description="neu")
    assert find_today(OLD, [other, same]) == same
    assert find_today(OLD, [other, replace(same, key="c")]).key == "c"


def test_today_the_only_one_of_the_kind_is_not_taken_for_something_of_another_name():
    car_parks = resource("x", "Parkhäuser")
    assert find_today(OLD, [car_parks]) is None
    assert find_again(OLD, [car_parks]) == car_parks
