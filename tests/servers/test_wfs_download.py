# SPDX-License-Identifier: GPL-2.0-or-later
"""A complete file or a clear sentence, never a short or half-written one: real servers, directly and with faults."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
from ruhr_smartcity_plugin.adapters.layers.download_record import read_record
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import IncompleteError, NetworkError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.chaos import Chaos
from tests.support.faults import DOWNLOAD_FAULTS, RARE_LAYER_FAULTS, case_name
from tests.support.mapserver import MapServer
from tests.support.qgis_server import QgisServer

pytestmark = pytest.mark.server
LIMITS = Limits(inactivity_s=0.7, total_s=2.5, attempts=1)
BEFORE = b"what was there before"


@pytest.fixture(scope="module")
def mapserver():
    with MapServer() as running:
        yield running


@pytest.fixture(scope="module")
def qgis_server():
    with QgisServer() as running:
        yield running


def download(url, path, **more):
    kind = more.pop("kind", ServiceKind.WFS)
    options = {name: more.pop(name) for name in ("allow_incomplete",) if name in more}
    return download_layer(new_client(limits=LIMITS), Wanted(url, "baeume", kind, **more), path, **options)


def opened(path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "copy", "ogr")
    assert layer.isValid()
    return layer


def test_a_capped_service_that_lies_about_its_number_is_copied_whole(qgis_app, mapserver, tmp_path):
    """MapServer gives 1,000 per answer and states 1,000; the source has 2,502 (tests/support/mapserver.py)."""
    done = download(mapserver.url, tmp_path / "baeume.gpkg")
    assert done.completeness.verdict is Verdict.COMPLETE
    assert (done.expected, done.completeness.received) == (2502, 2502)
    layer = opened(done.path)
    assert layer.featureCount() == 2502
    assert layer.crs().authid() == "EPSG:25832"
    assert layer.hasSpatialIndex() == layer.hasSpatialIndex().SpatialIndexPresent
    places = {
        (round(point.x(), 2), round(point.y(), 2)) for point in (f.geometry().asPoint() for f in layer.getFeatures())
    }
    assert len(places) == 2502
    assert {feature["art"] for feature in layer.getFeatures()} >= {"Roßkastanie", "Säulenpappel"}
    assert [one.name for one in tmp_path.iterdir()] == ["baeume.gpkg"]


def test_the_file_says_where_it_comes_from(qgis_app, mapserver, tmp_path):
    done = download(mapserver.url, tmp_path / "baeume.gpkg")
    metadata = opened(done.path).metadata()
    assert metadata.title() == "Bäume"
    assert "Datenlizenz Deutschland" in metadata.licenses()[0]
    assert "Stadt Bochum" in metadata.rights()[0]
    record = read_record(done.path)
    assert record.origin.parameters["layer"] == "ms:baeume"
    assert record.completeness.received == 2502


def test_only_objects_of_the_area_are_fetched_and_kept(qgis_app, mapserver, tmp_path):
    """By hand: MapServer's own spiral (tests/support/mapserver.py) has these many points in the box."""
    import math

    from tests.support.mapserver import CENTRE_25832

    box = (374000.0, 5704000.0, 376000.0, 5706000.0)
    inside = 0
    for number in range(2502):
        angle, radius = number * 2.399963229728653, 8000.0 * (number / 2502) ** 0.5
        x, y = CENTRE_25832[0] + radius * math.cos(angle), CENTRE_25832[1] + radius * math.sin(angle)
        inside += box[0] <= x <= box[2] and box[1] <= y <= box[3]
    done = download(mapserver.url, tmp_path / "baeume.gpkg", area=box)
    assert done.completeness.received == inside
    assert done.completeness.verdict is Verdict.COMPLETE


def test_another_system_than_offered_is_made_here(qgis_app, mapserver, tmp_path):
    done = download(mapserver.url, tmp_path / "baeume.gpkg", crs="EPSG:31466")
    layer = opened(done.path)
    assert layer.crs().authid() == "EPSG:31466"
    assert layer.featureCount() == 2502
    assert 2_570_000 < layer.extent().center().x() < 2_590_000  # Bochum in Gauss-Krueger zone 2


