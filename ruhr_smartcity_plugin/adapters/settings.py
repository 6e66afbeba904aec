# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's settings, typed, in one place.

They live under ``plugins/ruhr_smartcity/…`` in the user's profile. An administrator presets any of them in
``qgis_global_settings.ini`` under the same key; a user's own value goes first. Credentials are never
stored here: only the id of an entry in QGIS's authentication database (``…-authcfg``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsSettings,
    QgsSettingsEntryBool,
    QgsSettingsEntryInteger,
    QgsSettingsEntryString,
    QgsSettingsEntryStringList,
    QgsSettingsTree,
    QgsSettingsTreeNode,
)

PLUGIN_NODE = "ruhr_smartcity"
# Key and default of the limits; also read without `Settings`.
_USER_NAME = "user-name"
_DRAFT_DAYS = ("draft-days", 30)
_INACTIVITY, _TOTAL, _MOST_MB = ("network-inactivity-s", 30), ("network-total-s", 120), ("network-max-answer-mb", 200)


@dataclass(frozen=True)
class StoredNumber:
    """A whole number as it is stored, for reading only; what is no number counts as the default."""

    key: str
    default: int

    def value(self) -> int:
        """Return the user's value, else the administrator's, else the default."""
        kept: Any = QgsSettings().value(f"plugins/{PLUGIN_NODE}/{self.key}", self.default)
        try:
            return int(kept)
        except (TypeError, ValueError):
            return self.default


@dataclass(frozen=True)
class StoredLimits:
    """The limits of network calls for algorithms: they also run where no `Settings` is, and a second one must not be.

    QGIS refuses to make an entry of its tree of settings twice.
    """

    inactivity_s: StoredNumber = field(default_factory=lambda: StoredNumber(*_INACTIVITY))
    total_s: StoredNumber = field(default_factory=lambda: StoredNumber(*_TOTAL))
    max_answer_mb: StoredNumber = field(default_factory=lambda: StoredNumber(*_MOST_MB))


STORED_DRAFT_DAYS = StoredNumber(*_DRAFT_DAYS)


