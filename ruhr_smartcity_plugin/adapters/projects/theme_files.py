# SPDX-License-Identifier: GPL-2.0-or-later
"""A city's own list of themes, as a table from an office: CSV or a workbook."""

from __future__ import annotations

from pathlib import Path

from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import is_workbook, list_sheets, read_sheet
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.import_table import read_table
from ruhr_smartcity_plugin.core.projects.theme_lists import ThemeList, theme_list_from_table
from ruhr_smartcity_plugin.translation import tr

_MOST_BYTES = 1024 * 1024


def read_theme_list(path: Path) -> ThemeList:
    """Read a list of themes; it is called as its file is. For use in a task.

    Raises InputError if the file cannot be read or is no such list; the sentence names the line.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(tr("The file “{name}” cannot be read. Check that it exists and may be opened.").format(
            name=path.name), str(error)) from error
    if size > _MOST_BYTES:
        raise InputError(tr("The file “{name}” is too large for a list of themes.").format(name=path.name))
    source = TableSource(path.name, path)
    if is_workbook(path):
        sheets = list_sheets(path)
        if not sheets:
            raise InputError(tr("The workbook “{name}” is empty.").format(name=path.name))
        source = read_sheet(path, sheets[0].name)
    heads, rows = read_table(source)
    return theme_list_from_table(path.stem, heads, [(one.line, one.cells) for one in rows])
