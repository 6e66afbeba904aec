# SPDX-License-Identifier: GPL-2.0-or-later
"""Two entries of the master data that are the same one: how they are found, and how they become one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Iterable, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.master import CONTACT_TABLE, MasterRecord
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text

# By list: the columns that together name an entry. Contacts have none: two of one name may be two people.
_NAMING: Mapping[str, Tuple[str, ...]] = {
    "organisations": ("name", "ags"), "programmes": ("title", "provider"), "strategies": ("ags", "title")}


def name_key(attribute: str, record: Any) -> Tuple[str, ...] | None:
    """Return what two entries of a list have in common if they are the same one; None if nothing names the entry.

    >>> from ruhr_smartcity_plugin.core.projects.record import Organisation
    >>> name_key("organisations", Organisation("Stadt  HERNE", ags="05916000"))
    ('stadt herne', '05916000')
    """
    columns = _NAMING.get(attribute)
    if columns is None or not getattr(record, columns[0]):
        return None
    return tuple(" ".join(fold_text(getattr(record, one)).split()) for one in columns)


def twins_of(attribute: str, record: Any, records: Iterable[Any]) -> Tuple[Any, ...]:
    """Return the other entries of a list that are the same one."""
    key = name_key(attribute, record)
    return tuple(one for one in records if one.uuid != record.uuid and key is not None
                 and name_key(attribute, one) == key)


def joined_masters(kept: MasterRecord, gone: Sequence[MasterRecord],
                   stored: Iterable[MasterRecord]) -> Tuple[MasterRecord, ...]:
    """Return what is to be saved: `kept` with what only the others state, their contacts with it, and they deleted."""
    after = kept
    for one in gone:
        after = replace(after, record=_completed(after.record, one.record))
    uuids = {one.uuid for one in gone}
    moved = tuple(replace(one, record=replace(one.record, organisation_uuid=kept.uuid)) for one in stored
                  if one.table == CONTACT_TABLE and not one.deleted and one.record.organisation_uuid in uuids)
    return (after, *moved, *(replace(one, deleted=True) for one in gone))


def _completed(record: Any, other: Any) -> Any:
    more: Dict[str, Any] = {name: getattr(other, name) for name, value in values_of(record).items()
                            if value is None and getattr(other, name) not in (None, "")}
    return replace(record, **more) if more else record


def with_joined(bundle: ProjectBundle, attribute: str, kept: Any, gone: Iterable[str]) -> ProjectBundle:
    """Return a project that names the kept entry of a list wherever it named one of those that go."""
    uuids = frozenset(gone)

    def known(uuid: str) -> str:
        return kept.uuid if uuid in uuids else uuid

    partners = [one for one in bundle.partners if one.organisation_uuid not in uuids]
    roles = {one.role for one in partners if one.organisation_uuid == kept.uuid}
    for one in bundle.partners:
        if one.organisation_uuid in uuids and one.role not in roles:  # once in a role is enough
            roles.add(one.role)
            partners.append(replace(one, organisation_uuid=kept.uuid))
    order = {one.uuid: number for number, one in enumerate(bundle.partners)}
    others = tuple(one for one in getattr(bundle, attribute) if one.uuid not in uuids and one.uuid != kept.uuid)
    return replace(
        bundle, project=replace(bundle.project, lead_uuid=known(bundle.project.lead_uuid)),
        partners=tuple(sorted(partners, key=lambda one: order[one.uuid])),
        contacts=tuple(replace(one, organisation_uuid=known(one.organisation_uuid)) for one in bundle.contacts),
        fundings=tuple(replace(one, programme_uuid=known(one.programme_uuid)) for one in bundle.fundings),
        **{attribute: (*others, kept)})
