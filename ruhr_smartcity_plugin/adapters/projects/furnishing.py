# SPDX-License-Identifier: GPL-2.0-or-later
"""What a register file carries for plain QGIS: triggers, styles with forms, and a project. Needs no QGIS itself.

Styles and project are made by ``scripts/register_qgis.py`` and shipped; nothing of what somebody has saved in QGIS
under another name, or as their own default style, is touched.
"""

from __future__ import annotations

import html
import io
import json
import sqlite3
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict

from ruhr_smartcity_plugin.core.projects.triggers import drop_statements, tables_with_triggers, trigger_statements
from ruhr_smartcity_plugin.paths import resource

PROJECT_NAME = "Projektregister"
PLACE_OF_NAME = "REGISTER-DATEI.gpkg"  # stands in the shipped project for the name of the file
OWNER = "ruhr_smartcity"
_COLUMNS = "SELECT name FROM pragma_table_info(?)"
_HAS_OWN_DEFAULT = "SELECT 1 FROM layer_styles WHERE f_table_name = ? AND useAsDefault AND owner IS NOT ?"
_PUT_STYLE = (
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
    "styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', ?, '', ?)")
_GET_METADATA = "SELECT metadata FROM qgis_projects WHERE name = ?"
_PUT_PROJECT = "INSERT OR REPLACE INTO qgis_projects (name, metadata, content) VALUES (?, ?, ?)"


def furnish(connection: sqlite3.Connection, path: Path) -> None:
    """Bring triggers, styles and project of a register up to date, inside the open transaction."""
    for statement in drop_statements():
        connection.execute(statement)
    columns = {table: [row[0] for row in connection.execute(_COLUMNS, (table,))] for table in tables_with_triggers()}
    for statement in trigger_statements(columns):
        connection.execute(statement)
    _put_styles(connection, path.name)
    _put_project(connection, path.name)


def follow_name(connection: sqlite3.Connection, path: Path) -> None:
    """Let styles and project of a renamed or copied register point at its present name, and be those shipped now.

    So do the triggers. The connection is in no transaction. Does nothing if all are already, or without a project.
    """
    row = connection.execute(_GET_METADATA, (PROJECT_NAME,)).fetchone()
    if row is None or row[0] == _metadata(path.name):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        furnish(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _put_styles(connection: sqlite3.Connection, file_name: str) -> None:
    connection.execute("DELETE FROM layer_styles WHERE owner = ?", (OWNER,))
    for one in _shipped()["styles"]:
        is_default = one["default"] and not connection.execute(_HAS_OWN_DEFAULT, (one["table"], OWNER)).fetchone()
        qml = _with_name(one["qml"], file_name)
        connection.execute(_PUT_STYLE, (one["table"], one["geometry"], one["name"], qml, int(is_default), OWNER))


def _put_project(connection: sqlite3.Connection, file_name: str) -> None:
    """The project finds its layers by the file's name beside it, as QGIS writes it."""
    text = _with_name(_shipped()["project"], file_name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("project.qgs"), text.encode("utf-8"), zipfile.ZIP_DEFLATED, 1)
    connection.execute(_PUT_PROJECT, (PROJECT_NAME, _metadata(file_name), packed.getvalue().hex()))


def _metadata(file_name: str) -> str:
    return json.dumps({"last_modified_user": OWNER, "file": file_name, "edition": _edition()}, ensure_ascii=False)


@lru_cache(maxsize=1)
def _edition() -> str:
    """Return a mark of what is shipped; it is read without unpacking."""
    with zipfile.ZipFile(resource("data", "register_qgis.qgz")) as archive:
        return "-".join(format(one.CRC, "08x") for one in archive.infolist())


def _with_name(text: str, file_name: str) -> str:
    return text.replace(PLACE_OF_NAME, html.escape(file_name))


@lru_cache(maxsize=1)
def _shipped() -> Dict[str, Any]:
    with zipfile.ZipFile(resource("data", "register_qgis.qgz")) as archive:
        styles = json.loads(archive.read("styles.json").decode("utf-8"))
        return {"project": archive.read("project.qgs").decode("utf-8"), "styles": styles}
