# SPDX-License-Identifier: GPL-2.0-or-later
"""The history of the master data in an open transaction, and the records of an earlier day written into a register."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.master_rows import insert_statement, read_masters
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.adapters.projects.statements import names
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.columns import record_of, values_of
from ruhr_smartcity_plugin.core.projects.master import MASTER_TABLES, MasterRecord, in_order
from ruhr_smartcity_plugin.core.projects.master_history import masters_at, rows_of_record


def read_record_history(session: Session, uuid: str) -> Tuple[Change, ...]:
    """Return the changes of one record, newest first, in its own versions."""
    asked = " ".join((_all_rows(), "AND record_uuid =", session.statements.dialect.value("uuid"),
                      "ORDER BY fid DESC"))
    return rows_of_record([record_of(Change, row) for row in session.rows(asked, {"uuid": uuid})])


def read_masters_at(session: Session, moment: str) -> Tuple[MasterRecord, ...]:
    """Return the records that were there at a moment (UTC, ISO 8601), as they were."""
    present = read_masters(session)
    known = {one.uuid for one in present}
    histories: Dict[str, List[Change]] = {}
    for row in session.rows(" ".join((_all_rows(), "ORDER BY fid DESC")), {}):
        if row["record_uuid"] in known:
            histories.setdefault(row["record_uuid"], []).append(record_of(Change, row))
    return masters_at(present, histories, moment)


def insert_masters(session: Session, records: Sequence[MasterRecord]) -> None:
    """Write records with their versions into a register that does not hold them; no history is written."""
    for one in in_order(records):
        session.run(insert_statement(session.statements.dialect, one.table), {
            **values_of(one.record), "version": one.version, "deleted": one.deleted,
            "changed_at": one.changed_at or None, "changed_by": one.changed_by or None})


@lru_cache(maxsize=1)
def of_master_data() -> str:
    """Return the condition that a row of the history tells of a record of the master data."""
    tables = ", ".join("".join(("'", one.name, "'")) for one in MASTER_TABLES)
    return " ".join(("table_name IN (", tables, ")"))


@lru_cache(maxsize=1)
def _all_rows() -> str:
    columns = ", ".join("".join(('"', one, '"')) for one in names(Change))
    return " ".join(("SELECT", columns, "FROM change WHERE", of_master_data()))
