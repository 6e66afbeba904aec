# SPDX-License-Identifier: GPL-2.0-or-later
"""What each column of a table holds: type, decimal sign, unit and, for keys, which key."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import Collection, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import (
    CROSSES,
    CellForm,
    form_of,
    is_marker,
    is_zero_marker,
    without_brackets,
)
from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_titles import is_coordinate_title
from ruhr_smartcity_plugin.core.catalogue.tables.dates import has_short_year, last_short_year
from ruhr_smartcity_plugin.core.catalogue.tables.decimal_signs import OtherSign, signs_in_sheet, signs_of_others
from ruhr_smartcity_plugin.core.catalogue.tables.designations import changed_as_number, have_times, month_or_time
from ruhr_smartcity_plugin.core.catalogue.tables.field_names import field_names
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import count_units, find_unit
from ruhr_smartcity_plugin.translation import tr


class ColumnKind(Enum):
    """Type of a column; the values are stable."""

    TEXT = "text"
    KEY = "key"  # digits that are no quantity: kept as text with their leading zeros
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    GEOMETRY = "geometry"

    def title(self) -> str:
        """Return the word for the user."""
        return {
            ColumnKind.TEXT: tr("Text"),
            ColumnKind.KEY: tr("Key"),
            ColumnKind.INTEGER: tr("Whole number"),
            ColumnKind.DECIMAL: tr("Number"),
            ColumnKind.DATE: tr("Date"),
            ColumnKind.DATETIME: tr("Date and time"),
            ColumnKind.BOOLEAN: tr("Yes/no"),
            ColumnKind.GEOMETRY: tr("Geometry (WKT)"),
        }[self]


class Role(Enum):
    """What a key or name names; the values are stable."""

    NONE = "none"
    AGS = "ags"  # 8 digits: municipality
    ARS = "ars"  # 12 digits: municipality with its association
    DISTRICT_KEY = "district_key"  # 5 digits
    POSTCODE = "postcode"
    NAME = "name"  # of a municipality or district


@dataclass(frozen=True)
class Column:
    """One column. `title` is the head as written, `field` its name in the layer, `index` its place in the file.

    `decimal` is "," or "." ("" where there are only whole numbers); `unit` stands in the cells ("%"). `is_empty`
    says that it has neither head nor values and is left out; `has_both_signs` that a comma is a decimal sign, too;
    `has_dashes` that "-" stands in it, which is read as 0 where there are numbers.
    """

    index: int
    title: str
    field: str
    kind: ColumnKind
    decimal: str = ""
    unit: str = ""
    role: Role = Role.NONE
    is_empty: bool = False
    has_both_signs: bool = False
    has_dashes: bool = False
    sure: Sureness = Sureness.CERTAIN
    why: str = ""


_DIGITS = re.compile(r"\d+(?:\.0)?")
_GROUPED_KEY = re.compile(r"\d{1,2}(?:\.\d{3})+|\d+(?:\s\d+)+")
_BETWEEN_DIGITS = re.compile(r"\.0$|\.|\s")
_ROLES = (
    (Role.ARS, re.compile(r"\b(ars|rs|regionalschl(ue|u)ssel)\b")),
    (Role.DISTRICT_KEY, re.compile(r"\b(kreisschl(ue|u)ssel|kreis ?nr|kreiskennziffer|krs)\b")),
    (Role.AGS, re.compile(r"\b(ags|gkz|agz|gemeindeschl(ue|u)ssel|gemeinde ?(kennziffer|nr|nummer|kennzahl)"
                          r"|amtlicher gemeindeschl(ue|u)ssel|kommunalschl(ue|u)ssel|schl(ue|u)ssel)\b")),
    (Role.POSTCODE, re.compile(r"\b(plz|postleitzahl)\b")),
    (Role.NAME, re.compile(r"\b(gemeinde|gemeindename|kommune|stadt|stadtname|kreis|kreisname|landkreis|name|gebiet"
                           r"|raumeinheit|region|ort|kreisfreie staedte|kreise|gemeinden|kommunen|staedte)\b")),
)
# Heads that often stand above other keys, of streets or of a list of its own.
_LOOSE_TITLE = re.compile(r"\b(rs|krs|schl(ue|u)ssel|(kreis|gemeinde) ?(nr|nummer))\b")
# Keys of North Rhine-Westphalia without their zero: state 5, then one of its five (former) government districts.
_STATE_KEY = re.compile(r"5[13579]\d+")
_WITHOUT_ZERO = (4, 7, 11)
_KEY_TITLE = re.compile(r"schl(ue|u)ssel|\b(telefon|tel|fax|telefax|mobil|hausnr|hausnummer|aktenzeichen|kennung|kennz"
                        r"|flurstueck|iban|uuid)\b")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{1,2}")
_FORMS = {CellForm.DATE: ColumnKind.DATE, CellForm.DATETIME: ColumnKind.DATETIME, CellForm.BOOLEAN: ColumnKind.BOOLEAN,
          CellForm.GEOMETRY: ColumnKind.GEOMETRY}
# So few cells of a column may be of another form; they are told, not hidden.
_MOST_STRANGE = 0.02
# In a column whose head says that it holds coordinates: such rows are rejected by number, not the whole table's places.
# If nothing comes of the places, the column becomes text again (`judging`).
_MOST_STRANGE_PLACES = 0.1


def plain_title(title: str) -> str:
    """Return a head ready for comparison: "Geogr. Länge_[°]" becomes "geogr laenge"."""
    text = title.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def judge_columns(titles: Sequence[str], rows: Sequence[Sequence[str]],
                  chosen: Mapping[str, Tuple[ColumnKind, str]],
                  misled: Collection[str] = (), number_columns: Collection[int] | None = None,
                  mixed_columns: Collection[int] = ()) -> Tuple[Column, ...]:
    """Return what the columns hold, judged from sample rows.

    `chosen` are the user's choices by title: kind, and decimal sign ("" for "judge it"). `misled` are titles of
    columns in which many values beyond the samples turned out not to fit. For the last two see `TableSource`.
    """
    cells = [[row[index].strip() if index < len(row) else "" for row in rows] for index in range(len(titles))]
    plain = [plain_title(title) for title in titles]
    others = signs_of_others(plain, cells) if number_columns is None else signs_in_sheet(
        plain, cells, number_columns, mixed_columns)
    names = field_names(titles)
    needs_zero = not have_times(plain, cells)
    columns = (_judge(Column(index, title, names[index], ColumnKind.TEXT), cells[index], others[index],
                      chosen.get(title or names[index]), needs_zero) for index, title in enumerate(titles))
    return tuple(_as_text(column) if (column.title or column.field) in misled else column for column in columns)


def _as_text(column: Column) -> Column:
    return replace(column, kind=ColumnKind.TEXT, decimal="", unit="", sure=Sureness.LIKELY,
                   why=tr("Further down there are many values of another form, so the column stays text."))


def _judge(column: Column, cells: List[str], other: OtherSign, chosen: Tuple[ColumnKind, str] | None,
           needs_zero: bool) -> Column:
    title, filled = column.title, [cell for cell in cells if cell]
    column = replace(column, role=_role(title, filled), has_dashes=any(map(is_zero_marker, filled)))
    if chosen is not None:
        decimal = chosen[1] or other.judge(filled).value
        return replace(column, kind=chosen[0], decimal=decimal, unit=find_unit(filled), sure=Sureness.CHOSEN)
    if not filled:
        return replace(column, is_empty=not title, sure=Sureness.GUESSED, why=tr("The column is empty."))
    if _is_key(title, column.role, filled):
        return replace(column, kind=ColumnKind.KEY, why=tr("Digits that name something: leading zeros are kept."))
    plain = plain_title(title)
    key = next(filter(_SHORTENED.fullmatch, filled), "") if _names_keys(plain) else ""
    if key:
        why = tr("“{value}” was shortened by a spreadsheet: the last digits of the key are lost.").format(value=key)
        return replace(column, sure=Sureness.GUESSED, why=why)
    name = changed_as_number(plain, filled)
    if name:
        return replace(column, why=tr("“{value}” is a name and no number: the column stays text.").format(value=name))
    moment = month_or_time(plain, filled, needs_zero)
    if moment:
        why = tr("“{value}” looks like a month or a time of day: the column stays text.").format(value=moment)
        return replace(column, sure=Sureness.LIKELY, why=why)
    return _by_forms(column, filled, other, _MOST_STRANGE_PLACES if is_coordinate_title(plain) else _MOST_STRANGE)


def _by_forms(column: Column, filled: Sequence[str], other: OtherSign, most_strange: float) -> Column:
    forms = Counter(map(form_of, filled))
    forms.pop(CellForm.MARKER, None)
    total = sum(forms.values())
    if not total:
        if set(filled) <= CROSSES:
            return replace(column, kind=ColumnKind.BOOLEAN, sure=Sureness.LIKELY, why=tr("A cross is read as yes."))
        return replace(column, sure=Sureness.GUESSED, why=tr("There are only signs for “no value”."))
    if all(is_marker(cell) or without_brackets(cell) != cell for cell in filled):
        return column  # brackets limit single values; around all of them they are part of a name
    if forms[CellForm.NUMBER] + forms[CellForm.ANGLE] >= total * (1 - most_strange):
        return _number_column(column, filled, other)
    dates = forms[CellForm.DATE] + forms[CellForm.DATETIME]
    if dates >= total * (1 - _MOST_STRANGE):
        return _date_column(column, filled, ColumnKind.DATETIME if forms[CellForm.DATETIME] else ColumnKind.DATE)
    form, count = forms.most_common(1)[0]
    if form in _FORMS and count >= total * (1 - _MOST_STRANGE):
        return replace(column, kind=_FORMS[form])
    if form is not CellForm.TEXT and count > total * 0.5:
        return replace(column, sure=Sureness.GUESSED, why=tr("%n value(s) of those looked at have another form, so the "
                                                             "column stays text.", "", total - count))
    return column


def _date_column(column: Column, filled: Sequence[str], kind: ColumnKind) -> Column:
    if not any(map(has_short_year, filled)):
        return replace(column, kind=kind)
    last = last_short_year()
    why = tr("Years of two digits are read as years from {first} to {last}.").format(first=last - 99, last=last)
    return replace(column, kind=kind, sure=Sureness.LIKELY, why=why)


def _number_column(column: Column, filled: Sequence[str], other: OtherSign) -> Column:
    unit, units = find_unit(filled), count_units(filled)
    if len(units) > 1 and (not unit or sum(units.values()) - units[unit] > len(filled) * _MOST_STRANGE):
        names = ", ".join(unit for unit, _count in units.most_common())
        why = tr("The cells have several units ({units}), so the column stays text.").format(units=names)
        return replace(column, sure=Sureness.LIKELY, why=why)
    if other.shows_both(filled):
        why = tr("Cells that are numbers have a point, cells that are text a comma; both are read.")
        return replace(column, kind=ColumnKind.DECIMAL, decimal=".", unit=unit, has_both_signs=True,
                       sure=Sureness.LIKELY, why=why)
    sign = other.judge(filled)
    is_whole = not unit and not any("°" in cell or "º" in cell for cell in filled) and all(
        "e" not in cell.lower() and (not sign.value or sign.value not in cell or is_marker(cell)) for cell in filled)
    if is_whole and not any("'" in cell for cell in filled):
        return replace(column, kind=ColumnKind.INTEGER, decimal=sign.value or "", sure=sign.sure, why=sign.why)
    return replace(column, kind=ColumnKind.DECIMAL, decimal=sign.value or other.sign or ",", unit=unit, sure=sign.sure,
                   why=sign.why)


def _role(title: str, filled: Sequence[str]) -> Role:
    plain = plain_title(title)
    keys = [cell for cell in filled if _DIGITS.fullmatch(cell) or _GROUPED_KEY.fullmatch(cell)]
    strange = len(filled) - len(keys)
    # One line may be a sum ("Summe", "Insgesamt") in a table of a few rows, too.
    are_digits = bool(keys) and (strange <= len(filled) * 0.1 or (strange == 1 and len(keys) > 1))
    for role, pattern in _ROLES:
        if pattern.search(plain) and (role is Role.NAME) != are_digits:
            used = keys if are_digits else filled
            return Role.NONE if _may_be_other_keys(plain, used) else _by_length(role, used)
    return Role.NONE


def _may_be_other_keys(plain: str, filled: Sequence[str]) -> bool:
    """Answer whether digits below a loose head are too short for a key and are none of the state without its zero."""
    digits = (_BETWEEN_DIGITS.sub("", cell) for cell in filled)
    short = [one for one in digits if len(one) in _WITHOUT_ZERO]
    of_state = sum(1 for one in short if _STATE_KEY.fullmatch(one))
    return bool(short and _LOOSE_TITLE.search(plain)) and of_state < len(short) * 0.9


def _by_length(role: Role, filled: Sequence[str]) -> Role:
    """Let the number of digits correct the head: "AGS" often stands above keys of districts."""
    if role in (Role.NAME, Role.POSTCODE):
        return role
    lengths = Counter(len(_BETWEEN_DIGITS.sub("", cell)) for cell in filled)
    usual = lengths.most_common(1)[0][0]
    by_length = {12: Role.ARS, 11: Role.ARS, 8: Role.AGS, 7: Role.AGS, 5: Role.DISTRICT_KEY, 4: Role.DISTRICT_KEY}
    return by_length.get(usual, Role.NONE)


def _names_keys(plain: str) -> bool:
    return bool(_KEY_TITLE.search(plain)) or any(
        pattern.search(plain) for role, pattern in _ROLES if role is not Role.NAME)


def _is_key(title: str, role: Role, filled: Sequence[str]) -> bool:
    if role not in (Role.NONE, Role.NAME):
        return True
    digits = [cell for cell in filled if cell.isdigit()]
    if len(digits) < len(filled) * 0.9:
        return False
    leading_zero = any(cell.startswith("0") and len(cell) > 1 for cell in digits)
    too_long = any(len(cell) > 15 for cell in digits)  # a double keeps 15 digits
    return leading_zero or too_long or bool(_KEY_TITLE.search(plain_title(title)))
