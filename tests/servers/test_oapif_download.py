# SPDX-License-Identifier: GPL-2.0-or-later
"""A real pygeoapi with a cap of 1,000: whole, or said, directly and with lost, broken and late pages."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import IncompleteError, NetworkError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.chaos import Chaos
from tests.support.faults import DOWNLOAD_FAULTS, fault_name
from tests.support.pygeoapi import make_trees, pygeoapi_server

pytestmark = pytest.mark.server
LIMITS = Limits(inactivity_s=3.0, total_s=6.0, attempts=1)
LOST_PAGE = '{"type": "FeatureCollection", "features": [], "numberMatched": 2502, "numberReturned": 0, "links": []}'
FAULTS = {
    # How a service that hangs is left is asked of QGIS Server (test_wfs_download).
    **{fault_name(one): one for one in DOWNLOAD_FAULTS if one["fault"] != "hang"},
    "lost page": {"fault": "status", "code": 200, "body": LOST_PAGE},
    "lost page once": {"fault": "status", "code": 200, "body": LOST_PAGE, "n": 1},
}


@pytest.fixture(scope="module")
def server():
    with pygeoapi_server(features=make_trees(2502), cap=1000) as running:
        yield running


def download(url, path, **more):
    return download_layer(new_client(limits=LIMITS), Wanted(url, "baeume", ServiceKind.OAPIF), path, **more)


def test_a_cap_does_not_shorten_the_copy(qgis_app, server, tmp_path):
    done = download(server.url, tmp_path / "b.gpkg")
    layer = QgsVectorLayer(str(done.path), "b", "ogr")
    assert (done.expected, done.completeness.received, layer.featureCount()) == (2502, 2502, 2502)
    assert layer.crs().authid() == "EPSG:25832"
    centre = layer.extent().center()
    assert 360_000 < centre.x() < 400_000  # Bochum
    assert 5_690_000 < centre.y() < 5_720_000
    assert len({feature["feature_id"] for feature in layer.getFeatures()}) == 2502


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
@pytest.mark.parametrize("match", ["offset=1000", "offset=2000", "limit=1&"])
def test_whole_or_said(qgis_app, server, tmp_path, match, fault):
    path = tmp_path / "b.gpkg"
    path.write_bytes(b"before")
    with Chaos(server.url, [{"match": match, **fault}]) as proxy:
        try:
            end = download(proxy.url, path)
        except (NetworkError, IncompleteError):
            assert path.read_bytes() == b"before"
        else:
            assert end.completeness.verdict is Verdict.COMPLETE
            assert QgsVectorLayer(str(path), "b", "ogr").featureCount() == 2502
        assert any(match in str(entry) for entry in proxy.log)
    assert [one.name for one in tmp_path.iterdir()] == ["b.gpkg"]
