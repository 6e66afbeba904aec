# SPDX-License-Identifier: GPL-2.0-or-later
"""Favourites, collections, searches and recent entries: kept whole, read back, and never trusted from outside."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Place
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ALL_PARTS, ChosenParts, Part
from ruhr_smartcity_plugin.core.catalogue.presets import load_services
from ruhr_smartcity_plugin.core.catalogue.shelf import Shelf
from ruhr_smartcity_plugin.core.catalogue.shelf_exchange import MOST_BYTES, MOST_ITEMS
from ruhr_smartcity_plugin.core.errors import InputError, StoreError

NAME = "Klimaanpassung Essen"


def entry(number, root="https://opendata.ruhr", **more):
    resource = Distribution("r", "CSV", "https://moved.example/old.csv", (ServiceKind.CSV,))
    return Dataset(f"k{number}", f"Bäume {number}", "opendata.ruhr", portal_root=root, identifier=f"id-{number}",
                   publisher="Stadt Essen", distributions=(resource,), **more)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "profile" / "shelf.json"


@pytest.fixture
def shelf(path):
    return Shelf(path)


def again(shelf, path):
    other = Shelf(path)
    assert (other.favourites, other.collections, other.searches, other.recent) == (
        shelf.favourites, shelf.collections, shelf.searches, shelf.recent,
    )  # fmt: skip
    return other


def keys(items):
    return [one.key for one in items]


def test_a_favourite_comes_and_goes_and_is_there_next_time(shelf, path):
    assert shelf.toggle_favourite(entry(1))
    assert shelf.toggle_favourite(entry(2))
    assert again(shelf, path).is_favourite(entry(1))
    assert not shelf.toggle_favourite(entry(1))
    assert keys(again(shelf, path).favourites) == ["k2"]


def test_a_data_set_merged_with_its_twins_is_the_favourite_it_was(shelf):
    shelf.toggle_favourite(entry(1, root="https://govdata.example"))
    merged = entry(7, places=(Place("a", "https://opendata.ruhr", "k7"), Place("g", "https://govdata.example", "k1")))
    assert shelf.is_favourite(merged)
    assert not shelf.toggle_favourite(merged)


ODD_KEYS = ["Hitze  Karte\u00a02024", "zwei\nZeilen ", "Grün\u00adflächen", "k" * 2500]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_an_entry_whose_key_is_a_title_is_found_again_letter_by_letter(shelf, path, tmp_path, key):
    """DKAN entries without an identifier have their title as key."""
    odd = Dataset(key, "Hitze", "P", portal_root="https://opendata.ruhr/x?map=a  b", identifier=f"id {key}")
    shelf.toggle_favourite(odd)
    shelf.add_collection(NAME)
    shelf.add_to_collection(NAME, odd)
    found = again(shelf, path)
    assert found.is_favourite(odd)
    assert not found.toggle_favourite(odd)
    assert not found.add_to_collection(NAME, odd)
    colleague = Shelf(tmp_path / "other" / "shelf.json")
    assert colleague.import_collections(exported(shelf, tmp_path, NAME)).rejected == 0
    assert colleague.collection(NAME).items[0].names(odd)
    assert colleague.collection(NAME).items[0].identifier == odd.identifier


def test_a_folder_with_two_blanks_in_its_name_is_still_that_folder(shelf, path):
    local = entry(1, root="/home/ich/Daten  2024/katalog.ttl")
    shelf.toggle_favourite(local)
    assert again(shelf, path).is_favourite(local)


def test_a_key_shown_in_place_of_a_title_is_clean(shelf, tmp_path):
    file = tmp_path / "in.json"
    file.write_bytes(hostile([{**GOOD, "key": "Bäume\u202e  2024\n" + "x" * 5000}]))
    shelf.import_collections(file)
    assert shelf.collections[0].items[0].title.startswith("Bäume 2024 xxx")
    assert len(shelf.collections[0].items[0].title) < 1000


def test_a_collection_has_order_and_notes(shelf, path):
    shelf.add_collection(NAME)
    for number in range(4):
        assert shelf.add_to_collection(NAME, entry(number), "Erst prüfen\nzweite Zeile" if number == 3 else "")
    assert not shelf.add_to_collection(NAME, entry(2))
    item = shelf.collection(NAME).items[3]
    shelf.move(NAME, item, 0)
    shelf.describe_collection(NAME, "Für den Beirat")
    shelf.remove_from_collection(NAME, entry(1))
    collection = again(shelf, path).collection(NAME)
    assert keys(collection.items) == ["k3", "k0", "k2"]
    assert (collection.note, collection.items[0].note) == ("Für den Beirat", "Erst prüfen\nzweite Zeile")
    assert collection.items[0].title == "Bäume 3"


def test_collections_are_renamed_moved_removed_and_restored(shelf, path):
    for name in ("A", "B", "C"):
        shelf.add_collection(name)
    shelf.rename_collection("B", "Z")
    shelf.rename_collection("Z", "z")
    shelf.move_collection("C", 0)
    removed = shelf.remove_collection("A")
    assert [one.name for one in shelf.collections] == ["C", "z"]
    shelf.restore_collection(removed, 0)
    assert [one.name for one in again(shelf, path).collections] == ["A", "C", "z"]


@pytest.mark.parametrize("name", ["", "   ", "\x00\u202e", "klimaanpassung essen"])
def test_a_name_must_be_one_and_free(shelf, name):
    shelf.add_collection(NAME)
    with pytest.raises(InputError):
        shelf.add_collection(name)
    with pytest.raises(InputError):
        shelf.collection("gone")


def test_searches_are_kept_with_all_their_conditions(shelf, path):
    query = FindQuery("bäume", {Facet.MUNICIPALITY: frozenset({"05113000", "05911000"})},
                      datetime(2026, 1, 1, tzinfo=timezone.utc), (7.0, 51.3, 7.2, 51.5),
                      frozenset({"05113000"}))  # fmt: skip
    shelf.save_search("Bäume", FindQuery("x"))
    shelf.save_search("Bäume", query, "https://opendata.ruhr")
    kept = [(one.name, one.query, one.catalogue) for one in again(shelf, path).searches]
    assert kept == [("Bäume", query, "https://opendata.ruhr")]
    shelf.remove_search("Bäume")
    assert again(shelf, path).searches == ()


def test_a_search_keeps_the_organisation_and_the_group_of_its_portal(shelf, path):
    parts = ChosenParts(Part("stadt-herne", "Stadt Herne", 0), Part("envi", "Umwelt", 0))
    shelf.save_search("Herne", FindQuery("lärm"), "https://opendata.ruhr", parts)
    assert again(shelf, path).searches[0].parts == parts
    written = json.loads(path.read_text("utf-8"))
    del written["searches"][0]["organisation"], written["searches"][0]["group"]  # a file of before
    path.write_text(json.dumps(written), "utf-8")
    assert Shelf(path).searches[0].parts == ALL_PARTS


def test_a_saved_search_is_renamed_in_its_place_and_takes_no_other_ones_name(shelf, path):
    for name in ("a", "b", "c"):
        shelf.save_search(name, FindQuery(name))
    with pytest.raises(InputError, match="already"):
        shelf.rename_search("a", " b ")
    shelf.rename_search("b", "neu")
    kept = [(one.name, one.query.words) for one in again(shelf, path).searches]
    assert kept == [("a", "a"), ("neu", "b"), ("c", "c")]


def test_the_last_thirty_looked_at_are_kept_newest_first(shelf, path):
    for number in (*range(35), 20):
        shelf.note_recent(entry(number))
    recent = keys(again(shelf, path).recent)
    assert len(recent) == 30
    assert recent[:3] == ["k20", "k34", "k33"]
    shelf.clear_recent()
    assert again(shelf, path).recent == ()


def test_no_address_of_a_resource_is_kept(shelf, path):
    shelf.toggle_favourite(entry(1))
    assert "moved.example" not in path.read_text("utf-8")
    written = json.loads(path.read_text("utf-8"))["favourites"][0]
    assert (written["portal_root"], written["key"], written["identifier"]) == ("https://opendata.ruhr", "k1", "id-1")


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b'{"format": "other"}', b'{"format": "ruhr-smartcity-shelf", "version": 99}',
    b'{"format": "ruhr-smartcity-shelf", "version": 1, "favourites": [1], "collections": [], "searches": [], '
    b'"recent": []}', b"\xff" * 100,
])  # fmt: skip
def test_a_damaged_file_is_kept_aside_and_said(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    shelf = Shelf(path)
    assert shelf.favourites == ()
    aside = next(path.parent.glob("*.damaged"))
    assert aside.read_bytes() == content
    assert str(aside) in shelf.damage
    shelf.toggle_favourite(entry(1))
    assert again(shelf, path).damage == ""


def test_a_failed_save_changes_nothing_neither_shown_nor_on_the_disk(shelf, path, monkeypatch):
    shelf.toggle_favourite(entry(1))
    before = path.read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError) as caught:
        shelf.toggle_favourite(entry(2))
    assert "could not be written" in caught.value.sentence
    assert keys(shelf.favourites) == ["k1"]
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} == {"shelf.json", "shelf.json.lock"}


def test_two_windows_keep_what_the_other_put_aside(shelf, path):
    """Both have read the file; before, the second one wrote its own copy over the first one's change."""
    other = Shelf(path)
    shelf.toggle_favourite(entry(1))
    shelf.add_collection(NAME)
    other.toggle_favourite(entry(2))
    other.add_to_collection(NAME, entry(3))
    shelf.save_search("Bäume", FindQuery("bäume"))
    shelf.note_recent(entry(4))
    found = again(shelf, path)
    assert keys(found.favourites) == ["k1", "k2"]
    assert keys(found.collection(NAME).items) == ["k3"]
    other.remove_collection(NAME)
    with pytest.raises(InputError, match="no collection"):
        shelf.add_to_collection(NAME, entry(5))


