# SPDX-License-Identifier: GPL-2.0-or-later
"""A live WFS that exchanges its axes or mislabels its numbers ends in the right place, or in a sentence."""

from __future__ import annotations

import pytest
from qgis.core import QgsNetworkAccessManager

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, load_layer, read_service
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.geofiles import EAST, LAT, LON, NORTH
from tests.support.lying_wfs import LyingWfs


@pytest.fixture(autouse=True)
def _short_timeout(qgis_app):
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(2000)
    yield
    QgsNetworkAccessManager.setTimeout(before)


def load(qtbot, server: LyingWfs, cache, axes=None):
    board, ends = TaskBoard(), []

    def work(progress):
        client = new_client(limits=Limits(inactivity_s=2, total_s=8, attempts=1))
        description = read_service(client, ServiceKind.WFS, server.url + "/wfs", service="Stadt", progress=progress)
        source = description.source_of(description.layers[0])
        return load_layer(client, source, service="Stadt", axes=axes, cache=cache, progress=progress)

    board.run("load", work, publish=ends.append, failed=ends.append)
    qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
    return ends[0]


def centre(layer) -> tuple:
    places = [one.geometry().asPoint() for one in layer.getFeatures()]
    assert len(places) == 5
    return places[0].x(), places[0].y()


def test_a_service_that_keeps_to_the_order_of_its_system_is_left_alone(qtbot, tmp_path):
    with LyingWfs([(LAT, LON)] * 5, "EPSG:4326") as server:
        loaded = load(qtbot, server, tmp_path)
    assert isinstance(loaded, LoadedLayer), loaded
    assert (loaded.correction, loaded.notes) == ("", ())


@pytest.mark.parametrize(
    ("place", "stated", "where"),
    [
        ((LON, LAT), "EPSG:4326", (LON, LAT)),  # longitude first where the system says latitude first
        ((NORTH, EAST), "EPSG:25832", (EAST, NORTH)),  # north first
    ],
)
def test_exchanged_axes_are_read_the_other_way_round_and_remembered_for_the_service(
    qtbot, tmp_path, place, stated, where
):
    axes = {}
    with LyingWfs([place] * 5, stated) as server:
        loaded = load(qtbot, server, tmp_path, axes)
        assert isinstance(loaded, LoadedLayer), loaded
        assert loaded.layer.providerType() == "WFS"  # still live
        assert centre(loaded.layer) == pytest.approx(where, abs=1e-3)
        assert "axes were exchanged" in loaded.correction
        assert next(iter(axes.values())) in loaded.layer.source()
        asked = len(server.seen)
        again = load(qtbot, server, tmp_path, axes)
        assert centre(again.layer) == pytest.approx(where, abs=1e-3)
        assert len(server.seen) - asked < asked  # no second try this time


@pytest.mark.parametrize("place", [(NORTH, EAST), (EAST, NORTH)])
def test_utm_metres_under_the_label_of_degrees_are_put_right_in_a_copy(qtbot, tmp_path, place):
    with LyingWfs([place] * 5, "EPSG:4326") as server:  # Cologne's server does so
        loaded = load(qtbot, server, tmp_path)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.providerType() == "ogr"
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert centre(loaded.layer) == pytest.approx((EAST, NORTH))
    assert "EPSG:4326" in loaded.correction
    assert loaded.completeness.received == 5


def test_mixed_places_of_a_service_are_refused_with_their_counts(qtbot, tmp_path):
    with LyingWfs([(LAT, LON)] * 3 + [(LON, LAT)] * 2, "EPSG:4326") as server:
        error = load(qtbot, server, tmp_path)
    assert isinstance(error, LayerError)
    assert "3 of 5 objects" in error.sentence
