# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading and writing many records of a store: in portions where it can, record by record where it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Sequence

from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, RuhrError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.store import Answer, PortionStore, ProjectStore, Write


def found_in(store: ProjectStore, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
    """Return projects by id, also deleted ones; those that never were are left out."""
    if isinstance(store, PortionStore):
        return store.find_all(uuids)
    found = {uuid: store.find(uuid) for uuid in uuids}
    return {uuid: one for uuid, one in found.items() if one is not None}


def saved_each(store: ProjectStore, writes: Sequence[Write], who: str) -> Sequence[Answer]:
    """Save or delete records and return an answer for each, in order; see `PortionStore`."""
    if isinstance(store, PortionStore):
        return store.save_each(writes, who)
    return [_answer_of(store, one, who) for one in writes]


def _answer_of(store: ProjectStore, write: Write, who: str) -> Answer:
    uuid = write.bundle.project.uuid
    try:
        if not write.is_deletion:
            return store.save(write.bundle, write.base_version, who)
        store.delete(uuid, write.base_version, who)
        return store.find(uuid) or replace(
            write.bundle, project=replace(write.bundle.project, deleted=True, version=write.base_version + 1))
    except ConnectionFailedError:
        raise
    except RuhrError as error:
        return error
