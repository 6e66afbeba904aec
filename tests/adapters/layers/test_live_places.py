# SPDX-License-Identifier: GPL-2.0-or-later
"""A live WFS that exchanges its axes or mislabels its numbers ends in the right place, or in a sentence."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers import loading_objects
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.adapters.layers.placing import corrected_copy
from ruhr_smartcity_plugin.core.catalogue.completeness import Proof
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import CancelledError, LayerError
from ruhr_smartcity_plugin.core.progress import SilentProgress
from tests.support.geofiles import EAST, LAT, LON, NORTH
from tests.support.live_layers import load
from tests.support.lying_wfs import LyingWfs

pytestmark = pytest.mark.usefixtures("short_timeout")


def load_lying(qtbot, server: LyingWfs, cache, axes=None, **more):
    return load(qtbot, ServiceKind.WFS, server.url + "/wfs", axes=axes, cache=cache, **more)


def centre(layer) -> tuple:
    places = [one.geometry().asPoint() for one in layer.getFeatures()]
    assert len(places) == 5
    return places[0].x(), places[0].y()


def test_a_service_that_keeps_to_the_order_of_its_system_is_left_alone(qtbot, tmp_path):
    with LyingWfs([(LAT, LON)] * 5, "EPSG:4326") as server:
        loaded = load_lying(qtbot, server, tmp_path)
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
        loaded = load_lying(qtbot, server, tmp_path, axes)
        assert isinstance(loaded, LoadedLayer), loaded
        assert loaded.layer.providerType() == "WFS"  # still live
        assert centre(loaded.layer) == pytest.approx(where, abs=1e-3)
        assert "axes were exchanged" in loaded.correction
        assert next(iter(axes.values())) in loaded.layer.source()
        asked = len(server.seen)
        again = load_lying(qtbot, server, tmp_path, axes)
        assert centre(again.layer) == pytest.approx(where, abs=1e-3)
        assert len(server.seen) - asked < asked  # no second try this time
        assert (again.correction, again.notes) == (loaded.correction, loaded.notes)


@pytest.mark.parametrize(
    ("place", "stated", "option"),
    [((LAT, LON), "EPSG:4326", "IgnoreAxisOrientation"), ((EAST, NORTH), "EPSG:25832", "InvertAxisOrientation")],
)
def test_a_service_whose_axes_were_put_right_since_is_forgotten_and_stays_live(qtbot, tmp_path, place, stated, option):
    with LyingWfs([place] * 5, stated) as server:
        axes = {f"{server.url}/wfs {stated}": option}
        loaded = load_lying(qtbot, server, tmp_path, axes)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.providerType() == "WFS"
    assert centre(loaded.layer) == pytest.approx((LON, LAT) if stated == "EPSG:4326" else (EAST, NORTH), abs=1e-3)
    assert (loaded.correction, loaded.notes, axes) == ("", (), {})


@pytest.mark.parametrize("place", [(NORTH, EAST), (EAST, NORTH)])
def test_utm_metres_under_the_label_of_degrees_are_put_right_in_a_copy(qtbot, tmp_path, place):
    with LyingWfs([place] * 5, "EPSG:4326") as server:  # Cologne's server does so
        loaded = load_lying(qtbot, server, tmp_path)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.providerType() == "ogr"
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert centre(loaded.layer) == pytest.approx((EAST, NORTH))
    assert "EPSG:4326" in loaded.correction
    assert loaded.completeness.received == 5


@pytest.mark.parametrize(
    ("place", "stated", "where"), [((LON, LAT), "EPSG:4326", (LON, LAT)), ((NORTH, EAST), "EPSG:25832", (EAST, NORTH))]
)
def test_exchanged_axes_of_a_layer_too_large_to_fetch_are_seen_in_its_first_objects(
    qtbot, tmp_path, place, stated, where
):
    with LyingWfs([place] * 300, stated) as server:
        axes = {}
        loaded = load_lying(qtbot, server, tmp_path, axes, most_objects=250)
        assert isinstance(loaded, LoadedLayer), loaded
        fetched = [one for one in server.seen if one.value("REQUEST") == "GetFeature" and not one.value("RESULTTYPE")]
        assert loaded.completeness.proof is Proof.VIEW
        assert "axes were exchanged" in loaded.correction
        assert {one.value("COUNT") for one in fetched} == {"1", "200"}  # QGIS looks at one object when it opens a layer
        again = load_lying(qtbot, server, tmp_path, axes, most_objects=250)
        assert (again.correction, again.notes) == (loaded.correction, loaded.notes)
        shown = next(loaded.layer.getFeatures()).geometry().asPoint()
    assert (shown.x(), shown.y()) == pytest.approx(where, abs=1e-3)


def test_metres_under_the_label_of_degrees_are_said_of_a_layer_too_large_to_fetch(qtbot, tmp_path):
    with LyingWfs([(EAST, NORTH)] * 300, "EPSG:4326") as server:
        loaded = load_lying(qtbot, server, tmp_path, most_objects=250)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.is_misplaced
    assert "Download completely" in loaded.notes[0]
    assert loaded.correction == ""


def test_mixed_places_of_a_service_are_refused_with_their_counts(qtbot, tmp_path):
    with LyingWfs([(LAT, LON)] * 3 + [(LON, LAT)] * 2, "EPSG:4326") as server:
        error = load_lying(qtbot, server, tmp_path)
    assert isinstance(error, LayerError)
    assert "3 of 5 objects" in error.sentence


def test_a_service_that_failed_while_its_axes_were_tried_is_read_as_before_the_next_time(qtbot, tmp_path, monkeypatch):
    axes, valid, opened = {}, loading_objects.require_valid, []

    def fails_the_second_time(layer, source, service):
        opened.append(layer.source())
        if len(opened) == 2:
            raise LayerError("The service did not answer.")
        valid(layer, source, service)

    monkeypatch.setattr(loading_objects, "require_valid", fails_the_second_time)
    with LyingWfs([(LON, LAT)] * 5, "EPSG:4326") as server:
        assert isinstance(load_lying(qtbot, server, tmp_path, axes), LayerError)
    assert "AxisOrientation" in opened[1]
    assert axes == {}


def live_like(n: int) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "Bäume", "memory")
    trees = [QgsFeature() for _ in range(n)]
    for tree in trees:
        tree.setGeometry(QgsGeometry.fromWkt(f"POINT ({EAST} {NORTH})"))
    assert layer.dataProvider().addFeatures(trees)[0]
    return layer


def test_a_corrected_copy_that_lacks_objects_is_refused_and_nothing_is_left(qgis_app, tmp_path):
    """The service gave six at first and five the second time; the verdict of the six must not stand on five."""
    with pytest.raises(LayerError) as error:
        corrected_copy(live_like(5), "EPSG:25832", tmp_path, 6, swapped=False)
    assert "5 of 6 objects" in error.value.detail
    assert list((tmp_path / "files").iterdir()) == []


def test_a_corrected_copy_can_be_stopped_while_its_objects_come(qgis_app, tmp_path):
    class Stopped(SilentProgress):
        def is_cancelled(self) -> bool:
            return True

    with pytest.raises(CancelledError):
        corrected_copy(live_like(5), "EPSG:25832", tmp_path, 5, swapped=False, progress=Stopped())
    assert list((tmp_path / "files").iterdir()) == []
