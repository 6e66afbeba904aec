# SPDX-License-Identifier: GPL-2.0-or-later
"""Folders that a cloud service keeps alike on several computers, where a register can come apart into two versions."""

from __future__ import annotations

from pathlib import Path

# What such a folder is called starts with one of these names ("OneDrive - Stadt Herne"), and what the user calls it.
_FOLDERS = {
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "magentacloud": "MagentaCLOUD",
    "hidrive": "HiDrive",
    "seafile": "Seafile",
}
# The file a service's program leaves in a folder it keeps, whatever the folder is called.
_MARKS = (
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "ownCloud"),
    (".dropbox", "Dropbox"),
)


def service_keeping(path: Path) -> str:
    """Return the name of the cloud service that keeps the folder of a file alike; empty if none is known.

    >>> service_keeping(Path("C:/Users/a/OneDrive - Stadt Herne/Projekte/register.gpkg"))
    'OneDrive'
    >>> service_keeping(Path("C:/Projekte/OneDriveless/register.gpkg"))
    ''
    """
    for folder in path.parents:
        name = folder.name.casefold()
        for start, service in _FOLDERS.items():
            rest = name[len(start):]
            if name.startswith(start) and not rest[:1].isalnum():
                return service
    for folder in path.parents[:-1]:
        for pattern, service in _MARKS:
            if any(folder.glob(pattern)):
                return service
    return ""
