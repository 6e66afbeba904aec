# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers that show one family of a mixed copy each: they are brought to a newer copy together."""

from __future__ import annotations

import os
from typing import List

from qgis.core import QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.doctor_repair import why_not_changed
from ruhr_smartcity_plugin.adapters.layers.families import families_of, family_name, is_part
from ruhr_smartcity_plugin.adapters.layers.files_copy import NO_PLACE
from ruhr_smartcity_plugin.adapters.layers.files_layer import family_title
from ruhr_smartcity_plugin.adapters.layers.files_refresh import FileNews, new_file_layers
from ruhr_smartcity_plugin.adapters.layers.kept_layer import mark_kept, path_of, read_kept_mark, show_entry
from ruhr_smartcity_plugin.adapters.layers.layer_cache import Entry, open_layer
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.layers.styles import apply_ready_style
from ruhr_smartcity_plugin.adapters.layers.table_refresh import TableNews, new_table_layers
from ruhr_smartcity_plugin.adapters.layers.tree import add_beside, add_to_room
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import ROOM


def show_families(project: QgsProject, layer: QgsVectorLayer, entry: Entry, title: str, *, is_cached: bool) -> None:
    """Have a layer, and the layers of the other families of its file, show a newer copy. Main thread only.

    A family the source did not have before gets a layer. What the user has removed stays away, and a layer that is
    being edited stays as it is. `is_cached`: the copy lies in the cache, where nothing may be edited.

    Raises
    ------
    LayerError
        QGIS cannot open the layer of a new family.
    """
    known, of_all = {family_name(layer)}, title.removesuffix(f" ({family_title(family_name(layer))})")
    if is_part(layer):
        # A copy with one family by now may still have rows without a place, whose layer was there before.
        known |= {one.name for one in families_of(path_of(layer))} or {NO_PLACE}
    shown = [layer, *_companions(project, layer)]
    for one in shown:
        show_entry(one, entry)
    for family in families_of(entry.path):
        if family.name not in known | {family_name(one) for one in shown}:
            made = open_layer(entry, family.titled(of_all), family.source)
            wanted = read_kept_mark(layer)
            if wanted is not None:
                mark_kept(made, wanted)
            show_entry(made, entry)
            shown.append(add_to_room(project, made, ROOM))
    if is_cached:
        for one in shown:
            one.setReadOnly(True)


def add_new_layers(project: QgsProject, layer: QgsVectorLayer, news: FileNews | TableNews) -> None:
    """Put on the map what a file holds now and did not hold before, beside the layer. Main thread only.

    Raises
    ------
    LayerError
        QGIS cannot open a layer.
    """
    made = new_file_layers(layer, news) if isinstance(news, FileNews) else new_table_layers(layer, news)
    for one in made:
        origin = read_origin(one)
        apply_ready_style(one, origin.parameters.get("data set", "") if origin is not None else "", "")
        add_beside(project, one, layer, ROOM)


def _companions(project: QgsProject, layer: QgsVectorLayer) -> List[QgsVectorLayer]:
    """Return the layers of the other families of the file a layer shows."""
    if not is_part(layer):
        return []
    path = os.path.realpath(path_of(layer))
    vectors = [one for one in project.mapLayers().values() if isinstance(one, QgsVectorLayer)]
    parts = [one for one in vectors if one.id() != layer.id() and one.providerType() == "ogr" and is_part(one)]
    return [one for one in parts if os.path.realpath(path_of(one)) == path and not why_not_changed(one)]
