# SPDX-License-Identifier: GPL-2.0-or-later
"""Master data in exchange files: what is written of them, and what a file would do to those of a register.

Only internal files carry them: contacts are personal, and nothing says of the others that they are public.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.master import (
    BY_NAME,
    CONTACT_TABLE,
    MasterRecord,
    as_plain_master,
    in_order,
    read_plain_master,
    same_record,
)
from ruhr_smartcity_plugin.core.projects.master_joining import name_key
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.translation import tr

MEMBER = "master_data"  # of a JSON document, and the name of the table in a GeoPackage


def plain_masters(records: Iterable[MasterRecord]) -> List[Dict[str, Any]]:
    """Return records as plain values: what is deleted, and who edited, is left out."""
    return [{name: value for name, value in as_plain_master(one).items() if name in ("table", "record")}
            for one in in_order(records) if not one.deleted]


def read_plain_masters(parts: Any) -> Tuple[MasterRecord, ...]:
    """Return the records in a part of a document; none if it has no such part. Raises InputError if it is none."""
    try:
        return tuple(read_plain_master({"table": one["table"], "record": one["record"]}) for one in parts or ())
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(tr("The master data in the file cannot be read."), type(error).__name__) from error


@dataclass(frozen=True)
class Incoming:
    """What a file would do: records to save, with the versions they start from. Nothing is ever taken away."""

    new: Tuple[MasterRecord, ...]
    changed: Tuple[MasterRecord, ...]

    @property
    def writes(self) -> Tuple[MasterRecord, ...]:
        """All of them."""
        return (*self.new, *self.changed)


def incoming(stored: Sequence[MasterRecord], given: Iterable[MasterRecord]) -> Incoming:
    """Return what records of a file would do to those of a register.

    A record is that of the same id, or of the same name; what it does not state stays as the register has it.
    """
    by_id = {one.uuid: one for one in stored}
    by_key = {_key(one): one for one in reversed([one for one in stored if not one.deleted])}
    renamed: Dict[str, str] = {}
    new: Dict[str, MasterRecord] = {}
    changed: Dict[str, MasterRecord] = {}
    for one in in_order(given):
        one = _at_home(one, renamed)
        known = changed.get(one.uuid) or by_id.get(one.uuid) or by_key.get(_key(one))
        if known is None:
            new[one.uuid] = replace(one, version=0)
            by_key.setdefault(_key(one), new[one.uuid])
            continue
        renamed[one.uuid] = known.uuid
        stated = {name: getattr(one.record, name) for name, value in values_of(one.record).items()
                  if value not in (None, False) and name != "uuid"}
        after = replace(known, record=replace(known.record, **stated), deleted=False)
        if known.uuid in new:
            new[known.uuid] = after
        elif not same_record(known, after):
            changed[known.uuid] = after
    return Incoming(tuple(new.values()), tuple(changed.values()))


def _at_home(one: MasterRecord, renamed: Mapping[str, str]) -> MasterRecord:
    owner = getattr(one.record, "organisation_uuid", "")
    return replace(one, record=replace(one.record, organisation_uuid=renamed[owner])) if owner in renamed else one


def _key(one: MasterRecord) -> Tuple[str, ...]:
    record = one.record
    if one.table == CONTACT_TABLE:
        names = (record.organisation_uuid, record.name, record.function, record.mail)
        return (one.table, *map(fold_text, names))
    return (one.table, *(name_key(BY_NAME[one.table].attribute, record) or (one.uuid,)))
