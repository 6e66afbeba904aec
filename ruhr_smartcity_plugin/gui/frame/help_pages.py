# SPDX-License-Identifier: GPL-2.0-or-later
"""The help: HTML pages that ship with the plugin, opened in the user's browser without the network."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ruhr_smartcity_plugin.adapters.translator import user_language
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

INDEX = "index"
FALLBACK_LANGUAGE = "en"
PAGES = (INDEX, "catalogue", "loading", "catalogue_lists", "source_notes", "project_check", "publishing", "projects",
         "projects_exchange", "projects_history", "projects_persons", "projects_team", "sensors", "analyses",
         "exchange", "options", "system_check", "privacy", "accessibility")


def help_file(page: str, language: str) -> Path:
    """Return the file of a help page; English where the language has none, the index for an unknown page."""
    known = page if page in PAGES else INDEX
    path = resource("help", language, f"{known}.html")
    return path if path.is_file() else resource("help", FALLBACK_LANGUAGE, f"{known}.html")


def open_help(page: str) -> None:
    """Show a help page in the user's browser.

    Raises
    ------
    InputError
        The system has no program for web pages; the sentence names the file.
    """
    path = help_file(page, user_language())
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        sentence = tr("No program on this computer opens the help page. Open this file by hand: {path}")
        raise InputError(sentence.format(path=path), "QDesktopServices.openUrl answered False")
