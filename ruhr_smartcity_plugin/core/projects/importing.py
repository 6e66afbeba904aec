# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rows of a file would do to a register: new, changed, unchanged or rejected, with the reasons.

An import adds and changes; it never takes anything away: an empty cell, a missing column or a missing place leaves
what the register holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from types import MappingProxyType
from typing import Any, Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.codes import is_code
from ruhr_smartcity_plugin.core.projects.columns import Kind, columns_of
from ruhr_smartcity_plugin.core.projects.coordinates import parse_coordinates
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity, has_errors
from ruhr_smartcity_plugin.core.projects.flat import AGS, FIELDS, LEAD, PARTNERS, SITES, TECHNOLOGIES, read_partners
from ruhr_smartcity_plugin.core.projects.import_aside import why_aside
from ruhr_smartcity_plugin.core.projects.import_mapping import ADDRESS, PERIOD, PERIOD_FIELDS, X, Y
from ruhr_smartcity_plugin.core.projects.import_values import (
    CellError,
    read_cell,
    read_code,
    read_day,
    read_period,
    says_nothing,
)
from ruhr_smartcity_plugin.core.projects.merging import same_content
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectInternal,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
)
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.core.spreadsheet import unguard_cell
from ruhr_smartcity_plugin.translation import tr

