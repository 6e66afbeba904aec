# SPDX-License-Identifier: GPL-2.0-or-later
"""Feature services as registers: which addresses are one, who may do what, and that places stay where they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.any_store import create_any, key_of, open_any
from ruhr_smartcity_plugin.adapters.projects.feature_publishing import make_for_service
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    ConnectionFailedError,
    InputError,
    NotARegisterError,
    RuhrError,
    StoreError,
    StoreForbiddenError,
    StoreReadOnlyError,
)
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from tests.adapters.projects.bundles import full, simple
from tests.adapters.projects.conftest import new_case
from tests.support.loopback import Loopback, Reply
from tests.support.register_server import BERT

XML = "text/xml; charset=utf-8"
WMS = '<WMS_Capabilities version="1.3.0"><Service><Name>WMS</Name></Service></WMS_Capabilities>'
SCHEMA = ('<schema xmlns:gml="g"><element name="project" type="qgs:projectType"/><complexType name="projectType">'
          '<sequence><element name="uuid" type="string"/><element name="title" type="string"/>{more}</sequence>'
          '</complexType></schema>')
COLUMNS = "".join(f'<element name="{one}" type="string"/>' for one in ("version", "visibility", "changed_at"))


@pytest.fixture
def case(request, tmp_path):
    return new_case(request, tmp_path)


def wfs(*names, more=COLUMNS, operations=""):
    """Return a service of the stated feature types."""
    types = "".join(f"<FeatureType><Name>{one}</Name></FeatureType>" for one in names)
    capabilities = (f'<WFS_Capabilities version="1.1.0"><OperationsMetadata>{operations}</OperationsMetadata>'
                    f"<FeatureTypeList>{types}</FeatureTypeList></WFS_Capabilities>")

    def answer(request):
        asked = request.value("REQUEST")
        return Reply(200, capabilities if asked == "GetCapabilities" else SCHEMA.format(more=more), content_type=XML)
    return answer


@pytest.mark.parametrize(("answer", "kind", "words"), [
    (Reply(200, WMS, content_type=XML), NotARegisterError, "a map service (WMS) does not do"),
    (wfs("baeume", "ortsteile"), NotARegisterError, "no layer “project”"),
    (wfs("ruhr:project", more=""), NotARegisterError, "lacks the columns changed_at, version, visibility"),
    (Reply(200, "<html><title>Anmeldung</title></html>", content_type="text/html"), NotARegisterError,
     "a web page and not as a feature service. It may want a log-in"),
    (Reply(200, {"links": [], "collections": []}), NotARegisterError, "no layer “project”"),
    (Reply(404, "nichts"), NotARegisterError, "no feature service"),
    (Reply(401), AccessDeniedError, "does not let you in (HTTP 401). Choose a log-in beside the address"),
    (Reply(403), AccessDeniedError, "does not let you in (HTTP 403). Choose a log-in beside the address"),
])
def test_an_address_without_a_register_is_told_apart_in_a_sentence(answer, kind, words):
    with Loopback({"/": answer, "/collections": answer}) as server, pytest.raises(kind) as error:
        open_any(f"{server.url}/")
    assert words in error.value.sentence


def test_a_service_without_transactions_opens_for_reading():
    with Loopback({"/": wfs("project")}) as server:
        store = open_any(f"{server.url}/?SERVICE=WFS&REQUEST=GetCapabilities")
        assert "no transactions (WFS-T)" in store.read_only_reason
        with pytest.raises(StoreReadOnlyError):
            store.save(simple(), 0, "anna")


def test_a_service_that_is_not_there_and_addresses_with_a_password_are_refused():
    with Loopback({}) as server:
        url = server.url
    with pytest.raises(ConnectionFailedError):
        open_any(url)
    with pytest.raises(InputError) as error:
        open_any("https://anna:geheim@geo.example.org/wfs")
    assert "geheim" not in error.value.sentence + error.value.detail
    with pytest.raises(InputError):
        create_any("https://geo.example.org/wfs")
    assert key_of("https://geo.example.org/wfs/?SERVICE=WFS") == key_of("HTTPS://geo.example.org/wfs")


@pytest.mark.parametrize("case", ["wfs"], indirect=True)
def test_the_service_decides_who_may_write(case):
    stored = case.store.save(simple(), 0, "anna")
    reader = case.opened(case.url, BERT)
    assert reader.get(stored.project.uuid) == stored
    # QGIS Server lists the rights of nobody in particular, and says no when it is asked.
    with pytest.raises(StoreForbiddenError) as error:
        reader.delete(stored.project.uuid, 1, "bert")
    assert "Nothing was saved" in error.value.sentence
    with pytest.raises(StoreForbiddenError):
        reader.save(simple("von Bert"), 0, "bert")
    assert case.store.all_projects() == (stored,)
    with pytest.raises(AccessDeniedError):
        case.opened(case.url, ("anna", "falsch"))


@pytest.mark.parametrize("case", ["wfs", "oapif"], indirect=True)
def test_places_are_kept_to_the_millimetre_in_the_right_order_of_axes(case):
    sample = case.fitting(full())
    stored = case.store.save(sample, 0, "anna")
    assert {one.uuid: one.coordinates for one in stored.sites} == {one.uuid: one.coordinates for one in sample.sites}
    point = next(one for one in sample.sites if one.label == "Größe")
    if case.url.endswith("/"):  # a GeoPackage: header, then WKB
        (blob,) = case.sql("SELECT geom FROM site_point WHERE uuid = :uuid", uuid=point.uuid)[0]
        from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode
        from ruhr_smartcity_plugin.core.projects.record import SiteShape
        assert decode(blob, SiteShape.POINT) == (376000.125, 5705000.875)
    else:
        rows = case.sql("SELECT ST_X(geom), ST_Y(geom), ST_SRID(geom) FROM site_point WHERE uuid = :uuid",
                        uuid=point.uuid)
        assert rows == [(376000.125, 5705000.875, 25832)]


@pytest.mark.parametrize("answer", [b"", b"<x", "<FeatureCollection/>", Reply(500), '{"features": 3}'])
def test_a_service_that_answers_nonsense_ends_in_a_named_error(answer):
    service = wfs("project")

    def mixed(request):
        return answer if request.value("REQUEST") == "GetFeature" else service(request)

    with Loopback({"/": mixed}) as server:
        store = open_any(f"{server.url}/")
        if answer == "<FeatureCollection/>":
            assert store.list_projects() == ()
            return
        with pytest.raises(RuhrError) as error:
            store.list_projects()
        assert error.value.sentence


def test_a_register_in_a_database_is_made_ready_for_a_service_once_and_only_if_all_of_it_is_public(postgres):
    address = postgres.address(postgres.new_database())
    for _ in range(2):
        make_for_service(address)
    store = open_any(address)
    first = store.save(simple("öffentlich"), 0, "anna")
    make_for_service(address)  # with projects in it, too
    assert store.get(first.project.uuid) == first
    plain = postgres.address(postgres.new_database())
    inside = create_any(plain)
    hidden = replace(simple("intern"), project=replace(simple("intern").project, visibility=Visibility.NETWORK))
    kept = inside.save(hidden, 0, "anna")
    with pytest.raises(StoreError, match="is not only public: 1 project"):
        make_for_service(plain)
    columns = postgres.execute("SELECT count(*) FROM information_schema.columns WHERE table_name = 'project' "
                               "AND column_name = 'geom'", database=plain.rsplit("/", 1)[-1])
    assert [tuple(one) for one in columns] == [(0,)]
    assert inside.list_projects()[0].uuid == kept.project.uuid
