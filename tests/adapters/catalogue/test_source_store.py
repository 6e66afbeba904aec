# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import QLockFile

from ruhr_smartcity_plugin.adapters.catalogue.central_list import fetch_central
from ruhr_smartcity_plugin.adapters.catalogue.source_files import OWN_FILE
from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources, new_source
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.errors import InputError, NetworkError, StoreBusyError, StoreError
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


def test_nothing_is_written_while_another_qgis_changes_the_list(sources, tmp_path):
    sources.add(new_source("https://daten.herne.example", "Herne"))
    lock = QLockFile(str(tmp_path / "lists" / f"{OWN_FILE}.lock"))
    assert lock.tryLock(0)
    try:
        with pytest.raises(StoreBusyError, match="Another QGIS"):
            sources.add(new_source("https://daten.marl.example", "Marl"))
    finally:
        lock.unlock()
    assert CatalogueSources(tmp_path / "lists").by_url("https://daten.marl.example") is None
    sources.add(new_source("https://daten.marl.example", "Marl"))


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
    assert again.login_for("http://daten.herne.example:8443/dataset/x.csv") == ""  # would travel unencrypted
    assert again.login_for("https://evil.example/?https://daten.herne.example:8443") == ""
    assert again.login_for(shipped.url + "/api/3") == "ruhr001"
    assert not next(one for one in again.all() if one.key == shipped.key).is_indexed


def test_a_geo_service_has_its_own_log_in_for_its_own_host(sources, tmp_path):
    service = {"url": "https://geo.herne.example/intern/wfs", "kind": "WFS", "title": "Kanal"}
    sources.add(replace(new_source("https://geo.herne.example/ckan", "Herne"), authcfg="portal1"))
    key = sources.keep_service({**service, "authcfg": "kanal01"})
    again = CatalogueSources(tmp_path / "lists")
    assert again.service_row(key)["authcfg"] == "kanal01"
    assert again.login_for("https://geo.herne.example/intern/wfs?SERVICE=WFS") == "kanal01"
    assert again.login_for("https://geo.herne.example/ckan/api/3") == "portal1"  # the nearest address counts
    assert again.login_for("http://geo.herne.example/intern/wfs") == ""  # would travel unencrypted
    assert again.login_for("https://evil.example/intern/wfs") == ""
    exported = tmp_path / "für Kollegen.json"
    assert again.export(exported) == 2
    assert "kanal01" not in exported.read_text(encoding="utf-8")
    again.keep_service({**again.service_row(key), "authcfg": ""}, key)
    assert again.login_for("https://geo.herne.example/intern/wfs") == "portal1"


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

    monkeypatch.setattr("ruhr_smartcity_plugin.adapters.catalogue.source_files.write_kept_json", full)
    with pytest.raises(StoreError):
        sources.add(new_source("https://daten.marl.example", "Marl"))
    assert sources.by_url("https://daten.marl.example") is None
    shipped = sources.all()[0]
    with pytest.raises(StoreError):
        sources.update(shipped.key, replace(shipped, authcfg="ruhr001"))
    assert sources.login_for(shipped.url) == ""


# --- two QGIS at once, and what must not get lost ---------------------------------------------------------------
def test_two_qgis_of_one_user_lose_none_of_each_others_entries(tmp_path):
    one, other = (CatalogueSources(tmp_path / "lists") for _number in range(2))
    one.add(new_source("https://daten.herne.example", "Herne"))
    other.add(new_source("https://daten.marl.example", "Marl"))
    shipped = one.all()[0]
    one.set_hidden(shipped.key, True)
    other.update(shipped.key, replace(shipped, authcfg="ruhr001"))
    again = CatalogueSources(tmp_path / "lists")
    assert {one.title for one in again.all()} >= {"Herne", "Marl"}
    assert next(one for one in again.everything() if one.key == shipped.key).is_hidden
    assert again.login_for(shipped.url) == "ruhr001"
    with pytest.raises(InputError, match="Marl"):
        one.add(new_source("https://daten.marl.example", "noch einmal"))


def test_putting_back_takes_nothing_away_that_was_added_since(sources):
    own = sources.add(new_source("https://daten.herne.example", "Herne"))
    sources.set_hidden(own.key, True)
    removed = sources.remove(own.key)
    sources.add(new_source("https://daten.marl.example", "Marl"))
    sources.put_back(removed)
    assert sources.by_url("https://daten.marl.example") is not None
    assert sources.by_url(own.url).is_hidden


