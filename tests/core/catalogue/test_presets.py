# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue, load_services, load_shipped
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.paths import resource


def test_every_preset_has_source_date_and_a_web_address():
    rows = json.loads(resource("data", "services.json").read_text(encoding="utf-8"))["services"]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"], row["id"]
        assert datetime.fromisoformat(row["date_checked"]), row["id"]
    for one in load_services():
        (resource_of,) = one.distributions
        assert one.is_loadable, one.key
        assert resource_of.layers or resource_of.kind.is_file or one.is_unverified, one.key
    assert all(portal.url.startswith("https://") for portal in load_shipped().sources)


def test_an_unverified_service_says_so():
    unverified = [one for one in load_services() if one.is_unverified]
    assert unverified
    assert all("not verified" in one.remarks[0] for one in unverified)


def test_the_sample_catalogue_shows_every_licence_state_and_leads_to_sample_layers():
    datasets = load_sample_catalogue()
    assert {one.licence_state.value for one in datasets} == {"open", "conditions", "closed", "unknown"}
    assert {d.sample.sample_id for one in datasets for d in one.distributions if d.sample} == {
        "schematic-municipalities",
        "sample-points",
    }


@pytest.mark.parametrize("content", ["", "{", "[]", '{"services": 1}'])
def test_a_broken_list_is_one_sentence(tmp_path, content):
    path = tmp_path / "services.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"services\.json"):
        load_services(path)


def test_the_origin_of_a_resource_carries_what_the_catalogue_says():
    trees = next(one for one in load_sample_catalogue() if one.key == "baumkataster-beispiel")
    fetched = datetime(2026, 11, 1, tzinfo=timezone.utc)
    origin = trees.origin_of(trees.distributions[0], fetched)
    assert origin.publisher == "Stadt Bochum"
    assert origin.licence == "Datenlizenz Deutschland – Namensnennung – Version 2.0"
    assert origin.licence_url == "https://www.govdata.de/dl-de/by-2-0"
    assert origin.attribution == "Stadt Bochum (Beispiel)"
    assert origin.fetched_at == fetched
