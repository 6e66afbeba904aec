# SPDX-License-Identifier: GPL-2.0-or-later
"""One person in a register: under which words to look, what counts as a mention, and what remains without them."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import Any, Mapping, Pattern, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.table_report import table_csv, table_page
from ruhr_smartcity_plugin.translation import tr

_SHORTEST = 3
_LETTERS = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"}
_LONGEST_SHOWN = 500
CONTACT, ORGANISATION, HISTORY = "contact", "organisation", "change"
# Who wrote or changed something.
WHO_COLUMNS = ("created_by", "changed_by", "author")


class Treatment(Enum):
    """What deleting a person does to a place where the register holds something on them."""

    DELETED = "deleted"  # the record is about the person
    REPLACED = "replaced"  # the person is mentioned: the words are replaced
    PSEUDONYM = "pseudonym"  # the person wrote or changed something: it stays, under another name
    KEPT = "kept"  # names of organisations and of log-ins

    def text(self) -> str:
        """Return what happens, in words."""
        return {Treatment.DELETED: tr("is deleted"), Treatment.REPLACED: tr("the words are replaced"),
                Treatment.PSEUDONYM: tr("gets a pseudonym"), Treatment.KEPT: tr("stays")}[self]


@dataclass(frozen=True)
class Holding:
    """One field in which the register holds something on a person; `project` is its title."""

    table: str
    row: int
    field: str
    text: str
    treatment: Treatment
    project_uuid: str = ""
    project: str = ""


class Person:
    """The words by which a person is known: names and addresses, separated by semicolons or lines.

    Raises InputError if there is none of at least three letters.

    >>> Person("Anna Ärmel").is_in("Leitung: Aermel, Anna (Amt 61)"), Person("Anna Ärmel").is_in("Annas Ärmel")
    (True, False)
    """

    def __init__(self, text: str) -> None:
        words = [" ".join(one.split()) for one in re.split(r"[;\n]", text) if one.strip()]
        if not words or any(len(one) < _SHORTEST for one in words):
            raise InputError(tr(
                "Give the person's name or e-mail address, at least three letters each; separate several by "
                "semicolons."))
        self.words: Tuple[str, ...] = tuple(dict.fromkeys(words))
        turned = [", ".join(reversed(one.rsplit(" ", 1))) for one in words if " " in one and "@" not in one]
        # The longest first: "Anna Ärmel" before "Ärmel".
        forms = sorted({*self.words, *turned}, key=len, reverse=True)
        self._pattern: Pattern[str] = re.compile(
            "|".join(rf"(?<!\w){_as_pattern(one)}(?!\w)" for one in forms), re.IGNORECASE)

    def is_in(self, text: Any) -> bool:
        """Answer whether a text names the person."""
        return isinstance(text, str) and self._pattern.search(text) is not None

    def is_contact(self, row: Mapping[str, Any]) -> bool:
        """Answer whether a contact is this person: by name, mail or phone."""
        return any(self.is_in(row.get(one)) for one in ("name", "mail", "phone"))

    def replaced(self, text: str, pseudonym: str) -> str:
        """Return a text with the pseudonym for the person; in JSON of projects their contacts are taken out whole."""
        try:
            document = json.loads(text) if text[:1] in "{[" else None
        except ValueError:
            document = None
        if isinstance(document, (dict, list)):
            return json.dumps(self._cleaned(document, pseudonym), ensure_ascii=False)
        return self._pattern.sub(pseudonym, text)

    def _cleaned(self, value: Any, pseudonym: str) -> Any:
        if isinstance(value, dict):
            return {name: self._cleaned_part(name, part, pseudonym) for name, part in value.items()}
        if isinstance(value, list):
            return [self._cleaned(one, pseudonym) for one in value]
        return self._pattern.sub(pseudonym, value) if isinstance(value, str) else value

    def _cleaned_part(self, name: str, part: Any, pseudonym: str) -> Any:
        if name == "organisations":  # they are no persons
            return part
        if name == "contacts" and isinstance(part, list):
            part = [one for one in part if not self._is_contact_part(one)]
        return self._cleaned(part, pseudonym)

    def _is_contact_part(self, value: Any) -> bool:
        return isinstance(value, Mapping) and self.is_contact(value)


def new_pseudonym() -> str:
    """Return a name that says nothing of the person, and that no other person gets."""
    return tr("Person {number}").format(number=secrets.token_hex(3))


def _as_pattern(word: str) -> str:
    folded = word.lower()
    for sign, plain in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß")):
        folded = folded.replace(sign, plain)
    parts = (_LETTERS.get(one) or (r"\s+" if one == " " else re.escape(one)) for one in folded)
    return "".join(parts)


def holdings_report(person: Person, holdings: Sequence[Holding], notes: Sequence[str], *, register: str,
                    as_page: bool) -> str:
    """Return what a register holds on a person as a page, or as a table for spreadsheets. It is personal data."""
    heads = [tr("Where"), tr("Project"), tr("Field"), tr("Content"), tr("On deletion")]
    rows = [(one.table, one.project, one.field, one.text[:_LONGEST_SHOWN], one.treatment.text()) for one in holdings]
    if not as_page:
        return table_csv(heads, rows + [(tr("Note"), "", "", one, "") for one in notes])
    title = tr("INTERN: what the register “{register}” holds on {person}").format(
        register=register, person="; ".join(person.words))
    return table_page(title, " ".join((tr("%n place(s) found.", "", len(rows)), *notes)), heads, rows)
