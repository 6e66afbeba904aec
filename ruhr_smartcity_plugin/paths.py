# SPDX-License-Identifier: GPL-2.0-or-later
"""Where shipped files lie: the installed plugin folder first, a checkout second."""

from __future__ import annotations

from pathlib import Path

# Not resolved on purpose: a linked development install must find its own `resources`, not the checkout's.
PACKAGE_DIR = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file, e.g. ``shipped("resources", "icons", "icon.svg")``.

    Installed plugins carry `resources`, `i18n`, `metadata.txt` and `LICENSE` inside the package folder;
    a checkout has them beside it. The path is returned even if the file is missing.
    """
    installed = PACKAGE_DIR.joinpath(*parts)
    if installed.exists():
        return installed
    checkout = PACKAGE_DIR.resolve().parent.joinpath(*parts)
    return checkout if checkout.exists() else installed


def resource(*parts: str) -> Path:
    """Return the path of a file below `resources`."""
    return shipped("resources", *parts)
