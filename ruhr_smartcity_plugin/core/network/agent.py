# SPDX-License-Identifier: GPL-2.0-or-later
"""How the plugin introduces itself to the services it asks."""

from __future__ import annotations

from functools import lru_cache

from ruhr_smartcity_plugin.paths import shipped


@lru_cache(maxsize=1)
def plugin_version() -> str:
    """Return the version in `metadata.txt`, the only place that states it; "0" if the file is unreadable."""
    import configparser  # not at start-up

    metadata = configparser.ConfigParser(interpolation=None)
    try:
        metadata.read(shipped("metadata.txt"), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return "0"
    return metadata.get("general", "version", fallback="0").strip()


def user_agent() -> str:
    """Return the User-Agent header: product, version, and what it runs in.

    >>> user_agent().startswith("RuhrSmartCity/")
    True
    """
    return f"RuhrSmartCity/{plugin_version()} (QGIS plugin)"