class Settings:
    """All entries; each has ``value()`` and ``setValue(…)``."""

    def __init__(self) -> None:
        node = QgsSettingsTree.createPluginTreeNode(PLUGIN_NODE)
        self.expert = QgsSettingsEntryBool("expert", node, False, "Show technical details of problems unfolded")
        self.user_name = QgsSettingsEntryString(_USER_NAME, node, "", "Name written into the history of records")

        self._add_limits(node)
        self.cache_folder = QgsSettingsEntryString("cache-folder", node, "",
                                                   "Folder of the cache; empty: in the user's profile")
        self.cache_max_mb = QgsSettingsEntryInteger("cache-max-mb", node, 500, "Size limit of the cache in megabytes")

        self.register_path = QgsSettingsEntryString("register-path", node, "",
                                                    "GeoPackage or address of the project register")
        self.register_authcfg = QgsSettingsEntryString("register-authcfg", node, "",
                                                       "QGIS authentication id for the project register")
        self.comments_seen = QgsSettingsEntryString("comments-seen", node, "",
                                                    "When the comments of a project were last looked at, as JSON")

        self.home_municipality = QgsSettingsEntryString("home-municipality", node, "",
                                                        "AGS of the own municipality, for the filter \"Mine\"")
        self._add_project_list(node)

        self.central_list = QgsSettingsEntryString("central-list", node, "",
                                                   "Address or file of the central list of catalogues")
        self.portal = QgsSettingsEntryString("portal", node, "", "Portal chosen last")

        self.catalogue_words = QgsSettingsEntryString("catalogue-words", node, "", "Words searched for last")
        self.catalogue_filters = QgsSettingsEntryString("catalogue-filters", node, "",
                                                        "Filters of the data room, as JSON")
        self.catalogue_filters_shown = QgsSettingsEntryBool("catalogue-filters-shown", node, False,
                                                            "Show the filters of the data room")
        self.catalogue_groups = QgsSettingsEntryStringList("catalogue-groups", node,
                                                           ["municipality", "loadable", "licence"],
                                                           "Groups of filters that are unfolded")

        self.exchanged_axes = QgsSettingsEntryStringList("exchanged-axes", node, [],
                                                         "Services found to exchange their axes")

        self.sensor_services = QgsSettingsEntryStringList("sensor-services", node, [],
                                                          "Addresses of SensorThings services")
        self.sensor_service = QgsSettingsEntryString("sensor-service", node, "", "Service chosen last")
        self.sensor_authcfg = QgsSettingsEntryString("sensor-authcfg", node, "",
                                                     "QGIS authentication id for the chosen service")
        self.sensor_sources = QgsSettingsEntryStringList("sensor-sources", node, [],
                                                         "Sources measured values were fetched from")
        self.sensor_store = QgsSettingsEntryString("sensor-store", node, "", "Store of measured values opened last")

        self._add_live(node)

        self.boundaries_url = QgsSettingsEntryString("boundaries-url", node, "",
                                                     "WFS of the boundaries; empty: the shipped preset")
        self.geocoder_url = QgsSettingsEntryString("geocoder-url", node, "",
                                                   "Address service with {query}; empty: addresses are not looked up")
        self.check_services = QgsSettingsEntryBool("service-check-background", node, False,
                                                   "Check the services of shown data sets by itself")
        self.dock_open = QgsSettingsEntryBool("dock-open", node, False, "Was the dock open last?")
        self.room = QgsSettingsEntryString("room", node, "catalogue", "Tab opened last")

    def _add_live(self, node: QgsSettingsTreeNode) -> None:
        """Add what concerns live values and the control of devices."""
        self.sensor_live = QgsSettingsEntryString("sensor-live", node, "",
                                                  "Minutes between refreshes by source, as JSON; others are not")
        self.sensor_thresholds = QgsSettingsEntryString("sensor-thresholds", node, "",
                                                        "Thresholds of measured values, as JSON")
        self.sensor_tasking = QgsSettingsEntryBool("sensor-tasking", node, False,
                                                   "Offer to control devices of SensorThings services")

    def _add_limits(self, node: QgsSettingsTreeNode) -> None:
        self.inactivity_s = QgsSettingsEntryInteger(_INACTIVITY[0], node, _INACTIVITY[1],
                                                    "Seconds without a byte until a request ends")
        self.total_s = QgsSettingsEntryInteger(_TOTAL[0], node, _TOTAL[1],
                                               "Seconds until a request ends whatever it does")
        self.max_answer_mb = QgsSettingsEntryInteger(_MOST_MB[0], node, _MOST_MB[1],
                                                     "Largest accepted answer in megabytes")
        self.draft_days = QgsSettingsEntryInteger(_DRAFT_DAYS[0], node, _DRAFT_DAYS[1],
                                                  "Days until an unsaved draft is deleted; 0: never")

    def _add_project_list(self, node: QgsSettingsTreeNode) -> None:
        """Add what the list of projects remembers."""
        self.project_view = QgsSettingsEntryString("project-view", node, "",
                                                   "List of projects: list or table; empty: by its width")
        self.project_columns = QgsSettingsEntryString("project-columns", node, "",
                                                      "Columns of the table of projects, as Qt writes them")
        self.project_order = QgsSettingsEntryString("project-order", node, "",
                                                    "Column the projects are sorted by, with a minus if downwards")
        self.project_themes = QgsSettingsEntryString("project-themes", node, "",
                                                     "Themes in the filters: bochum, survey2021, own; empty: none")
        self.project_own_themes = QgsSettingsEntryString("project-own-themes", node, "",
                                                         "The own list of themes, as JSON: title, themes by field code")
        self.project_search = QgsSettingsEntryString("project-search", node, "", "Words the projects are searched for")

    def editor_name(self) -> str:
        """Return the name for the history: the user's choice, else the log-in name without its domain."""
        return name_in_history(self.user_name.value())

    @staticmethod
    def unregister() -> None:
        """Take the settings node out of QGIS's tree again; stored values stay."""
        QgsSettingsTree.unregisterPluginTreeNode(PLUGIN_NODE)


def profile_workspace() -> Path:
    """Return the folder for files made for the user of this QGIS profile; it may not exist yet."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "ruhr_smartcity" / "workspace"


def stored_editor_name() -> str:
    """Return the name for the history where no `Settings` is, as in algorithms."""
    return name_in_history(str(QgsSettings().value(f"plugins/{PLUGIN_NODE}/{_USER_NAME}", "") or ""))


def name_in_history(chosen: str) -> str:
    """Return the user's choice, else the log-in name without its domain."""
    if chosen.strip():
        return chosen.strip()
    import getpass  # QGIS starts without

    try:
        return getpass.getuser().rsplit("\\", 1)[-1]
    except (KeyError, OSError, ImportError):
        return "unknown"
