# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the styles, forms and the project that every register carries for plain QGIS: resources/data/register_qgis.qgz.

Run it after changes of labels, lists of codes or forms, with German texts compiled (scripts.translations release):

    xvfb-run -a .venv/bin/python -m scripts.register_qgis

It works on an empty register, so that nothing of anybody's data can get into it. Texts are German, the language of
the offices; the same sources give the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Dict, List

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "data" / "register_qgis.qgz"
_COLOUR = "#0072b2"


def make(target: Path) -> None:
    """Write the file. Needs a running QgsApplication."""
    from ruhr_smartcity_plugin.adapters.projects import furnishing

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / furnishing.PLACE_OF_NAME
        _make_bare_register(path)
        layers = _open_layers(path)
        styles = _styles(layers, path.parent)
        project = _project(path, layers)
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in (("project.qgs", project), ("styles.json", json.dumps(styles, ensure_ascii=False, indent=0))):
            archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8"), zipfile.ZIP_DEFLATED)


def _make_bare_register(path: Path) -> None:
    import sqlite3

    from ruhr_smartcity_plugin.core.projects.schema import MARK_FILE, create_statements

    connection = sqlite3.connect(path)
    for statement in (*create_statements(), *MARK_FILE):
        connection.execute(statement)
    connection.commit()
    connection.close()


def _open_layers(path: Path) -> Dict[str, object]:
    from qgis.core import QgsVectorLayer

    from ruhr_smartcity_plugin.adapters.projects.form_labels import table_title
    from ruhr_smartcity_plugin.adapters.projects.register_layers import view_titles
    from ruhr_smartcity_plugin.adapters.projects.register_source import PUBLIC_VIEWS
    from ruhr_smartcity_plugin.adapters.projects.register_tables import groups

    layers = {}
    for table in (one for _group, tables in groups() for one in tables):
        title = view_titles()[table] if table in PUBLIC_VIEWS else table_title(table)
        layer = QgsVectorLayer(f"{path}|layername={table}", title, "ogr")
        if not layer.isValid() or not layer.setId(f"ruhr_{table}"):
            raise RuntimeError(f"{table} cannot be opened")
        _set_steady_colours(layer)
        layers[table] = layer
    return layers


def _set_steady_colours(layer) -> None:
    """Replace the colours QGIS draws by lot for a new layer, on the map and in profiles."""
    from qgis.core import QgsFillSymbol, QgsLineSymbol, QgsMarkerSymbol, QgsSingleSymbolRenderer, QgsSymbol
    from qgis.PyQt.QtGui import QColor

    if layer.isSpatial():
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        symbol.setColor(QColor(_COLOUR))
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    profile = layer.elevationProperties()
    profile.setProfileLineSymbol(QgsLineSymbol.createSimple({"line_color": _COLOUR}))
    profile.setProfileFillSymbol(QgsFillSymbol.createSimple({"color": _COLOUR}))
    profile.setProfileMarkerSymbol(QgsMarkerSymbol.createSimple({"color": _COLOUR}))


def _styles(layers: Dict[str, object], folder: Path) -> List[Dict[str, object]]:
    from qgis.core import QgsMapLayer, QgsReadWriteContext
    from qgis.PyQt.QtXml import QDomDocument

    from ruhr_smartcity_plugin.adapters.projects.register_forms import set_up_form
    from ruhr_smartcity_plugin.adapters.projects.register_source import PUBLIC_VIEWS
    from ruhr_smartcity_plugin.adapters.projects.register_styles import (
        BY_FIELD,
        BY_STATUS,
        set_symbols,
        style_layer,
        style_title,
    )

    kinds = QgsMapLayer.StyleCategory
    wanted = (kinds.Symbology | kinds.Labeling | kinds.Fields | kinds.Forms | kinds.MapTips | kinds.AttributeTable)

    def qml(layer) -> str:
        document = QDomDocument()
        layer.exportNamedStyle(document, QgsReadWriteContext(), wanted)
        return _steady(document.toString(0), folder)

    styles = []
    for table, layer in layers.items():
        if table in PUBLIC_VIEWS:
            style_layer(layer)
            for style in (BY_FIELD, BY_STATUS):
                set_symbols(layer, style)
                styles.append(_style(layer, table, style_title(style), qml(layer), default=style == BY_FIELD))
            set_symbols(layer, BY_FIELD)
        else:
            set_up_form(layer, table, layers)
            styles.append(_style(layer, table, "Formular", qml(layer), default=True))
    return styles


