# SPDX-License-Identifier: GPL-2.0-or-later
"""How many objects of a copy have an invalid geometry: analyses stumble over them, the map hides it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import List, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.download.staging import quoted, worded
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only
from ruhr_smartcity_plugin.translation import tr

# Looking at 100,000 buildings takes a fifteenth of the time of copying them; more is not looked at.
_MOST_OBJECTS, _MOST_BYTES = 100_000, 50_000_000
_BATCH = 5_000
# OGC 12-128r19, 2.1.3: bytes of the box before the geometry, by three bits of the flags.
_BOX_BYTES = (0, 32, 48, 48, 64, 0, 0, 0)
_ALWAYS_VALID = frozenset({"POINT", "MULTIPOINT"})


def note_on_invalid(path: Path, table: str) -> Tuple[str, ...]:
    """Return the note on the invalid geometries in a table of a GeoPackage; none where all looked at are valid.

    Without shapely nothing is looked at: its absence is said where it hinders. A file that cannot be read is not
    judged: a note is no reason to lose the download.
    """
    try:
        import shapely  # noqa: F401
    except ImportError:
        return ()
    try:
        invalid, looked_at, is_all = _count(path, table)
    except sqlite3.Error:
        return ()
    if not invalid:
        return ()
    note = tr(
        "%n object(s) with an invalid geometry, such as an outline that crosses itself: “Fix geometries” in the "
        "toolbox mends that.", "", invalid
    )  # fmt: skip
    if not is_all:
        note += " " + tr("Only the first {count} objects were checked.").format(count=group_digits(looked_at))
    return (note,)


def _count(path: Path, table: str) -> Tuple[int, int, bool]:
    """Return how many geometries are invalid, how many were looked at, and whether these are all."""
    invalid = looked_at = n_bytes = 0
    with closing(open_read_only(path)) as connection:
        found = connection.execute(
            "SELECT column_name, geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
        ).fetchone()
        if found is None or found[1] in _ALWAYS_VALID:
            return 0, 0, True
        rows = connection.execute(worded("SELECT", quoted(found[0]), "FROM", quoted(table)))
        while True:
            blobs = [row[0] for row in rows.fetchmany(_BATCH)]
            if not blobs:
                return invalid, looked_at, True
            if looked_at + len(blobs) > _MOST_OBJECTS or n_bytes > _MOST_BYTES:
                return invalid, looked_at, False
            looked_at, n_bytes = looked_at + len(blobs), n_bytes + sum(len(one) for one in blobs if one)
            invalid += _count_invalid([one for one in blobs if one])


def _count_invalid(blobs: List[bytes]) -> int:
    import shapely

    bodies = [one[8 + _BOX_BYTES[(one[3] >> 1) & 7] :] for one in blobs]
    # Curves, which shapely does not know, become None and are left out.
    shapes = shapely.from_wkb(bodies, on_invalid="ignore")
    return int((~shapely.is_valid(shapes[~shapely.is_missing(shapes)])).sum())
