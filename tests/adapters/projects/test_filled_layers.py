# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of registers without views: filled to be what the views of the other stores are."""

from __future__ import annotations

import gc
from dataclasses import replace
from time import thread_time
from types import SimpleNamespace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer

from ruhr_smartcity_plugin.adapters.projects.internal_layers import is_internal_layer
from ruhr_smartcity_plugin.adapters.projects.place_filling import PlaceFilling
from ruhr_smartcity_plugin.adapters.projects.register_layers import PUBLIC_POINTS, RegisterLayers
from ruhr_smartcity_plugin.adapters.projects.register_source import INTERNAL_VIEWS, PUBLIC_VIEWS
from ruhr_smartcity_plugin.adapters.projects.unfilled_layers import follow_unfilled_layers
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.map_places import map_places_of
from ruhr_smartcity_plugin.core.projects.record import Site, Visibility
from tests.adapters.projects.bundles import full, simple

SERVICE = SimpleNamespace(address=SimpleNamespace(key="https://register.example/wfs"), title="register.example")


@pytest.fixture
def layers(qgis_app, qgis_new_project):
    return RegisterLayers(QgsProject.instance())


@pytest.fixture
def filling(qgis_app):
    made = PlaceFilling()
    yield made
    made.stop()


@pytest.fixture
def fill(filling, qtbot):
    """Fill a layer and wait for it; answers whether it changed."""
    def run(layer, places):
        told = []
        filling.fill(layer, places, then=told.append, failed=told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=10_000)
        return told[0]

    return run


def bundles():
    everything, public, hidden = full(), simple("öffentlich", short_title="kurz"), simple("intern")
    places = tuple(replace(one, visibility=Visibility.PUBLIC) for one in everything.sites)
    unsure = Site(coordinates=(377000.0, 5705000.0), label="nicht für alle")
    return (replace(everything, sites=places, project=replace(everything.project, visibility=Visibility.PUBLIC)),
            replace(public, sites=(*public.sites, unsure)),
            replace(hidden, project=replace(hidden.project, visibility=Visibility.NETWORK)))


def content(layer):
    names = [one.name() for one in layer.fields() if one.name() != "OGC_FID"]
    rows = [(*(one[name] for name in names), one.geometry().asWkt(3) if one.hasGeometry() else "")
            for one in layer.getFeatures()]
    return sorted(rows, key=str)


@pytest.mark.parametrize("view", [*PUBLIC_VIEWS, *INTERNAL_VIEWS])
def test_a_filled_layer_is_what_the_view_of_a_geopackage_is(layers, store, fill, view):
    kept = bundles()
    for one in kept:
        store.save(one, 0, "anna")
    theirs, ours = layers.make(store, view), layers.make(SERVICE, view)
    fill(ours, map_places_of(store.all_projects()))
    kinds = [[(one.name(), one.type()) for one in layer.fields() if one.name() != "OGC_FID"]
             for layer in (theirs, ours)]
    assert kinds[0] == kinds[1]
    assert content(ours) == content(theirs)
    assert len(content(ours)) > 0
    assert (ours.crs(), ours.wkbType(), ours.readOnly()) == (theirs.crs(), theirs.wkbType(), True)
    assert ours.renderer().dump() == theirs.renderer().dump()
    assert ours.mapTipTemplate() == theirs.mapTipTemplate()
    assert is_internal_layer(ours) is is_internal_layer(theirs) is (view in INTERNAL_VIEWS)
    assert ("INTERN" in ours.name()) is (view in INTERNAL_VIEWS)


def test_what_did_not_change_keeps_its_feature_and_its_selection(layers, fill, filling):
    layer, (first, second, _hidden) = layers.make(SERVICE, PUBLIC_POINTS), bundles()
    assert fill(layer, map_places_of((first, second))) is True
    assert fill(layer, map_places_of((first, second))) is False
    stays = filling.features_of(layer, [first.project.uuid])
    renamed = replace(second, project=replace(second.project, title="umbenannt"))
    assert fill(layer, map_places_of((first, renamed))) is True
    assert filling.features_of(layer, [first.project.uuid]) == stays
    (feature,) = filling.features_of(layer, [second.project.uuid])
    assert layer.getFeature(feature)["title"] == "umbenannt"
    assert filling.projects_at(layer, [*stays, feature, 99]) == {first.project.uuid, second.project.uuid}
    assert fill(layer, ()) is True
    assert (layer.featureCount(), filling.projects_at(layer, stays)) == (0, set())


def test_a_place_that_is_no_number_is_said(layers, fill):
    odd = simple()
    odd = replace(odd, sites=(replace(odd.sites[0], coordinates=(float("nan"), 1.0)),))
    assert isinstance(fill(layers.make(SERVICE, PUBLIC_POINTS), map_places_of((odd,))), StoreError)


def test_a_saved_project_brings_the_layer_back_named_as_not_loaded_until_it_is_filled(layers, fill, tmp_path):
    undo = follow_unfilled_layers(QgsProject.instance())
    try:
        places = map_places_of(bundles())
        layer = layers.make(SERVICE, PUBLIC_POINTS)
        title = layer.name()
        fill(layers.add(layer), places)
        path = str(tmp_path / "karte.qgz")
        assert QgsProject.instance().write(path)
        QgsProject.instance().clear()
        assert QgsProject.instance().read(path)
        (again,) = layers.layers_of(SERVICE)
        assert again.featureCount() == 0
        assert again.name() == f"Not loaded – {title}"
        fill(again, places)
        assert (again.name(), again.featureCount(), again.readOnly()) == (title, 3, True)
    finally:
        undo()


def test_many_places_are_filled_without_keeping_the_window(layers, filling, qtbot):
    """40,000 sites of one shape, then all of them changed, in all three layers at once: no turn is felt (100 ms)."""
    one = simple()
    sites = tuple(replace(one.sites[0], uuid=str(number)) for number in range(40_000))
    places = map_places_of((replace(one, sites=sites),))
    changed = map_places_of((replace(one, sites=sites, project=replace(one.project, title="neu")),))
    made, turns, last = [layers.make(SERVICE, view) for view in PUBLIC_VIEWS], [], [thread_time()]

    def beat():
        turns.append(thread_time() - last[0])  # of this thread's own work: others on the machine do not count
        last[0] = thread_time()

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(0)
    gc.collect()
    gc.disable()  # what the whole test run has made is not cleaned meanwhile
    try:
        for content in (places, changed):
            told = []
            last[0] = thread_time()
            for layer in made:
                filling.fill(layer, content, then=told.append, failed=told.append)
            qtbot.waitUntil(lambda told=told: len(told) == 3, timeout=20_000)
    finally:
        gc.enable()
    timer.stop()
    assert [one.featureCount() for one in made] == [0, 0, 40_000]
    assert {one["title"] for one in made[-1].getFeatures()} == {"neu"}
    assert len(turns) > 10
    assert max(turns) < 0.1
