# SPDX-License-Identifier: GPL-2.0-or-later
"""ISO 19139 records in the forms German catalogues publish them."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.iso19139 import IsoRecord, read_iso_record, with_services
from ruhr_smartcity_plugin.core.catalogue.portals.link import declared_format
from tests.support.pycsw_records import (
    dataset_id,
    make_records,
    online,
    party,
    record,
    service_address,
    service_id,
    text,
)
from tests.support.xml_reader import read_xml

ROOT = "https://daten.example/geonetwork/srv/ger/csw"


def read(document: str) -> IsoRecord:
    return read_iso_record(read_xml(document.encode(), "Test"), portal="Katalog", root=ROOT)


def test_a_record_gives_title_dates_contact_extent_themes_and_town():
    found = read(make_records()[dataset_id(0, 0)]).dataset
    assert found.title == "Baumkataster Bochum"
    assert found.notes == "Baumkataster der Stadt Bochum. Daten für Planung & Bürger <Stand laufend>."
    assert found.publisher == "Stadt Bochum"
    assert found.contact == "Stadt Bochum, geodaten@05911000.example"
    assert found.identifier == found.key == dataset_id(0, 0)
    assert found.extent_4326 == (7.1, 51.41, 7.35, 51.53)
    assert found.themes == ("envi",)
    assert set(found.tags) == {"Umwelt", "Baumkataster", "opendata", "Bochum"}
    assert found.municipalities == {"05911000"}
    assert found.modified.isoformat() == "2026-01-15T10:00:00+00:00"
    assert found.data_date.date().isoformat() == "2020-06-30", "the revision, not the creation of 2015"
    assert found.portal_root == ROOT
    assert found.landing_url == (
        f"https://daten.example/geonetwork/srv/ger/catalog.search#/metadata/{dataset_id(0, 0)}"
    )


@pytest.mark.parametrize(
    ("topic", "key", "attribution"),
    [
        (0, "dl-by-de/2.0", "© Stadt Bochum (2026)"),  # JSON in a text
        (1, "dl-zero-de/2.0", ""),  # anchor
        (2, "cc-by/4.0", "Stadt Bochum"),  # words
        (3, "cc-by/4.0", ""),  # address beside INSPIRE's "no conditions"
        (4, "", ""),  # nothing
    ],
)
def test_the_licence_is_read_in_all_its_forms(topic, key, attribution):
    found = read(make_records()[dataset_id(0, topic)]).dataset
    assert found.licence.key == key
    assert found.attribution == attribution
    assert all(one.licence == found.licence for one in found.distributions)


def test_json_with_blanks_line_breaks_and_quotes_inside_is_read():
    stated = '{ "id": "dl-de/by-2-0",\n "name": "Datenlizenz", "url": "", "quelle": "Stadt \\"Essen\\"" }'
    found = read(record("a", "A", constraints=[text(stated)])).dataset
    assert (found.licence.key, found.attribution) == ("dl-by-de/2.0", 'Stadt "Essen"')


@pytest.mark.parametrize(
    "said",
    [
        "Es gelten keine Bedingungen",
        "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations",
        "keine",
        '{"id":"dl-de/by-2-0","name":',
        "{}",
        "Nutzungsbedingungen: keine",
    ],
)
def test_words_that_grant_nothing_are_no_licence(said):
    found = read(record("a", "A", constraints=[text(said)])).dataset
    assert found.licence.state is LicenceState.UNKNOWN
    assert found.licence.name == ""


def test_a_stated_condition_nobody_knows_is_quoted():
    found = read(record("a", "A", uses=["Nutzung nur nach Rücksprache"])).dataset
    assert found.licence.state is LicenceState.UNKNOWN
    assert found.licence.name == "Nutzung nur nach Rücksprache"


def test_links_become_resources_by_address_and_protocol():
    document = record(
        "a",
        "A",
        online=[
            online("https://g.example/ows?", protocol="OGC:WMS-1.3.0-http-get-map", name="plan,ortho"),
            online("https://g.example/wfs2", protocol="OGC:WFS", name="Bebauungspläne der Stadt"),
            online("https://g.example/plan.zip", protocol="WWW:DOWNLOAD-1.0-http--download", name="Shapefile"),
            online("https://g.example/info", function="information"),
            online("https://g.example/mehr", protocol="WWW:LINK-1.0-http--link"),
            online("file:///N:/Geodaten/plan.shp"),
            online("https://g.example/info", function="information"),
        ],
    )
    wms, wfs, archive, page, more, local = read(document).dataset.distributions
    assert (wms.kind, wms.layers) == (ServiceKind.WMS, ("plan", "ortho"))
    assert (wfs.kind, wfs.layers, wfs.title) == (ServiceKind.WFS, (), "Bebauungspläne der Stadt")
    assert archive.kind in (ServiceKind.SHP, ServiceKind.ZIP)
    assert (page.kind, more.kind) == (ServiceKind.HTML, ServiceKind.HTML)
    assert local.url == ""
    assert "no web address" in local.problem


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        ("OGC:WMS", "WMS"),
        ("OGC:WMTS-1.0.0-http-get-capabilities", "WMTS"),
        ("OGC:WFS-2.0.0-http-get-feature", "WFS"),
        ("urn:x-ogc:serviceType:WebMapService", "WMS"),
        ("urn:ogc:serviceType:WebFeatureService", "WFS"),
        ("OGC:OGCAPI-Features", "OAPIF"),
        ("WWW:LINK-1.0-http--link", ""),
        ("", ""),
    ],
)
def test_protocol_names_say_the_format(protocol, expected):
    assert declared_format(protocol) == expected


def test_a_service_names_its_data_by_id_by_request_and_by_address():
    service = read(make_records()[service_id(0, "wms")])
    assert service.is_service
    assert {dataset_id(0, number) for number in range(6)} <= service.operates_on
    (one,) = service.dataset.distributions
    assert one.kind is ServiceKind.WMS
    assert one.url.startswith(service_address(0, "wms"))


def test_a_data_set_gets_the_addresses_of_its_services_once():
    records = make_records()
    wms, wfs = (read(records[service_id(0, kind)]).dataset for kind in ("wms", "wfs"))
    found = with_services(read(records[dataset_id(0, 0)]).dataset, (wms, wfs, wms))
    assert [one.kind for one in found.distributions][1:] == [ServiceKind.WMS, ServiceKind.WFS]
    assert len({one.key for one in found.distributions}) == 3
    assert found.is_loadable


@pytest.mark.parametrize(("wms", "wfs"), [("?SERVICE=WMS", "?SERVICE=WFS"), ("?map=wms.map", "?map=wfs.map")])
def test_map_and_data_services_at_one_address_are_both_kept(wms, wfs):
    def service(key: str, protocol: str, query: str):
        links = [online(f"https://geo.example/ows{query}&REQUEST=GetCapabilities", protocol=protocol)]
        return read(record(key, protocol, online=links)).dataset

    own = read(record("daten", "Daten")).dataset
    services = (service("a", "OGC:WMS", wms), service("b", "OGC:WFS", wfs), service("c", "OGC:WMS", wms))
    found = with_services(own, services)
    assert [one.kind for one in found.distributions] == [ServiceKind.WMS, ServiceKind.WFS]


def test_the_most_responsible_party_publishes_and_the_first_mailbox_is_the_contact():
    author = party("Rechenzentrum", "rz@x.example", "author")
    document = record("a", "A", organisation="Stadt Essen", parent_party=author)
    found = read(document).dataset
    assert found.publisher == "Stadt Essen"
    assert found.contact == "Rechenzentrum, rz@x.example"


def test_odd_records_are_read_as_far_as_they_go():
    records = {key: read(one).dataset for key, one in make_records().items() if key.startswith("odd-")}
    assert records["odd-no-title"].title == "Without title (odd-no-title)"
    assert records["odd-box"].extent_4326 == (7.1, 51.4, 7.3, 51.5), "latitude and longitude put right"
    assert records["odd-world"].extent_4326 == (-180.0, -90.0, 180.0, 90.0)
    assert records["odd-dates"].data_date is None
    assert records["odd-dates"].modified == datetime(2024, 1, 1, tzinfo=timezone.utc), "gco:Date may be a year"
    assert records["odd-script"].title == "<b>Fett</b> & schräg", "escaped where it is shown, not here"
    assert not records["odd-script"].is_loadable
    assert [one.url for one in records["odd-file-link"].distributions] == ["", ""]
    assert records["odd-anchor"].title == "Titel als Anker"
    assert records["odd-anchor"].distributions[0].layers == ("plan",)


@pytest.mark.parametrize("box", [(380000.0, 5700000.0, 390000.0, 5710000.0), (8.0, 51.0, 7.0, 52.0), ("", "", "", "")])
def test_what_is_no_box_in_degrees_is_no_extent(box):
    assert read(record("a", "A", box=box)).dataset.extent_4326 is None


def test_geographic_keys_among_the_keywords_name_the_town():
    key = "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05915000"
    found = read(record("a", "Baumkataster", keywords=[("", [key, "Baum"])])).dataset
    assert (found.municipalities, found.municipality_evidence) == ({"05915000"}, "geocoding")
    assert found.tags == ("Baum",)


def test_themes_come_from_addresses_of_inspire_and_of_the_eu_too():
    words = ["http://inspire.ec.europa.eu/theme/tn", "http://publications.europa.eu/resource/authority/data-theme/HEAL"]
    assert read(record("a", "A", keywords=[("", words)])).dataset.themes == ("tran", "heal")


@pytest.mark.parametrize(
    "document",
    [
        "<gmd:MD_Metadata xmlns:gmd='g'/>",
        "<csw:Record xmlns:csw='c'/>",
        "<gmd:MD_Metadata xmlns:gmd='g'><gmd:fileIdentifier>x</gmd:fileIdentifier></gmd:MD_Metadata>",
    ],
)
def test_what_is_no_record_is_refused(document):
    with pytest.raises(ValueError, match="no record"):
        read(document)


def test_the_size_of_a_download_is_stated_in_megabytes_for_one_link_only():
    links = [online("https://x.example/a.zip", name="A"), online("https://x.example/b.zip", name="B")]
    size, end = "<gmd:transferSize><gco:Real>12.5</gco:Real></gmd:transferSize>", "</gmd:MD_DigitalTransferOptions>"
    one, both = record("a", "A", online=links[:1]), record("a", "A", online=links)
    assert [found.size_bytes for found in read(one.replace(end, size + end)).dataset.distributions] == [12_500_000]
    assert [found.size_bytes for found in read(both.replace(end, size + end)).dataset.distributions] == [None, None]
