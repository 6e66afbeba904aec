# SPDX-License-Identifier: GPL-2.0-or-later
"""Looking into a backup: a copy of it that can be read and not changed."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, open_store
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.translation import tr


class BackupStore(GeoPackageStore):
    """A backup that is looked at, `of` a register. The copy goes when nobody holds the store any more."""

    def __init__(self, path: Path, of: Path) -> None:
        super().__init__(path)
        self.of = of
        weakref.finalize(self, shutil.rmtree, path.parent, ignore_errors=True)

    @property
    def read_only_reason(self) -> str:
        return tr("You are looking at the backup “{name}”. It can be read and not changed; go back to the register "
                  "to go on working.").format(name=self.path.name)


def open_backup(path: Path, of: Path) -> BackupStore:
    """Open a backup of a register for reading; the file itself stays as it is, of whichever schema. Raises StoreError."""
    try:
        copy = Path(tempfile.mkdtemp(prefix="ruhr-backup-")) / path.name
        shutil.copyfile(path, copy)
    except OSError as error:
        raise StoreError(tr(
            "The backup “{name}” cannot be read. Check the rights on the file and the space left.",
        ).format(name=path.name), str(error)) from error
    open_store(copy)
    return BackupStore(copy, of)