def test_a_removed_hidden_catalogue_is_seen_when_it_is_added_again(sources):
    own = sources.add(new_source("https://daten.herne.example", "Herne"))
    sources.set_hidden(own.key, True)
    with pytest.raises(InputError, match="hidden"):
        sources.add(new_source(own.url, "Herne"))
    sources.remove(own.key)
    assert not sources.add(new_source(own.url, "Herne")).is_hidden
    assert own.url in [one.url for one in sources.all()]


def test_a_hidden_catalogue_stays_hidden_with_its_new_address(sources):
    own = sources.add(new_source("https://daten.herne.example", "Herne"))
    sources.set_hidden(own.key, True)
    sources.update(own.key, replace(own, url="https://neu.herne.example"))
    assert sources.by_url("https://neu.herne.example").is_hidden
    assert not sources.add(new_source(own.url, "Herne alt")).is_hidden


def test_a_log_in_survives_when_the_administrator_takes_up_the_address(sources, client):
    sources.add(replace(new_source(HERNE["url"], "Herne"), authcfg="herne01"))
    with Loopback({"/liste.json": {"portals": [HERNE]}}) as server:
        fetch_central(client, server.url + "/liste.json", sources.central_path)
    sources.reload_central()
    assert sources.by_url(HERNE["url"]).owner is SourceOwner.CENTRAL
    assert sources.login_for(HERNE["url"] + "/api") == "herne01"


def test_a_list_never_gets_longer_than_it_can_be_read_again(sources, tmp_path):
    rows = [{"url": f"https://p{number}.example", "kind": "ckan"} for number in range(1500)]
    path = tmp_path / "viele.json"
    path.write_text(json.dumps({"portals": rows}), encoding="utf-8")
    started = time.monotonic()
    assert len(sources.import_file(path).added) == 1500
    assert time.monotonic() - started < 5
    more = [{"url": f"https://q{number}.example", "kind": "ckan"} for number in range(1500)]
    path.write_text(json.dumps({"portals": more}), encoding="utf-8")
    with pytest.raises(InputError, match="2000 is the most"):
        sources.import_file(path)
    again = CatalogueSources(tmp_path / "lists")
    assert not again.problems
    assert again.by_url("https://p1499.example") is not None


