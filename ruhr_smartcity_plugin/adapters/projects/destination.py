# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a file may be written: never over a register, and never over what it is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import is_register
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr


def check_destination(path: Path, sources: Iterable[Path] = ()) -> None:
    """Raise InputError if `path` is a register, or one of the files it is made of, under whichever name.

    Raises StoreError for a file that may be a register and cannot be read.
    """
    if not path.is_file():
        return
    if any(one.exists() and path.samefile(one) for one in sources):
        raise InputError(tr(
            "“{name}” is what the new file is made of and would be lost. Choose another name.").format(name=path.name))
    if is_register(path):
        raise InputError(tr(
            "“{name}” is a project register: nothing else is written into it. Choose another name.",
        ).format(name=path.name))