def test_a_star_set_in_two_windows_stays_set(shelf, path):
    other = Shelf(path)
    assert shelf.toggle_favourite(entry(1))
    assert other.toggle_favourite(entry(1))
    assert keys(again(other, path).favourites) == ["k1"]


def test_windows_that_write_at_the_same_time_lose_nothing(path):
    def put_aside(first):
        own = Shelf(path)
        for number in range(first, first + 20):
            own.toggle_favourite(entry(number))

    threads = [threading.Thread(target=put_aside, args=(100 * place,)) for place in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(Shelf(path).favourites) == 80


def test_a_file_damaged_or_gone_meanwhile_costs_nothing(shelf, path):
    shelf.toggle_favourite(entry(1))
    path.write_bytes(b"{")
    shelf.toggle_favourite(entry(2))
    assert shelf.damage
    path.unlink()
    shelf.toggle_favourite(entry(3))
    assert keys(again(shelf, path).favourites) == ["k1", "k2", "k3"]


def exported(shelf, tmp_path, *names):
    target = tmp_path / "sammlung.json"
    shelf.export_collections(names, target)
    return target


def test_a_colleague_gets_collections_merged_into_the_own_ones(shelf, tmp_path):
    for name in (NAME, "Lärm"):
        shelf.add_collection(name)
    for number in (1, 2, 3):
        shelf.add_to_collection(NAME, entry(number), f"Notiz {number}")
    colleague = Shelf(tmp_path / "other" / "shelf.json")
    colleague.add_collection(NAME.upper())
    colleague.add_to_collection(NAME.upper(), entry(3), "meine Notiz")
    report = colleague.import_collections(exported(shelf, tmp_path, NAME, "Lärm"))
    assert (report.added, report.merged, report.datasets, report.known, report.rejected) == (1, 1, 2, 1, 0)
    assert "2 new data sets" in report.sentence()
    mine = colleague.collection(NAME.upper())
    assert [(one.key, one.note) for one in mine.items] == [("k3", "meine Notiz"), ("k1", "Notiz 1"), ("k2", "Notiz 2")]
    second = colleague.import_collections(exported(shelf, tmp_path, NAME))
    assert (second.datasets, second.known) == (0, 3)


def test_nothing_internal_goes_out(shelf, tmp_path):
    shelf.add_collection(NAME)
    shelf.toggle_favourite(entry(9))
    shelf.save_search("geheim", FindQuery("geheim"))
    shelf.add_to_collection(NAME, entry(1))
    shelf.add_to_collection(NAME, entry(2, root="/home/me/catalogue.ttl"))
    shelf.add_to_collection(NAME, entry(3, root="https://user:pw@opendata.ruhr/x"))
    shelf.add_to_collection(NAME, entry(4, root="https://opendata.ruhr/x?map=/a.map&token=abc"))
    report = shelf.export_collections([NAME], tmp_path / "sammlung.json")
    text = (tmp_path / "sammlung.json").read_text("utf-8")
    for internal in ("pw@", "token", "/home/me", "k9", "geheim", "added_at", str(tmp_path)):
        assert internal not in text
    assert "k1" in text
    assert (report.datasets, report.left_out, report.secret) == (1, 1, 2)
    assert "Left out because their address holds a log-in or key: 2 data sets." in report.sentence("x")


@pytest.mark.parametrize(
    "root",
    [
        "https://geo.example/mapserv?map=/srv/klima.map",
        "https://geo.example/csw.py?config=%2Fa.cfg",
        "https://geo.example/ows?SERVICE=WMS&REQUEST=GetCapabilities",
    ],
)
def test_an_address_with_a_query_reaches_colleagues_whole(shelf, tmp_path, root):
    shelf.add_collection(NAME)
    shelf.add_to_collection(NAME, entry(1, root=root))
    colleague = Shelf(tmp_path / "other" / "shelf.json")
    assert colleague.import_collections(exported(shelf, tmp_path, NAME)).rejected == 0
    assert [one.portal_root for one in colleague.collection(NAME).items] == [root]


def test_geo_services_everybody_has_go_to_colleagues_and_what_stays_is_counted(shelf, tmp_path):
    shipped = load_services()[0]
    shelf.add_collection(NAME)
    for one in (shipped, replace(shipped, key="own-geo-service", title="Intern"), entry(1),
                entry(2, root="/home/me/catalogue.ttl")):  # fmt: skip
        shelf.add_to_collection(NAME, one)
    report = shelf.export_collections([NAME], tmp_path / "sammlung.json")
    assert (report.collections, report.datasets, report.left_out) == (1, 2, 2)
    assert report.sentence("sammlung.json") == (
        "1 collection written to sammlung.json. Left out because only this computer knows them: 2 data sets."
    )
    assert "Intern" not in (tmp_path / "sammlung.json").read_text("utf-8")
    colleague = Shelf(tmp_path / "other" / "shelf.json")
    taken = colleague.import_collections(tmp_path / "sammlung.json")
    assert (taken.datasets, taken.rejected) == (2, 0)
    assert colleague.collection(NAME).items[0].names(shipped)


def hostile(items, name="Böse", **more):
    document = {"format": "ruhr-smartcity-collections", "version": 1,
                "collections": [{"name": name, "note": "", "items": items}], **more}  # fmt: skip
    return json.dumps(document).encode()


GOOD = {"portal_root": "https://a.example", "key": "k"}


@pytest.mark.parametrize(
    ("item", "is_kept"),
    [
        (GOOD, True),
        ({**GOOD, "title": "<b>x</b>\u202e\x00"}, True),
        ({**GOOD, "portal_root": "file:///etc/passwd"}, False),
        ({**GOOD, "portal_root": "/etc/passwd"}, False),
        ({**GOOD, "portal_root": "https://a.example/csw?config=a"}, True),
        ({**GOOD, "portal_root": "https://u:p@a.example"}, False),
        ({**GOOD, "portal_root": "https://a.example/csw?api_key=a"}, False),
        ({**GOOD, "portal_root": "javascript:alert(1)"}, False),
        ({**GOOD, "portal_root": "http://[broken"}, False),
        ({**GOOD, "portal_root": ""}, False),
        ({**GOOD, "key": ""}, False),
        ({**GOOD, "key": ["k"]}, False),
        ({**GOOD, "key": "k\x00"}, False),
        ({**GOOD, "key": "k" * 100_000}, False),
        ({**GOOD, "identifier": 7}, False),
        ({**GOOD, "portal_root": "https://a.exa\nmple"}, False),
        ({**GOOD, "portal_root": "https://a.example/\u202ex"}, False),
        ({**GOOD, "note": {"a": 1}}, False),
        ({**GOOD, "added_at": "gestern"}, False),
        ({**GOOD, "added_at": "2026-01-01"}, False),
        ("text", False),
        (None, False),
    ],
)
def test_each_foreign_entry_is_taken_clean_or_left_out_and_counted(shelf, tmp_path, item, is_kept):
    file = tmp_path / "in.json"
    file.write_bytes(hostile([item]))
    report = shelf.import_collections(file)
    assert (report.datasets, report.rejected) == (int(is_kept), int(not is_kept))
    for one in shelf.collections[0].items:
        assert "\u202e" not in one.title
        assert "\x00" not in one.title


@pytest.mark.parametrize("content", [
    b"", b"null", b"{}", b"[" * 200_000, hostile([], format="x"), hostile([], version=2), b"\x00" * (MOST_BYTES + 1),
    hostile([], collections=[{"name": "x", "items": []}] * 1000),
])  # fmt: skip
def test_a_foreign_file_that_is_none_changes_nothing(shelf, path, tmp_path, content):
    file = tmp_path / "in.json"
    file.write_bytes(content)
    shelf.add_collection("Meine")
    before = path.read_bytes()
    with pytest.raises(InputError):
        shelf.import_collections(file)
    assert path.read_bytes() == before


def test_a_flood_of_entries_is_cut_and_counted(shelf, tmp_path):
    file = tmp_path / "in.json"
    file.write_bytes(hostile([{"portal_root": "https://a.example", "key": str(i)} for i in range(MOST_ITEMS + 7)]))
    report = shelf.import_collections(file)
    assert (report.datasets, report.rejected) == (MOST_ITEMS, 7)


def test_a_missing_file_is_said(shelf, tmp_path):
    with pytest.raises(InputError, match=r"nope\.json"):
        shelf.import_collections(tmp_path / "nope.json")
