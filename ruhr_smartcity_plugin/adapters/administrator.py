# SPDX-License-Identifier: GPL-2.0-or-later
"""What an administrator has preset in `qgis_global_settings.ini`."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsSettings, QgsSettingsEntryBase
from qgis.PyQt.QtCore import QSettings


def preset_value(entry: QgsSettingsEntryBase) -> Any:
    """Return the administrator's value of a setting in the type of its default; None if there is no preset.

    `QgsSettingsEntryBase.origin` cannot be asked: it names the administrator also where the user has a value of their
    own (QGIS 3.40).
    """
    path = QgsSettings.globalSettingsPath()
    if not path:
        return None
    preset = QSettings(path, QSettings.Format.IniFormat)
    key = entry.key().lstrip("/")
    if not preset.contains(key):
        return None
    return _in_type_of(entry.defaultValueAsVariant(), preset.value(key))


def store(entry: QgsSettingsEntryBase, value: Any) -> None:
    """Store the user's value; what equals the preset (or, without one, the default) is not stored.

    So a later change of the preset reaches the user.
    """
    preset = preset_value(entry)
    if value == (entry.defaultValueAsVariant() if preset is None else preset):
        entry.remove()
    else:
        entry.setVariantValue(value)


def _in_type_of(default: Any, value: Any) -> Any:
    if isinstance(default, bool):
        return str(value).strip().lower() in ("true", "1", "yes")
    if isinstance(default, int):
        try:
            return int(value)
        except (TypeError, ValueError):
            return default
    if isinstance(default, (list, tuple)) or default is None:
        return [value] if isinstance(value, str) else list(value or [])
    # An unquoted comma makes Qt read a list where one text is meant.
    return ", ".join(value) if isinstance(value, (list, tuple)) else str(value)
