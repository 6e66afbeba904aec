# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a register as ordinary layers that can be edited, with forms and relations; they are internal."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Tuple

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsProviderRegistry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.tree import room_group
from ruhr_smartcity_plugin.adapters.projects.form_labels import table_title
from ruhr_smartcity_plugin.adapters.projects.register_forms import (
    add_relation_tabs,
    relation_of,
    relation_tables,
    set_up_form,
)
from ruhr_smartcity_plugin.adapters.projects.register_source import PUBLIC_VIEWS
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr

TABLE_PROPERTY = "ruhr_smartcity/register_table"
PARENTS = ("project", "organisation", "indicator")


def groups() -> Tuple[Tuple[str, Tuple[str, ...]], ...]:
    """Return the groups of the layer tree, from the bottom to the top: title, tables and views."""
    return (
        (tr("To look up"), ("vocabulary", "change")),
        (tr("Organisations and programmes"), ("strategy", "funding_programme", "organisation")),
        (tr("Belonging to the projects"), (
            "comment", "project_relation", "document", "project_sensor", "project_dataset", "indicator_value",
            "indicator", "funding", "milestone", "contact", "project_organisation", "project_municipality",
            "project_technology", "project_field", "project_internal")),
        (tr("Places"), ("site_area", "site_line", "site_point")),
        (tr("Projects"), ("project",)),
        (tr("Map (public)"), PUBLIC_VIEWS),
    )


def open_tables(project: QgsProject, path: Path) -> Dict[str, QgsVectorLayer]:
    """Add all tables of a register file to the map, in a group marked INTERN; returns the layers by table.

    Tables that are there already are shown again as they are. Raises LayerError. Main thread only.
    """
    found = _shown(project, path)
    if found:
        return found
    layers = {table: _layer(path, table) for _title, tables in groups() for table in tables
              if table not in PUBLIC_VIEWS}
    for table, layer in layers.items():
        set_up_form(layer, table, layers)
    top = room_group(project, "projects").insertGroup(0, tr("INTERN – {title}").format(title=path.stem))
    for title, tables in groups():
        if tables != PUBLIC_VIEWS:
            _add(project, top.insertGroup(0, title), {one: layers[one] for one in tables})
    relations = project.relationManager()
    ids = {}
    for table, column, target in relation_tables():
        relation = relation_of(table, column, layers, target)
        if relations.relation(relation.id()).isValid():  # of another register that is open, too
            relation.setId("_".join((relation.id(), layers[table].id())))
        ids[table, column] = relation.id()
        relations.addRelation(relation)
    for table in PARENTS:
        add_relation_tabs(layers[table], table, ids)
    return layers


def _add(project: QgsProject, group: QgsLayerTreeGroup, layers: Dict[str, QgsVectorLayer]) -> None:
    for layer in layers.values():
        project.addMapLayer(layer, False)
        node = group.insertLayer(0, layer)
        node.setExpanded(False)
        # The public map shows the places already.
        node.setItemVisibilityChecked(False)
    group.setExpanded("project" in layers)


def _layer(path: Path, table: str) -> QgsVectorLayer:
    source = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path.absolute()), "layerName": table})
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False  # the form is made below in the user's language
    title = table_title(table)
    if "INTERN" not in title:
        title = tr("INTERN – {title}").format(title=title)
    layer = QgsVectorLayer(source, title, "ogr", options)
    if not layer.isValid():
        raise LayerError(tr(
            "QGIS could not open the register “{name}” as a map layer.").format(name=path.name), table)
    layer.setCustomProperty(TABLE_PROPERTY, table)
    return layer


def _shown(project: QgsProject, path: Path) -> Dict[str, QgsVectorLayer]:
    found = {}
    for layer in project.mapLayers().values():
        table = layer.customProperty(TABLE_PROPERTY)
        if table and layer.isValid():
            parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
            if Path(parts.get("path", "")).absolute() == path.absolute():
                found[table] = layer
    return found
