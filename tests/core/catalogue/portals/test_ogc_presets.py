# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped lists of portals and services: every row whole, every address usable, nothing secret."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Dict, List

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.presets import load_services
from ruhr_smartcity_plugin.core.catalogue.record_themes import themes_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.paths import resource

PORTAL_KEYS = {"id", "title", "url", "operator", "kind", "date_checked", "unverified", "source"}
SERVICE_KEYS = {
    "id", "title", "kind", "url", "publisher", "layers", "crs", "licence", "attribution", "themes", "notes", "tags",
    "source", "date_checked", "unverified",
}  # fmt: skip


def rows(name: str) -> List[Dict[str, Any]]:
    return json.loads(resource("data", f"{name}.json").read_text(encoding="utf-8"))[name]


def test_every_portal_has_every_key_and_a_known_kind():
    for row in rows("portals"):
        assert set(row) - {"indexed", "state"} == PORTAL_KEYS, row["id"]
        assert row.get("state", "NRW") == "NRW"
        assert row.get("indexed", True) in (True, False)
        assert PortalKind(row["kind"])
        assert checked_address(row["url"]) == row["url"]
        assert date.fromisoformat(row["date_checked"])
        assert row["source"]
        assert isinstance(row["unverified"], bool)
        assert all(row[one] for one in ("id", "title", "operator"))


def test_the_portals_of_the_region_are_there():
    kinds = {row["id"]: row["kind"] for row in rows("portals")}
    assert kinds["opendata-ruhr"] == kinds["opennrw"] == kinds["govdata"] == kinds["krzn"] == "ckan"
    assert kinds["dortmund"] == "opendatasoft"
    assert kinds["essen"] == kinds["duisburg"] == "dkan"
    assert kinds["rvr-geonetwork"] == "csw"


@pytest.mark.parametrize("row", rows("services"), ids=lambda row: row["id"])
def test_every_service_has_every_key(row):
    assert set(row) - {"editions"} == SERVICE_KEYS
    assert ServiceKind[row["kind"]].is_loadable
    # Places of tiles are encoded; everything else stays as it is written.
    assert checked_address(row["url"]).replace("%7B", "{").replace("%7D", "}") == row["url"]
    assert date.fromisoformat(row["date_checked"]) <= date(2026, 11, 22)
    assert all(row[one] for one in ("id", "title", "publisher", "source"))
    assert isinstance(row["unverified"], bool)
    assert row["layers"] or row["unverified"] or ServiceKind[row["kind"]].is_file, "no layer is known: say so"
    assert row["crs"] == "" or authority_id(row["crs"]) == row["crs"]
    assert {one.upper() for one in row["themes"]} <= themes()
    assert all(isinstance(one, str) and one for one in (*row["layers"], *row["tags"], *row["themes"]))
    assert redact(row["url"]) == row["url"], "an address with a secret in it"


def themes() -> set:
    document = json.loads(resource("data", "themes.json").read_text(encoding="utf-8"))
    return {row["code"] for row in document["themes"]}


@pytest.mark.parametrize("row", rows("services"), ids=lambda row: row["id"])
def test_a_stated_licence_is_recognised_and_an_open_one_names_its_source(row):
    if row["licence"]:
        licence = recognise_licence(row["licence"])
        assert licence.key
        assert row["attribution"] or not licence.needs_attribution
    else:
        assert recognise_licence("").state is LicenceState.UNKNOWN


def test_ids_and_layers_are_unique():
    services = rows("services")
    assert len({row["id"] for row in services}) == len(services)
    whole = [(row["kind"], row["url"]) for row in services]
    assert len(set(whole)) == len(whole)


def test_all_of_them_are_read_as_data_sets():
    assert len(load_services()) == len(rows("services")) > 55


def test_the_table_of_themes_knows_every_inspire_theme_and_iso_topic():
    document = json.loads(resource("data", "record_themes.json").read_text(encoding="utf-8"))
    assert len(document["inspire"]) == 34, "Directive 2007/2/EC: 9 + 4 + 21 themes"
    assert len(document["topics"]) == 19, "ISO 19115:2003, B.5.27"
    known = {code.lower() for code in themes()}
    for row in document["inspire"]:
        assert set(row["themes"]) <= known
        address = f"http://inspire.ec.europa.eu/theme/{row['code']}"
        assert themes_of([row["de"]]) == themes_of([row["en"].upper()]) == themes_of([address]) == tuple(row["themes"])
    assert all(set(codes) <= known for codes in document["topics"].values())
