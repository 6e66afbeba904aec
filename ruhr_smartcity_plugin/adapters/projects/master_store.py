# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of an SQL store that keeps master data; see `MasterStore` for the contract."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Dict, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.master_join import join_masters
from ruhr_smartcity_plugin.adapters.projects.master_past import read_masters_at, read_record_history
from ruhr_smartcity_plugin.adapters.projects.master_rows import read_masters, read_users, write_masters
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.master import MasterRecord


class MasterRows:
    """Mixed into `SqlStore`, which begins and ends the transactions."""

    def reading(self) -> AbstractContextManager[Session]:
        """See `SqlStore`."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Session]:
        """See `SqlStore`."""
        raise NotImplementedError

    def masters(self) -> Tuple[MasterRecord, ...]:
        with self.reading() as session:
            return read_masters(session)

    def master_users(self) -> Dict[str, Tuple[str, ...]]:
        with self.reading() as session:
            return read_users(session)

    def save_masters(self, records: Sequence[MasterRecord], who: str, comment: str = "") -> Tuple[MasterRecord, ...]:
        self._refuse_if_read_only()
        with self.writing() as session:
            return write_masters(session, records, who, comment)

    def join_masters(self, kept: MasterRecord, gone: Sequence[MasterRecord], who: str,
                     comment: str) -> Tuple[MasterRecord, ...]:
        """Let an entry take the place of others everywhere, all or nothing; see `join_masters` of a session."""
        self._refuse_if_read_only()
        with self.writing() as session:
            return join_masters(session, kept, gone, who, comment)

    def record_history(self, uuid: str) -> Tuple[Change, ...]:
        """Return the changes of one record of the master data, newest first, in its own versions."""
        with self.reading() as session:
            return read_record_history(session, uuid)

    def masters_at(self, moment: str) -> Tuple[MasterRecord, ...]:
        """Return the records that were there at a moment (UTC, ISO 8601), as they were."""
        with self.reading() as session:
            return read_masters_at(session, moment)

    def _refuse_if_read_only(self) -> None:
        raise NotImplementedError
