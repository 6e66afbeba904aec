# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.catalogue import publish_layer
from ruhr_smartcity_plugin.adapters.catalogue.publish_layer import LayerExport
from ruhr_smartcity_plugin.core.progress import SILENT


def test_a_layer_is_written_in_a_task_without_the_project(qgis_app, tmp_path, monkeypatch):
    """The project belongs to the main thread; a task that asks it may meet it while it is being closed."""
    layer = QgsVectorLayer("Point?crs=EPSG:25832&field=art:string", "Bäume", "memory")
    tree = QgsFeature(layer.fields())
    tree.setAttributes(["Linde"])
    tree.setGeometry(QgsGeometry.fromWkt("POINT (375885 5704850)"))
    assert layer.dataProvider().addFeature(tree)
    export = LayerExport.of(layer, ["art"])
    monkeypatch.delattr(publish_layer, "QgsProject")
    assert export.write(tmp_path / "b.geojson", "GeoJSON", SILENT) == 1
