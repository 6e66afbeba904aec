# SPDX-License-Identifier: GPL-2.0-or-later
"""A report as a table: CSV for spreadsheets, HTML for people. All cells are foreign text."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import Sequence

from ruhr_smartcity_plugin.core.spreadsheet import guard_cell
from ruhr_smartcity_plugin.translation import tr

Rows = Sequence[Sequence[str]]


def table_csv(heads: Sequence[str], rows: Rows) -> str:
    """Return a table with semicolons; no cell can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(map(guard_cell, row))
    return out.getvalue()


def table_page(title: str, summary: str, heads: Sequence[str], rows: Rows) -> str:
    """Return a page: heading, a sentence, a table with headers, the language named."""
    head_cells = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(one)}</td>" for one in rest) + "</tr>\n"
        for first, *rest in rows
    )
    language = tr("en", "language of data tables")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        "<style>body{font-family:sans-serif}table{border-collapse:collapse}"
        "th,td{border:1px solid;padding:.3em;text-align:left;vertical-align:top}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n<p>{escape(summary)}</p>\n"
        f"<table><thead><tr>{head_cells}</tr></thead><tbody>\n{body}</tbody></table></body></html>\n"
    )
