# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers of older schemas, made by the schema files of their time."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.projects import geopackage_store
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.core.errors import StoreReadOnlyError
from ruhr_smartcity_plugin.core.projects.details import IndicatorValue

OLD = Path(__file__).parent / "data" / "register_schema_1.sql"
ROWS = """
INSERT INTO organisation (uuid, name) VALUES ('o1', 'Stadt Bochum');
INSERT INTO project (uuid, version, code, title, lead_uuid, visibility)
  VALUES ('p1', 3, 'RUHR-05911-1', 'Digitallinie 302', 'o1', 'OEF');
INSERT INTO indicator (uuid, project_uuid, name) VALUES ('i1', 'p1', 'Fahrgäste');
INSERT INTO indicator_value (uuid, indicator_uuid, date, value) VALUES ('v1', 'i1', '2024-12-31', 180.25);
INSERT INTO vocabulary (list, code, text_de, text_en) VALUES ('VEIGEN', 'X', 'eigener Code', 'own code');
INSERT INTO vocabulary (list, code, text_de, text_en) VALUES ('VSTATUS', 'UMS', 'läuft (bei uns)', 'running');
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10301;
"""


@pytest.fixture
def old_register(tmp_path):
    path = tmp_path / "alt.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
        connection.executescript(ROWS)
    return path


def schema(path):
    with closing(sqlite3.connect(path)) as connection:
        objects = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        columns = {name: sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})"))
                   for name, sql in objects if sql.startswith("CREATE TABLE")}
        columns = {name: [row[:4] for row in rows] for name, rows in columns.items()}
        others = {name: re.sub(r"\s+", " ", sql) for name, sql in objects if not sql.startswith("CREATE TABLE")}
        listed = sorted(connection.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents"))
        shapes = sorted(connection.execute("SELECT * FROM gpkg_geometry_columns"))
    return columns, others, listed, shapes


def test_an_older_register_becomes_what_a_new_one_is_and_keeps_its_content(old_register, tmp_path):
    store = open_store(old_register)
    assert schema(old_register) == schema(create_store(tmp_path / "neu.gpkg").path)
    bundle = store.get("p1")
    assert (bundle.project.title, bundle.project.version, bundle.lead.name) == ("Digitallinie 302", 3, "Stadt Bochum")
    (value,) = bundle.indicator_values
    assert (value.uuid, value.value) == ("v1", 180.25)
    more = replace(bundle, indicator_values=(value, IndicatorValue("i1", value=190.0)))
    assert store.save(more, 3, "anna").indicator_values == more.indicator_values
    with closing(sqlite3.connect(old_register)) as connection:
        own = connection.execute("SELECT text_de FROM vocabulary WHERE list = 'VEIGEN'").fetchall()
        assert own == [("eigener Code",)]
        edited = connection.execute("SELECT text_de FROM vocabulary WHERE list = 'VSTATUS' AND code = 'UMS'").fetchall()
        assert edited == [("läuft (bei uns)",)]
        assert connection.execute("SELECT count(*) FROM vocabulary WHERE list = 'VDOC'").fetchone() == (5,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_older_register_is_kept_as_a_backup(old_register):
    content = old_register.read_bytes()
    open_store(old_register)
    (backup,) = (old_register.parent / "backups").glob("alt.backup-*.gpkg")
    assert schema_version(backup) == 10301
    assert old_register.read_bytes() != content


def test_an_older_register_that_is_write_protected_says_what_to_do(old_register, monkeypatch):
    content = old_register.read_bytes()
    monkeypatch.setattr(geopackage_store, "can_write", lambda _path: False)
    with pytest.raises(StoreReadOnlyError) as error:
        open_store(old_register)
    assert "Copy it" in error.value.sentence
    assert old_register.read_bytes() == content


def schema_version(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]
