# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a file lies: SQLite's locks are not reliable on network drives."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QStorageInfo

_NETWORK_FILE_SYSTEMS = ("cifs", "smb", "nfs", "afp", "webdav", "davfs", "sshfs", "9p", "ncp")


def is_network_drive(path: Path) -> bool:
    """Answer whether a file lies on a network drive, by its name (UNC) or its file system."""
    if str(path).startswith(("\\\\", "//")):
        return True
    kind = bytes(QStorageInfo(str(path.parent)).fileSystemType()).decode("ascii", "replace").lower()
    return is_network_file_system(kind)


def is_network_file_system(kind: str) -> bool:
    """Answer whether a file system of this name is a network drive.

    >>> is_network_file_system("smb3"), is_network_file_system("fuse.sshfs"), is_network_file_system("ext4")
    (True, True, False)
    """
    return any(one in kind for one in _NETWORK_FILE_SYSTEMS)