def _style(layer, table: str, name: str, qml: str, *, default: bool) -> Dict[str, object]:
    geometry = "geom" if layer.isSpatial() else ""
    return {"table": table, "geometry": geometry, "name": name, "qml": qml, "default": default}


def _project(path: Path, layers: Dict[str, object]) -> str:
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsReferencedRectangle

    from ruhr_smartcity_plugin.adapters.projects.register_forms import add_relation_tabs, relation_of, relation_tables
    from ruhr_smartcity_plugin.adapters.projects.register_tables import PARENTS, groups
    from ruhr_smartcity_plugin.core.region.municipalities import load_region

    project = QgsProject.instance()
    project.clear()
    project.setTitle("Projektregister")
    crs = QgsCoordinateReferenceSystem("EPSG:25832")
    project.setCrs(crs)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(QgsRectangle(*load_region().box_25832), crs))
    for group_title, tables in groups():
        group = project.layerTreeRoot().insertGroup(0, group_title)
        group.setExpanded("project" in tables or "project_points" in tables)
        for table in tables:
            project.addMapLayer(layers[table], False)
            group.insertLayer(0, layers[table]).setExpanded(False)
    project.relationManager().setRelations(
        [relation_of(table, column, layers, target) for table, column, target in relation_tables()])
    ids = {(table, column): relation_of(table, column, layers, target).id()
           for table, column, target in relation_tables()}
    for table in PARENTS:
        add_relation_tabs(layers[table], table, ids)
    written = path.with_name("project.qgs")
    if not project.write(str(written)):
        raise RuntimeError(project.error())
    text = _steady(written.read_text(encoding="utf-8"), path.parent)
    project.clear()
    return text


def _steady(text: str, folder: Path) -> str:
    """Take out what tells who made it, when and where; ids made by chance are counted instead."""
    text = re.sub(r'(saveDateTime|saveUser|saveUserFull)="[^"]*"', r'\1=""', text)
    # The font of the computer that made it: QGIS would warn where it is not installed, and takes its own without.
    text = re.sub(r' fontFamily="[^"]*"', "", text)
    text = re.sub(r'(<labelFont [^>]*description=")[^"]*', r"\1Sans Serif,9,-1,5,50,0,0,0,0,0", text)
    text = re.sub(r"<(creation|author)>[^<]*</\1>|<date [^>]*/>", "", text)
    text = re.sub(r"attachment:///\w+_styles\.db", "attachment:///styles.db", text)
    text = re.sub(r"Annotations(_[0-9a-f]+){5}", "Annotations", text)
    text = re.sub(r"(?:\s*<layer-setting [^>]*/>)+",
                  lambda found: "".join(sorted(re.findall(r"\s*<[^>]*/>", found.group()))), text)
    ids: Dict[str, str] = {}
    text = re.sub(r"\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}",
                  lambda found: ids.setdefault(found.group(), f"{{00000000-0000-4000-8000-{len(ids):012d}}}"), text)
    return text.replace(f"{folder}/", "./")


def main(target: Path) -> int:
    os.environ["QT_HASH_SEED"] = "0"  # attributes in the same order each time
    from qgis.core import QgsApplication

    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    from ruhr_smartcity_plugin.adapters.translator import install_translator

    undo = install_translator("de")  # keeps the translator alive
    from ruhr_smartcity_plugin.translation import tr

    if tr("en") != "de":
        raise RuntimeError("compile the German texts first: python -m scripts.translations release")
    make(target)
    undo()
    print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
