# SPDX-License-Identifier: GPL-2.0-or-later
"""Making entries of the master data one, with the projects that name them: all in the open transaction."""

from __future__ import annotations

from typing import Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.master_rows import read_masters, read_naming, write_masters
from ruhr_smartcity_plugin.adapters.projects.reading import read_bundles
from ruhr_smartcity_plugin.adapters.projects.save import write_bundles
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.projects.master import BY_NAME, MasterRecord
from ruhr_smartcity_plugin.core.projects.master_joining import joined_masters, with_joined
from ruhr_smartcity_plugin.core.projects.store import Write


def join_masters(session: Session, kept: MasterRecord, gone: Sequence[MasterRecord], who: str,
                 comment: str) -> Tuple[MasterRecord, ...]:
    """Let `kept` take the place of the others everywhere; returns what the register holds now of all that changed.

    Raises VersionConflictError if somebody else changed one of them, StillNamedError if projects this log-in does not
    see name one, StoreForbiddenError if the rights refuse a part; nothing is done then.
    """
    uuids, attribute = {one.uuid for one in gone}, BY_NAME[kept.table].attribute
    naming = [uuid for uuid, named in read_naming(session) if named in uuids]
    bundles = read_bundles(session, list(dict.fromkeys(naming)))
    write_bundles(session, [Write(with_joined(one, attribute, kept.record, uuids), one.project.version)
                            for one in bundles.values()],
                  lambda _one: who, comment)
    return write_masters(session, joined_masters(kept, gone, read_masters(session)), who, comment)
