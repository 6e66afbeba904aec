# SPDX-License-Identifier: GPL-2.0-or-later
"""Installs the plugin's .qm file behind the one `tr()`."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ruhr_smartcity_plugin.paths import shipped
from ruhr_smartcity_plugin.translation import use_translator

# pylupdate5 files free functions under this context.
CONTEXT = "@default"


def _look_up(text: str, disambiguation: str, n: int) -> str:
    return QCoreApplication.translate(CONTEXT, text, disambiguation or None, n)


def user_language() -> str:
    """Return the two-letter language of the QGIS interface, e.g. "de"."""
    # The settings key may be NULL, so the application is asked first and the system second.
    locale = QgsApplication.instance().locale() if QgsApplication.instance() else ""
    return (locale or QLocale().name())[:2].lower()


def install_translator(language: str | None = None) -> Callable[[], None]:
    """Load the translation of `language` (default: the user's) and return the undo.

    English needs no file; a language without one falls back to English.
    """
    language = language or user_language()
    undo_tr = use_translator(_look_up)
    translator = QTranslator()
    loaded = translator.load(str(shipped("i18n", f"ruhr_smartcity_plugin_{language}.qm")))
    if loaded:
        QCoreApplication.installTranslator(translator)

    def undo() -> None:
        undo_tr()
        if loaded:
            QCoreApplication.removeTranslator(translator)

    return undo