def test_rows_this_version_cannot_read_are_kept_in_a_copy_before_the_list_is_written(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    new_kind = {"url": "https://neu.example", "title": "von morgen", "kind": "kind-of-2030"}
    (folder / OWN_FILE).write_text(json.dumps({"portals": [new_kind]}), encoding="utf-8")
    sources = CatalogueSources(folder)
    assert "von morgen" in sources.problems[0]
    sources.add(new_source("https://daten.herne.example"))
    assert "kind-of-2030" in (folder / "own_catalogues.before.json").read_text(encoding="utf-8")
    sources.add(new_source("https://daten.marl.example"))
    assert "kind-of-2030" in (folder / "own_catalogues.before.json").read_text(encoding="utf-8")


def test_an_export_holds_no_file_of_this_computer_and_no_key(sources, tmp_path):
    dcat = tmp_path / "canary.ttl"
    dcat.write_text("", encoding="utf-8")
    sources.add(new_source(str(dcat), "Datei", PortalKind.DCAT))
    sources.add(new_source("https://daten.herne.example/?token=canary", "Herne", PortalKind.CSW))
    sources.add(new_source("https://daten.marl.example", "Marl"))
    exported = tmp_path / "liste.json"
    assert sources.export(exported) == 1
    assert "canary" not in exported.read_text(encoding="utf-8")


def test_half_characters_in_a_colleagues_list_are_no_crash(sources, tmp_path):
    path = tmp_path / "liste.json"
    path.write_text('{"portals": [{"url": "https://a.example", "title": "B\\ud800ume"}]}', encoding="utf-8")
    assert len(sources.import_file(path).added) == 1
    assert CatalogueSources(tmp_path / "lists").by_url("https://a.example").title == "B?ume"


def test_a_profile_that_may_only_be_read_is_one_sentence_and_the_list_still_works(tmp_path):
    folder = tmp_path / "lists"
    folder.write_text("a file where the folder should be", encoding="utf-8")
    sources = CatalogueSources(folder)
    assert sources.all()
    with pytest.raises(StoreError, match="could not be written"):
        sources.add(new_source("https://daten.herne.example"))
    assert sources.by_url("https://daten.herne.example") is None


PORTALS = [{**HERNE, "id": f"p{number}", "url": f"https://p{number}.example"} for number in range(10)]
SERVICES = [{"title": f"Dienst {number}", "url": f"https://s{number}.example/wms", "kind": "WMS"}
            for number in range(10)]  # fmt: skip


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"portals": [*PORTALS[:2], *[{"titel": "x"}] * 8], "services": [*SERVICES[:9], {"a": 1}]}, "9 rows"),
        ({"portals": [*PORTALS[:9], {"url": "file:///x"}], "services": SERVICES}, "1 row cannot"),
        ({"portals": [{**one, "url": HERNE["url"]} for one in PORTALS], "services": SERVICES[:1] * 10}, "repeats"),
        ({"portals": PORTALS, "Services": SERVICES}, "“Services”"),
        # Twice as many portals do not make up for services that are gone.
        ({"portals": [*PORTALS, *({**one, "url": f"{one['url']}/b"} for one in PORTALS)], "Dienste": SERVICES}, "10"),
    ],
)
def test_a_central_list_that_lost_rows_by_mistake_does_not_replace_a_good_one(sources, client, tmp_path, spoilt, said):
    share = tmp_path / "liste.json"
    share.write_text(json.dumps({"portals": PORTALS, "services": SERVICES}), encoding="utf-8")
    fetch_central(client, str(share), sources.central_path)
    share.write_text(json.dumps(spoilt), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        fetch_central(client, str(share), sources.central_path)
    sources.reload_central()
    assert {one["url"] for one in PORTALS} <= {one.url for one in sources.all()}
    assert {one["url"] for one in SERVICES} <= {one.url for one in sources.service_entries()}


def test_a_central_list_that_was_shortened_on_purpose_is_taken(sources, client, tmp_path):
    share = tmp_path / "liste.json"
    share.write_text(json.dumps({"portals": PORTALS, "services": SERVICES}), encoding="utf-8")
    fetch_central(client, str(share), sources.central_path)
    share.write_text(json.dumps({"portals": PORTALS[:3], "stand": "2026-11-23"}), encoding="utf-8")
    outcome = fetch_central(client, str(share), sources.central_path)
    assert (outcome.rows, outcome.problems) == (3, ())


def test_a_central_list_that_grew_is_taken_although_a_row_is_broken(sources, client, tmp_path):
    share = tmp_path / "liste.json"
    share.write_text(json.dumps({"portals": PORTALS[:5]}), encoding="utf-8")
    fetch_central(client, str(share), sources.central_path)
    share.write_text(json.dumps({"portals": [*PORTALS, {"url": ""}, PORTALS[0]]}), encoding="utf-8")
    outcome = fetch_central(client, str(share), sources.central_path)
    assert (outcome.rows, len(outcome.problems)) == (10, 2)


def test_the_list_of_another_place_need_not_be_as_long_unless_most_of_it_is_broken(sources, client, tmp_path):
    share, other = tmp_path / "liste.json", tmp_path / "andere.json"
    share.write_text(json.dumps({"portals": PORTALS}), encoding="utf-8")
    fetch_central(client, str(share), sources.central_path)
    other.write_text(json.dumps({"portals": [HERNE, {"url": ""}, {"url": ""}]}), encoding="utf-8")
    with pytest.raises(InputError, match="shorter than before"):
        fetch_central(client, str(other), sources.central_path)
    other.write_text(json.dumps({"portals": [HERNE, MARL, {"url": ""}]}), encoding="utf-8")
    assert fetch_central(client, str(other), sources.central_path).rows == 2


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


def test_a_damaged_copy_of_the_central_list_is_replaced_by_fetching_again(sources, client):
    sources.central_path.parent.mkdir(parents=True)
    sources.central_path.write_text('{"portals": [', encoding="utf-8")
    with Loopback({"/liste.json": {"portals": [HERNE]}}) as server:
        assert fetch_central(client, server.url + "/liste.json", sources.central_path).is_new
        assert not fetch_central(client, server.url + "/liste.json", sources.central_path).is_new
    sources.reload_central()
    assert sources.by_url(HERNE["url"]).owner is SourceOwner.CENTRAL


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


@pytest.mark.parametrize(
    ("page", "kind", "root"),
    [
        ("https://ckan.example/dataset/baeume", PortalKind.CKAN, "https://ckan.example"),
        ("https://ckan.example/dataset/baeume", None, "https://ckan.example"),
        ("https://ods.example/explore/", PortalKind.OPENDATASOFT, "https://ods.example"),
        ("https://csw.example/csw.py?config=/a.cfg", PortalKind.CSW, "https://csw.example/csw.py?config=%2Fa.cfg"),
        ("https://r.example/collections/m/items", PortalKind.RECORDS, "https://r.example/collections/m"),
    ],
)
def test_a_catalogue_added_by_one_of_its_pages_is_found_by_its_root(sources, page, kind, root):
    own = sources.add(new_source(page, "Herne", kind))
    assert sources.by_root(root) == own
    assert sources.by_root("https://other.example") is None


def test_pictures_and_objects_of_one_server_can_both_be_added_and_each_once(sources):
    row = {"title": "Stadt", "url": "https://geo.herne.example/ows", "layers": []}
    added = {sources.keep_service({**row, "kind": kind}) for kind in ("WMS", "WFS")}
    assert added <= {one.key for one in sources.service_entries()}
    assert len(added) == 2
    with pytest.raises(InputError, match="in the list already"):
        sources.keep_service({**row, "kind": "WFS"})


GEO = {"title": "Stadtgrundkarte Herne", "url": "https://geodaten.herne.example/wms", "kind": "WMS", "layers": ["sgk"]}


def _take_central(sources, client, tmp_path, *services) -> None:
    share = tmp_path / "central.json"
    share.write_text(json.dumps({"services": services}), encoding="utf-8")
    fetch_central(client, str(share), sources.central_path)
    sources.reload_central()


def _import(sources, tmp_path, *services):
    path = tmp_path / "liste.json"
    path.write_text(json.dumps({"services": services}), encoding="utf-8")
    return sources.import_file(path)


def _shown(sources, url):
    return [(one.key, one.owner) for one in sources.service_entries() if one.url == url]


def test_a_colleagues_service_that_stands_in_the_central_list_is_known(sources, client, tmp_path):
    _take_central(sources, client, tmp_path, {**GEO, "id": "herne-sgk"})
    report = _import(sources, tmp_path, {**GEO, "id": "x", "title": "anders"})
    assert (report.added, report.known) == ((), 1)
    assert _shown(sources, GEO["url"]) == [("herne-sgk", SourceOwner.CENTRAL)]


def test_a_colleagues_copy_of_a_shipped_service_is_known(sources, tmp_path):
    shipped, before = sources.service_entries()[0], sources.services()
    report = _import(sources, tmp_path, {**sources.service_row(shipped.key), "id": "anders"})
    assert (report.added, report.known) == ((), 1)
    assert sources.services() == before


def test_a_colleagues_service_under_the_id_of_a_shipped_one_does_not_stand_in_for_it(sources, tmp_path):
    shipped = sources.service_entries()[0]
    row = {**sources.service_row(shipped.key), "url": "https://anders.example/wms"}
    assert _import(sources, tmp_path, row).added == (shipped.title,)
    again = CatalogueSources(tmp_path / "lists")
    assert again.service_row(shipped.key)["url"] == shipped.url
    assert [owner for _key, owner in _shown(again, row["url"])] == [SourceOwner.OWN]


def test_an_own_service_the_administrator_takes_up_stands_in_the_list_once(sources, client, tmp_path):
    key = sources.keep_service({**GEO, "authcfg": "herne01"})
    number = len(sources.services())
    _take_central(sources, client, tmp_path, {**GEO, "id": "herne-sgk"})
    assert _shown(sources, GEO["url"]) == [(key, SourceOwner.OWN)]
    assert len(sources.services()) == number
    assert sources.login_for(GEO["url"]) == "herne01"
    # What colleagues put on a shelf is found under its own id.
    assert sources.service("herne-sgk").title == GEO["title"]
    sources.keep_service({**GEO, "title": "Grundkarte"}, key)
    assert sources.service_row(key)["title"] == "Grundkarte"
    sources.set_hidden(key, True)
    assert len(sources.services()) == number - 1
    assert sources.service(key) is None
    sources.remove(key)
    assert _shown(sources, GEO["url"]) == [("herne-sgk", SourceOwner.CENTRAL)]