@pytest.mark.parametrize("kind", [ServiceKind.WFS, ServiceKind.OAPIF], ids=["wfs11", "oapif"])
def test_qgis_server_is_copied_whole_with_its_ids(qgis_app, qgis_server, tmp_path, kind):
    url = qgis_server.wfs_url if kind is ServiceKind.WFS else qgis_server.oapif_url
    done = download(url, tmp_path / "baeume.gpkg", kind=kind)
    layer = opened(done.path)
    assert layer.featureCount() == done.expected == 2502
    assert layer.crs().authid() == "EPSG:25832"
    assert len({feature["feature_id"] for feature in layer.getFeatures()}) == 2502
    assert layer.fields().field("hoehe_m").isNumeric()


_PLACES = (
    "STARTINDEX=2000", "STARTINDEX=1000", "RESULTTYPE=hits", "DescribeFeatureType", "GetCapabilities", "GetFeature"
)  # fmt: skip


def check_end(done_or_error, path, count: int = 2502) -> None:
    """The one rule: whole, or said and the old file untouched."""
    if isinstance(done_or_error, Exception):
        assert isinstance(done_or_error, (NetworkError, IncompleteError)), done_or_error
        assert done_or_error.sentence
        assert path.read_bytes() == BEFORE
    else:
        assert done_or_error.completeness.verdict is Verdict.COMPLETE
        assert opened(path).featureCount() == count
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("match", "fault"),
    [
        *((place, fault) for place in _PLACES for fault in DOWNLOAD_FAULTS),
        *(("STARTINDEX=2000", fault) for fault in RARE_LAYER_FAULTS),
    ],
    ids=case_name,
)
def test_a_complete_file_or_a_clear_sentence(qgis_app, mapserver, tmp_path, match, fault):
    path = tmp_path / "baeume.gpkg"
    path.write_bytes(BEFORE)
    with Chaos(mapserver.url.rsplit("/", 1)[0], [{"match": match, **fault}]) as proxy:
        try:
            end = download(f"{proxy.url}/ows", path)
        except Exception as error:
            end = error
        assert any(match in str(entry) for entry in proxy.log), end
    check_end(end, path)


@pytest.mark.parametrize(
    ("match", "fault"),
    [
        *((place, one) for place in ("offset=2000", "limit=1&", "/collections", "items") for one in DOWNLOAD_FAULTS),
        *(("offset=2000", fault) for fault in RARE_LAYER_FAULTS),
    ],
    ids=case_name,
)
def test_a_complete_file_or_a_clear_sentence_from_ogc_api_features(qgis_app, qgis_server, tmp_path, match, fault):
    path = tmp_path / "baeume.gpkg"
    path.write_bytes(BEFORE)
    with Chaos(qgis_server.url, [{"match": match, **fault}]) as proxy:
        try:
            end = download(f"{proxy.url}/wfs3", path, kind=ServiceKind.OAPIF)
        except Exception as error:
            end = error
        assert any(match in str(entry) for entry in proxy.log), end
    check_end(end, path)


def test_what_is_missing_is_counted_exactly_and_saved_only_if_allowed(qgis_app, qgis_server, tmp_path):
    rules = [{"match": "offset=2", "fault": "status", "code": 500}]
    path = tmp_path / "baeume.gpkg"
    with Chaos(qgis_server.url, rules) as proxy:
        with pytest.raises(IncompleteError) as caught:
            download(f"{proxy.url}/wfs3", path, kind=ServiceKind.OAPIF)
        assert not path.exists()
        done = download(f"{proxy.url}/wfs3", path, kind=ServiceKind.OAPIF, allow_incomplete=True)
    assert caught.value.expected == 2502
    assert caught.value.received < 2502
    assert done.expected == 2502
    assert done.completeness.received == opened(path).featureCount() == caught.value.received
