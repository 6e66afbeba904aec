# SPDX-License-Identifier: GPL-2.0-or-later
"""The page for administrators lists what the code reads."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import QgsSettingsEntryBase

from ruhr_smartcity_plugin.adapters.settings import Settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_every_setting_is_on_the_page_and_the_page_names_no_other():
    settings = Settings()
    try:
        in_code = {one.name() for one in vars(settings).values() if isinstance(one, QgsSettingsEntryBase)}
    finally:
        settings.unregister()
    on_page = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert in_code
    assert on_page == in_code