_PROJECT = {one.name: one for one in columns_of(Project)}
_INTERNAL = {one.name: one for one in columns_of(ProjectInternal)}
_SEVERAL = re.compile(r"\s*[,;/|]\s*|\s+und\s+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Fate(Enum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    ASIDE = "aside"  # no project: a total, a remark, heads said again


@dataclass(frozen=True)
class SourceRow:
    """A row of a file: its line (or number), the texts of its columns, the places of its geometry, and all of a
    project if the file carries it. `fault` says why the row as a whole cannot be read; empty if it can."""

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    sites: Tuple[Site, ...] = ()
    whole: ProjectBundle | None = None
    fault: str = ""


@dataclass(frozen=True)
class Planned:
    """What a row would do; `bundle` is what would be saved over version `base_version`.

    `may_be_taken` says whether it can be saved: of rows that are left out only if they hold a project all the same.
    """

    line: int
    fate: Fate
    bundle: ProjectBundle
    base_version: int = 0
    findings: Tuple[Finding, ...] = ()
    known: ProjectBundle | None = None  # what the register holds of it
    may_be_taken: bool = False

    def taken(self) -> Planned:
        """Return the row as one that is saved."""
        return replace(self, fate=Fate.CHANGED if self.known is not None else Fate.NEW)


def typed_position(x: str, y: str) -> Tuple[float, float]:
    """Return where two cells lie, in EPSG:25832, metres; their system shows in the numbers. Raises InputError."""
    typed = parse_coordinates(f"{x} {y}")
    return typed.x, typed.y


class ImportPlan:
    """Reads rows against a register. `region` names municipalities, `stored` are the register's projects.

    `read_geometry` and `read_position` turn a text and a pair of cells into places in EPSG:25832, metres. `deleted`
    are the versions of the register's tombstones by their ids.
    """

    def __init__(self, stored: Sequence[ProjectBundle], organisations: Iterable[Organisation], region: Region,
                 mapping: Mapping[str, str], context: Context, *,
                 read_geometry: Callable[[str], Tuple[Site, ...]],
                 read_position: Callable[[str, str], Tuple[float, float]] = typed_position,
                 deleted: Mapping[str, int] = MappingProxyType({})) -> None:
        self._region, self._mapping, self._context = region, mapping, context
        self._read_geometry, self._read_position, self._deleted = read_geometry, read_position, deleted
        self._organisations: Dict[str, Organisation] = {}
        for one in sorted(organisations, key=lambda one: (not one.ags, one.uuid)):  # of two of a name always the same
            self._organisations.setdefault(fold_text(one.name), one)
        self._by_uuid = {one.project.uuid: one for one in stored}
        self._by_code = {one.project.code: one for one in stored if one.project.code}
        self._by_place = {key: one for one in stored for key in _place_keys(one)}
        self._seen: Dict[Any, int] = {}

    def plan(self, row: SourceRow) -> Planned:
        """Return what becomes of a row."""
        aside = why_aside(row.cells) if row.whole is None and not row.sites and not row.fault else ""
        findings = [Finding("row", Severity.ERROR, "title", row.fault)] if row.fault else []
        incoming = row.whole if row.whole is not None else self._read(row, findings)
        known = self._find(incoming)
        if known is not None and row.whole is None:
            incoming = _with_names_of(known, incoming)
        bundle = _overlaid(known, incoming, self._filled(row)) if known is not None else _as_new(incoming)
        base = known.project.version if known is not None else self._deleted.get(bundle.project.uuid, 0)
        if known is None and base:
            findings.append(Finding("deleted", Severity.WARNING, "title", tr(
                "This project was deleted in the register. The import brings it back.")))
        if aside:
            is_sound = not has_errors([*findings, *check(bundle, self._context)])
            note = (Finding("aside", Severity.WARNING, "title", aside),)
            return Planned(row.line, Fate.ASIDE, bundle, base, note, known, is_sound)
        first = self._first_line(row, bundle)
        if first != row.line:
            findings.append(Finding("twice", Severity.ERROR, "title", tr(
                "The file names this project twice; the first time in row {line}.").format(line=first)))
        findings += check(bundle, self._context)
        fate = _fate(known, bundle, findings)
        return Planned(row.line, fate, bundle, base, tuple(findings), known, fate in (Fate.NEW, Fate.CHANGED))

    def _first_line(self, row: SourceRow, bundle: ProjectBundle) -> int:
        """Return the line that names the project first: by its id, or, where the file gives none, by title and place.
        """
        keys: List[Any] = [bundle.project.uuid]
        if row.whole is None and not is_uuid(row.cells.get(self._mapping.get("uuid", ""), "").strip("{} ")):
            keys += _place_keys(bundle)
        first = min(self._seen.get(key, row.line) for key in keys)
        for key in keys:
            self._seen.setdefault(key, row.line)
        return first

    def _find(self, incoming: ProjectBundle) -> ProjectBundle | None:
        project = incoming.project
        found = self._by_uuid.get(project.uuid) or self._by_code.get(project.code)
        return found or next((self._by_place[key] for key in _place_keys(incoming) if key in self._by_place), None)

    def _filled(self, row: SourceRow) -> frozenset:
        """Return the fields for which the row has a value; "k. A." is none, and must not put a default over one."""
        if row.whole is not None:
            return frozenset((*_PROJECT, *_INTERNAL))
        filled = self._given(row, [])
        return frozenset((*filled, *PERIOD_FIELDS) if PERIOD in filled else filled)

    def _read(self, row: SourceRow, findings: List[Finding]) -> ProjectBundle:
        given = self._given(row, findings)
        values: Dict[str, Any] = {}
        internal: Dict[str, Any] = {}
        for name, text in given.items():
            try:
                if name in _INTERNAL:
                    internal[name] = read_cell(_INTERNAL[name], text)
                elif name == PERIOD:
                    values = {**_period_values(text), **values}
                elif name in _PROJECT:
                    values.update(_project_values(name, text, has_precision=f"{name}_precision" in given))
            except CellError as error:
                findings.append(Finding("cell", Severity.ERROR, name, str(error)))
        municipalities = self._municipalities(given.get(AGS, ""), findings)
        lead, partners = self._lead(given.get(LEAD, "")), self._partners(given.get(PARTNERS, ""))
        codes = {attribute: self._codes(given.get(name, ""), list_name, name, findings)
                 for name, attribute, list_name in ((FIELDS, "further_fields", "VFIELD"),
                                                    (TECHNOLOGIES, "technologies", "VTECH"))}
        sites = self._sites(given, row, findings)
        named = [one for one in (lead, *(organisation for organisation, _role in partners)) if one is not None]
        return ProjectBundle(
            project=Project(**values, lead_uuid=lead.uuid if lead else ""), internal=ProjectInternal(**internal),
            municipalities=municipalities, organisations=tuple(dict.fromkeys(named)), sites=sites,
            partners=tuple(ProjectOrganisation(one.uuid, role) for one, role in partners), **codes)

    def _given(self, row: SourceRow, findings: List[Finding]) -> Dict[str, str]:
        """Return the texts of the cells that say something. Other people's numbers are neither ids nor codes: two
        towns count their projects from 1."""
        given: Dict[str, str] = {}
        for name, column in self._mapping.items():
            text = unguard_cell(row.cells.get(column, "").strip())
            if text and (name == "title" or not says_nothing(_PROJECT.get(name) or _INTERNAL.get(name), text)):
                given[name] = text.strip("{}") if name == "uuid" else text
        if "uuid" in given and not is_uuid(given["uuid"]):
            findings.append(Finding("id", Severity.WARNING, "uuid", tr(
                "“{text}” is no id of the register and was left out: the project goes by its title and municipality.",
            ).format(text=given.pop("uuid"))))
        if "uuid" not in given and "code" in given and not is_code(given["code"]):
            findings.append(Finding("code", Severity.WARNING, "code", tr(
                "“{text}” is no code of the register, like RUHR-05916-3, and was left out: the project goes by its "
                "title and municipality.").format(text=given.pop("code"))))
        return given

    def _municipalities(self, text: str, findings: List[Finding]) -> Tuple[ProjectMunicipality, ...]:
        found: List[str] = []
        for one in filter(None, _SEVERAL.split(text)):
            town = self._region.by_ags(one) or self._region.find_municipality(one)
            if town is None and not re.fullmatch(r"\d{8}", one):
                findings.append(Finding("municipality", Severity.ERROR, AGS, tr(
                    "“{text}” is no municipality of the Ruhr metropolis and no key of eight digits.").format(text=one)))
            else:
                found.append(town.ags if town else one)
        return tuple(ProjectMunicipality(ags, "PARTNER" if number else "FEDER")
                     for number, ags in enumerate(dict.fromkeys(found)))

    def _lead(self, name: str) -> Organisation | None:
        return self._organisation(name) if name else None

    def _partners(self, text: str) -> List[Tuple[Organisation, str]]:
        return [(self._organisation(name), role or "PART") for name, role in read_partners(text)]

    def _organisation(self, name: str) -> Organisation:
        """Return the organisation of this name; a new one is made once for all rows."""
        town = self._region.find_municipality(name)  # "Stadt Herne": its members may save what it leads
        new = Organisation(name=name.strip(), kind="KOM", ags=town.ags) if town else Organisation(name=name.strip())
        return self._organisations.setdefault(fold_text(name), new)

    @staticmethod
    def _codes(text: str, list_name: str, name: str, findings: List[Finding]) -> Tuple[str, ...]:
        found = []
        for one in filter(None, (part.strip() for part in re.split(r"[,;|]", text))):
            try:
                found.append(read_code(list_name, one))
            except CellError as error:
                findings.append(Finding("cell", Severity.ERROR, name, str(error)))
        return tuple(dict.fromkeys(found))

    def _sites(self, given: Mapping[str, str], row: SourceRow, findings: List[Finding]) -> Tuple[Site, ...]:
        # As the project is, in code or in words.
        sites, visibility = row.sites, read_cell(_PROJECT["visibility"], given.get("visibility", ""))
        try:
            if not sites and SITES in given:
                sites = self._read_geometry(given[SITES])
            if not sites and X in given and Y in given:
                sites = (Site(coordinates=self._read_position(given[X], given[Y])),)
        except InputError as error:
            findings.append(Finding("place", Severity.ERROR, "sites", error.sentence))
        if ADDRESS in given:
            sites = (replace(sites[0], address=given[ADDRESS]), *sites[1:]) if sites else (Site(
                address=given[ADDRESS]),)
        return tuple(replace(one, visibility=visibility) for one in sites)


def is_uuid(text: str) -> bool:
    """Answer whether a text is an id as registers make them.

    >>> is_uuid("8b6e4f0e-6d1c-4a35-9a5e-0c9e5b7f2d11"), is_uuid("1")
    (True, False)
    """
    return bool(_UUID.fullmatch(text))


def _fate(known: ProjectBundle | None, bundle: ProjectBundle, findings: Sequence[Finding]) -> Fate:
    if has_errors(findings):
        return Fate.REJECTED
    if known is None:
        return Fate.NEW
    return Fate.UNCHANGED if same_content(known, bundle) else Fate.CHANGED


def _project_values(name: str, text: str, *, has_precision: bool) -> Dict[str, Any]:
    if _PROJECT[name].kind is Kind.DAY and f"{name}_precision" in _PROJECT:
        day, precision = read_day(text)
        return {name: day} if has_precision else {name: day, f"{name}_precision": precision}
    return {name: read_cell(_PROJECT[name], text)}


def _period_values(text: str) -> Dict[str, Any]:
    """Return when a project is planned to begin and to end; what its own columns state goes before it."""
    values: Dict[str, Any] = {}
    for name, found in zip(PERIOD_FIELDS, read_period(text)):
        if found is not None:
            values.update({name: found[0], f"{name}_precision": found[1]})
    return values


def _place_keys(bundle: ProjectBundle) -> List[Tuple[str, str]]:
    title = fold_text(bundle.project.title)
    return [(title, ags) for ags in bundle.ags or ("",)] if title else []


def _with_names_of(known: ProjectBundle, incoming: ProjectBundle) -> ProjectBundle:
    """Organisations the project has already are meant where a row gives their names: others may have the same."""
    in_part = filter(None, (known.organisation(one.organisation_uuid) for one in reversed(known.partners)))
    for_partner = {fold_text(one.name): one for one in (*known.organisations, *in_part)}  # the last of a name counts
    for_lead = {**for_partner, **({fold_text(known.lead.name): known.lead} if known.lead else {})}
    new_lead = incoming.lead and for_lead.get(fold_text(incoming.lead.name), incoming.lead)
    partners, organisations = [], [new_lead] if new_lead else []
    for one in incoming.partners:
        named = incoming.organisation(one.organisation_uuid)
        if named is not None:
            found = for_partner.get(fold_text(named.name), named)
            partners.append(replace(one, organisation_uuid=found.uuid))
            organisations.append(found)
    project = replace(incoming.project, lead_uuid=new_lead.uuid if new_lead else "")
    return replace(incoming, project=project, partners=tuple(partners),
                   organisations=tuple(dict.fromkeys(organisations)))


def _as_new(incoming: ProjectBundle) -> ProjectBundle:
    return replace(incoming, project=replace(incoming.project, version=0, deleted=False))


def _overlaid(known: ProjectBundle, incoming: ProjectBundle, filled: frozenset) -> ProjectBundle:
    """Return the register's version with what the row states on top."""
    def over(old: Any, new: Any, columns: Iterable[str]) -> Any:
        taken = {name: getattr(new, name) for name in columns if name in filled or (f"{name[:-10]}" in filled
                 and name.endswith("_precision"))}
        return replace(old, **{name: value for name, value in taken.items() if value not in ("", None)})

    kept = ("uuid", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted", "code")
    project = over(known.project, incoming.project, [one for one in _PROJECT if one not in kept])
    lists = {one.attribute: _united(getattr(known, one.attribute), getattr(incoming, one.attribute))
             for one in CHILD_TABLES}
    codes = {attribute: tuple(dict.fromkeys((*getattr(known, attribute), *getattr(incoming, attribute))))
             for _table, attribute, _column in CODE_TABLES}
    organisations = {one.uuid: one for one in (*incoming.organisations, *known.organisations)}
    programmes = {one.uuid: one for one in (*incoming.programmes, *known.programmes)}
    return replace(known, project=project, internal=over(known.internal, incoming.internal, _INTERNAL),
                   organisations=tuple(organisations.values()), programmes=tuple(programmes.values()), **lists, **codes)


def _united(old: Sequence[Any], new: Sequence[Any]) -> Tuple[Any, ...]:
    """Return both lists: what a new element states replaces what the old one of its id said; one that says the same
    as another adds nothing."""
    by_uuid = {one.uuid: one for one in old}
    said = {_saying(one) for one in old}
    for one in new:
        if one.uuid in by_uuid:
            stated = {part.name: getattr(one, part.name) for part in fields(one)}
            by_uuid[one.uuid] = replace(
                by_uuid[one.uuid], **{name: value for name, value in stated.items() if value not in ("", None)})
        elif _saying(one) not in said:
            by_uuid[one.uuid] = one
    return tuple(by_uuid.values())


def _saying(record: Any) -> Any:
    if isinstance(record, ProjectMunicipality):
        return record.ags
    if isinstance(record, ProjectOrganisation):
        return record.organisation_uuid
    if isinstance(record, Site):
        return (record.shape, _rounded(record.coordinates)) if record.coordinates is not None else record.address
    return replace(record, uuid="")


def _rounded(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return tuple(_rounded(one) for one in value)
    return None if value is None else round(float(value), 2)
