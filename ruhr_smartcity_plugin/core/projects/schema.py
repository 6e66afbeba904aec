# SPDX-License-Identifier: GPL-2.0-or-later
"""The schema of a register in a GeoPackage: constant SQL statements, kept in ``resources/data/register_schema.sql``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Tuple

from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.paths import resource

# GeoPackage wants 10300 for version 1.3.0 here, and readers accept 103xx; the last two digits are our schema.
GEOPACKAGE_VERSION = 10300
# Of files and of PostgreSQL. 2: the whole model. 3: triggers, in files for plain QGIS, in PostgreSQL for the review.
SCHEMA_VERSION = 3
USER_VERSION = GEOPACKAGE_VERSION + SCHEMA_VERSION
# "GPKG" in ASCII says what kind of SQLite file it is (OGC 12-128r19, requirement 2). A PRAGMA takes no parameters.
MARK_FILE = ("PRAGMA application_id = 1196444487", "PRAGMA user_version = 10303")

# Tables without which a GeoPackage is no register of any schema version.
MARKER_TABLES = ("project", "site_point", "organisation", "change", "vocabulary")

INSERT_VOCABULARY = (
    "INSERT OR IGNORE INTO vocabulary (list, code, text_de, text_en, description, \"order\", colour, uri) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")


def vocabulary_rows() -> Tuple[Tuple[Any, ...], ...]:
    """Return the values of `INSERT_VOCABULARY` for every code the plugin ships."""
    return tuple((one.list_name, one.code, one.text_de, one.text_en, one.description_de, one.order, one.colour, one.uri)
                 for one in load_vocabulary())


INSERT_VOCABULARY_POSTGIS = (
    "INSERT INTO vocabulary (list, code, text_de, text_en, description, \"order\", colour, uri) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (list, code) DO NOTHING")


@lru_cache(maxsize=1)
def create_statements() -> Tuple[str, ...]:
    """Return the statements that make an empty register, in order."""
    return _statements("register_schema.sql")


@lru_cache(maxsize=1)
def upgrade_statements(schema: int) -> Tuple[str, ...]:
    """Return the statements that lead from the schema before to this one; the last one marks the file."""
    return _statements(f"register_schema_{schema}.sql")


def postgis_statements(name: str) -> Tuple[str, ...]:
    """Return the statements of a file for PostgreSQL; bodies of functions hold semicolons and end with "$$;"."""
    text = resource("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return tuple(one.strip() for one in re.split(r";\n\s*\n", "\n".join([*lines, "", ""])) if one.strip())


def _statements(name: str) -> Tuple[str, ...]:
    text = resource("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return tuple(one.strip() for one in "\n".join(lines).split(";\n") if one.strip())


def schema_of(user_version: int) -> int | None:
    """Return the schema version behind ``PRAGMA user_version``; None if it is none this plugin can know.

    >>> schema_of(10301), schema_of(10399), schema_of(0), schema_of(99)
    (1, 99, 0, None)
    """
    if user_version in (0, GEOPACKAGE_VERSION):
        return 0
    number = user_version - GEOPACKAGE_VERSION
    return number if 0 < number < 100 else None
