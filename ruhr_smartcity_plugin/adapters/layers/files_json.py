# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns that pass for JSON and are not: QGIS would show none of their bare numbers and words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import List, Tuple

from qgis.PyQt.QtCore import QJsonDocument

from ruhr_smartcity_plugin.core.catalogue.download.staging import quoted, worded
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only


def state_mixed_as_text(path: Path) -> None:
    """Have the columns of a GeoPackage read as text that are marked as JSON and hold a value QGIS cannot read so.

    GDAL takes each mixture for JSON (12 beside "k. A."), while QGIS knows objects and lists only and shows nothing
    where it finds neither. Columns of objects and lists stay as they are. Raises `sqlite3.Error`.
    """
    with closing(open_read_only(path)) as connection:
        mixed = [one for one in _json_columns(connection) if _is_mixed(connection, *one)]
    if not mixed:
        return
    with closing(sqlite3.connect(path)) as connection, connection:
        stated = "UPDATE gpkg_data_columns SET mime_type = NULL WHERE table_name = ? AND column_name = ?"
        connection.executemany(stated, mixed)


def _json_columns(connection: sqlite3.Connection) -> List[Tuple[str, str]]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_data_columns'").fetchone():
        return []
    marked = "SELECT table_name, column_name FROM gpkg_data_columns WHERE mime_type = 'application/json'"
    return connection.execute(marked).fetchall()


def _is_mixed(connection: sqlite3.Connection, table: str, column: str) -> bool:
    name = quoted(column)
    # As bytes: a text in no encoding at all ends no copy.
    chosen = worded("SELECT CAST(", name, "AS BLOB) FROM", quoted(table), "WHERE", name, "IS NOT NULL")
    return any(QJsonDocument.fromJson(value).isNull() for (value,) in connection.execute(chosen))
