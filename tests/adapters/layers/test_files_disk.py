# SPDX-License-Identifier: GPL-2.0-or-later
"""Files from a catalogue where the disk does not play along: full, read-only, held by another program."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.layers.files import contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.layers.files_layer import layers_of_file, load_part
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import StoreBusyError, StoreFullError
from tests.support.disk import full_disk, held_by_another_process, read_only
from tests.support.geofiles import geojson, points, zipped
from tests.support.live_layers import LIMITS
from tests.support.loopback import Loopback, Reply


def _load(url: str, cache: Path) -> list:
    """Fetch and open in this thread, whose rights the tests change."""
    fetched = fetch_file(new_client(limits=LIMITS), url, (ServiceKind.UNKNOWN,), cache, service="Stadt")
    layers = []
    for member in contents_of(fetched):
        local = take_out(fetched, member)
        for part in layers_of_file(local):
            layers += load_part(local, part, "Bäume")
    return layers


def _files(folder: Path) -> list:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def served():
    with Loopback() as server:

        def serve(body: bytes) -> str:
            server.routes["/file"] = Reply(200, body, {}, "application/octet-stream")
            return server.url + "/file"

        yield serve


@pytest.mark.parametrize(
    ("size", "body"),
    [
        (20_000, geojson(points(500))),
        (20_000, zipped({"b.geojson": geojson(points(2000))})),
        (60_000, geojson(points(12))),
    ],
    ids=["the file", "what is in the zip", "the copy"],
)
def test_a_full_disk_is_said_and_leaves_nothing_behind(qgis_app, served, tmp_path, size, body):
    url = served(body)
    with full_disk(size), pytest.raises(StoreFullError) as caught:
        _load(url, tmp_path)
    assert "pace" in caught.value.sentence
    assert [one for one in _files(tmp_path) if "/." in one or ".gpkg" in one] == []
    assert len(_load(url, tmp_path)) == 1  # and with room again, all is well


def test_a_cache_folder_that_may_only_be_read_is_said(qgis_app, served, tmp_path):
    url = served(geojson(points(12)))
    with read_only(tmp_path), pytest.raises(StoreFullError) as caught:
        _load(url, tmp_path)
    assert "cache folder" in caught.value.sentence
    assert _files(tmp_path) == []


def test_what_was_kept_before_opens_from_a_folder_that_may_only_be_read(qgis_app, served, tmp_path):
    url = served(geojson(points(12)))
    _load(url, tmp_path)
    before = _files(tmp_path)
    with read_only(tmp_path):
        (loaded,) = _load(url, tmp_path)
        assert loaded.layer.featureCount() == 12
    assert _files(tmp_path) == before


def test_a_copy_that_another_process_locks_is_left_alone_and_opens_afterwards(qgis_app, served, tmp_path):
    url = served(geojson(points(12)))
    _load(url, tmp_path)
    (copy,) = tmp_path.rglob("*.gpkg")
    before = copy.read_bytes()
    with held_by_another_process(copy):
        started = time.monotonic()
        with pytest.raises(StoreBusyError, match="Another program"):
            _load(url, tmp_path)
        assert time.monotonic() - started < 15
    assert copy.read_bytes() == before
    (loaded,) = _load(url, tmp_path)
    assert loaded.layer.featureCount() == 12


def test_a_file_kept_without_a_log_in_does_not_stand_in_for_the_one_a_log_in_is_given(qgis_app, tmp_path, monkeypatch):
    def answer(seen):
        return Reply(304) if seen.headers.get("If-None-Match") else Reply(200, geojson(points(3)), {"ETag": '"1"'})

    with Loopback({"/file": answer}) as server:
        url = server.url + "/file"
        inside = new_client("abc1234", server.url, limits=LIMITS)
        monkeypatch.setattr(inside, "session", new_client().session)  # the log-in is not in QGIS's store
        for client in (new_client(limits=LIMITS), inside, inside):
            fetch_file(client, url, (ServiceKind.GEOJSON,), tmp_path)
        asked = [one.headers.get("If-None-Match") for one in server.seen]
    assert asked == [None, None, '"1"']
