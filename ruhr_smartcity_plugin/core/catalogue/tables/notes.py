# SPDX-License-Identifier: GPL-2.0-or-later
"""What is to be looked at in a judged table, as sentences for the user."""

from __future__ import annotations

from typing import List

from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable
from ruhr_smartcity_plugin.translation import tr

_MOST_NOTES = 6
_NUMBERS = (ColumnKind.INTEGER, ColumnKind.DECIMAL)


def notes_of(judged: JudgedTable) -> List[str]:
    """Return what the user should look at, least sure first."""
    table = judged.understanding
    places = tr("Places")
    parts = [(table.placing, places), (table.encoding, tr("Encoding")), (table.form, tr("Separator")),
             (table.head, tr("Head"))]
    said = [(one.sure, f"{name}: {one.why}") for one, name in parts if one.why and one.sure is not Sureness.CERTAIN]
    if table.placing.sure is Sureness.CERTAIN and table.placing.why:
        said.append((Sureness.LIKELY, f"{places}: {table.placing.why}"))
    said += [(column.sure, f"{column.title or column.field}: {column.why}") for column in table.kept_columns()
             if column.why and column.sure in (Sureness.GUESSED, Sureness.LIKELY)]
    order = (Sureness.GUESSED, Sureness.LIKELY, Sureness.CHOSEN, Sureness.CERTAIN)
    said.sort(key=lambda one: order.index(one[0]))
    lines = [text if sure is not Sureness.GUESSED else tr("Please check – {note}").format(note=text)
             for sure, text in said]
    if len(lines) > _MOST_NOTES:
        more = len(lines) - _MOST_NOTES + 1
        lines = [*lines[:_MOST_NOTES - 1], tr("%n more note(s).", "", more)]
    dashed = [column.title or column.field for column in table.kept_columns()
              if column.has_dashes and column.kind in _NUMBERS and column.index not in table.placing.value.columns]
    if dashed:
        sentence = tr("“-” is read as 0, as official statistics mean it: {columns}")
        lines.append(sentence.format(columns=", ".join(dashed[:_MOST_NOTES]) + ("…" if dashed[_MOST_NOTES:] else "")))
    tally = judged.tally
    if table.title_lines:
        lines.append(tr("Left out above the head: %n line(s).", "", table.title_lines))
    if tally.foot_lines:
        lines.append(tr("Left out: %n foot note(s).", "", tally.foot_lines))
    if tally.last_line:
        lines.append(tr("Left out, perhaps a row that was cut off: “{text}”").format(text=tally.last_line))
    if tally.repeated_heads:
        lines.append(tr("Left out: %n repeated head(s).", "", tally.repeated_heads))
    return lines
