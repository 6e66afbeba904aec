# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.catalogue.central_list import fetch_central
from ruhr_smartcity_plugin.adapters.catalogue.source_store import OWN_FILE, CatalogueSources, new_source
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.errors import InputError, NetworkError, StoreError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from tests.support.loopback import Loopback, Reply

HERNE = {"id": "herne", "title": "Herne", "url": "https://daten.herne.example", "kind": "ckan"}
MARL = {"id": "marl", "title": "Marl", "url": "https://daten.marl.example", "kind": "dkan"}


@pytest.fixture
def sources(tmp_path):
    return CatalogueSources(tmp_path / "lists")


@pytest.fixture
def client():
    import requests

    return HttpClient(requests.Session())


def test_a_new_profile_has_the_shipped_catalogues_and_services(sources):
    assert "https://opendata.ruhr" in [one.url for one in sources.all()]
    assert len(sources.services()) > 10
    assert not sources.problems


def test_an_own_catalogue_is_there_in_the_next_session(sources, tmp_path, qtbot):
    with qtbot.waitSignal(sources.changed):
        sources.add(new_source("https://daten.herne.example", "Herne"))
    again = CatalogueSources(tmp_path / "lists")
    assert again.by_url("https://daten.herne.example/").title == "Herne"
    assert again.all()[-1].owner is SourceOwner.OWN


def test_an_address_stands_in_the_list_once(sources):
    with pytest.raises(InputError, match=r"opendata\.ruhr"):
        sources.add(new_source("https://OPENDATA.ruhr"))


def test_removing_can_be_taken_back(sources):
    own = sources.add(new_source("https://daten.herne.example", "Herne"))
    removed = sources.remove(own.key)
    assert sources.by_url(own.url) is None
    sources.put_back(removed)
    assert sources.by_url(own.url) == own


def test_shipped_catalogues_are_hidden_and_not_removed(sources, tmp_path):
    shipped = sources.all()[0]
    with pytest.raises(InputError):
        sources.remove(shipped.key)
    sources.set_hidden(shipped.key, True)
    again = CatalogueSources(tmp_path / "lists")
    assert shipped.key not in [one.key for one in again.all()]
    assert shipped.key in [one.key for one in again.everything()]
    again.set_hidden(shipped.key, False)
    assert shipped.key in [one.key for one in again.all()]


def test_each_catalogue_has_its_own_log_in_for_its_own_host(sources, tmp_path):
    sources.add(replace(new_source("https://daten.herne.example:8443/ckan", "Herne"), authcfg="herne01"))
    shipped = sources.all()[0]
    sources.update(shipped.key, replace(shipped, authcfg="ruhr001", is_indexed=False))
    again = CatalogueSources(tmp_path / "lists")
    assert again.login_for("https://daten.herne.example:8443/dataset/x.csv") == "herne01"
    assert again.login_for("https://daten.herne.example/dataset/x.csv") == ""  # another port
    assert again.login_for("https://evil.example/?https://daten.herne.example:8443") == ""
    assert again.login_for(shipped.url + "/api/3") == "ruhr001"
    assert not next(one for one in again.all() if one.key == shipped.key).is_indexed


def test_an_export_holds_no_log_in_and_a_colleague_can_import_it(sources, tmp_path):
    sources.add(replace(new_source("https://daten.herne.example", "Herne"), authcfg="canary7"))
    exported = tmp_path / "für Kollegen.json"
    assert sources.export(exported) == 1
    assert "canary7" not in exported.read_text(encoding="utf-8")
    colleague = CatalogueSources(tmp_path / "other")
    report = colleague.import_file(exported)
    assert (report.added, report.known) == (("Herne",), 0)
    assert colleague.import_file(exported).added == ()


def test_a_damaged_own_list_is_set_aside_and_told(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / OWN_FILE).write_text('{"portals": [', encoding="utf-8")
    sources = CatalogueSources(folder)
    assert sources.all()
    assert "set aside" in sources.problems[0]
    assert [one.name for one in folder.glob("*damaged*")]
    sources.add(new_source("https://daten.herne.example"))  # the list works again


def test_a_list_that_cannot_be_written_stays_as_it_was(sources, monkeypatch):
    sources.add(new_source("https://daten.herne.example", "Herne"))

    def full(_path, _document):
        raise StoreError("full")

    monkeypatch.setattr("ruhr_smartcity_plugin.adapters.catalogue.source_store.write_kept_json", full)
    with pytest.raises(StoreError):
        sources.add(new_source("https://daten.marl.example", "Marl"))
    assert sources.by_url("https://daten.marl.example") is None
    shipped = sources.all()[0]
    with pytest.raises(StoreError):
        sources.update(shipped.key, replace(shipped, authcfg="ruhr001"))
    assert sources.login_for(shipped.url) == ""


# --- the central list ---------------------------------------------------------------------------------
def test_a_central_list_is_kept_and_used_offline(sources, client):
    with Loopback({"/liste.json": {"portals": [HERNE, MARL]}}) as server:
        outcome = fetch_central(client, server.url + "/liste.json", sources.central_path)
    assert outcome.is_new
    assert outcome.rows == 2
    sources.reload_central()
    assert {one.url for one in sources.all()} >= {HERNE["url"], MARL["url"]}
    assert sources.central_fetched_at is not None


def test_an_unchanged_central_list_is_one_small_answer(sources, client):
    def answer(seen):
        if seen.headers.get("If-None-Match") == '"v1"':
            return Reply(304)
        return Reply(200, {"portals": [HERNE]}, {"ETag": '"v1"'})

    with Loopback({"/liste.json": answer}) as server:
        assert fetch_central(client, server.url + "/liste.json", sources.central_path).is_new
        second = fetch_central(client, server.url + "/liste.json", sources.central_path)
    assert not second.is_new
    assert second.rows == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html><body>Anmeldung</body></html>", content_type="text/html"),
        Reply(200, b'{"portals": [', content_type="application/json"),
        Reply(200, {"something": "else"}),
        Reply(200, {"portals": [{"url": "file:///x"}]}),
        Reply(200, {"portals": []}),
        Reply(404),
        Reply(200, b""),
    ],
)
def test_a_broken_new_list_never_replaces_a_good_old_one(sources, client, reply):
    replies = [Reply(200, {"portals": [HERNE]}), reply]
    with Loopback({"/liste.json": lambda _seen: replies.pop(0) if len(replies) > 1 else replies[0]}) as server:
        fetch_central(client, server.url + "/liste.json", sources.central_path)
        with pytest.raises((NetworkError, InputError)):
            fetch_central(client, server.url + "/liste.json", sources.central_path)
    sources.reload_central()
    assert sources.by_url(HERNE["url"]) is not None


def test_a_central_list_on_a_share_is_a_file(sources, client, tmp_path):
    share = tmp_path / "share" / "liste.json"
    share.parent.mkdir()
    share.write_text(json.dumps({"portals": [HERNE], "services": []}), encoding="utf-8")
    assert fetch_central(client, str(share), sources.central_path).rows == 1
    with pytest.raises(InputError, match="neither a web address"):
        fetch_central(client, "liste.json", sources.central_path)


def test_a_central_list_names_no_files_of_this_machine(sources, client, tmp_path):
    share = tmp_path / "liste.json"
    share.write_text(json.dumps({"portals": [HERNE, {"url": "/etc/passwd", "kind": "dcat"}]}), encoding="utf-8")
    outcome = fetch_central(client, str(share), sources.central_path)
    assert (outcome.rows, len(outcome.problems)) == (1, 1)
