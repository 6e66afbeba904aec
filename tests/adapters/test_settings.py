# SPDX-License-Identifier: GPL-2.0-or-later
"""Typed settings, and what an administrator has preset in a global settings file."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest
from qgis.core import QgsSettings, QgsSettingsTree

from ruhr_smartcity_plugin.adapters.administrator import preset_value, store
from ruhr_smartcity_plugin.adapters.network.session import limits_of
from ruhr_smartcity_plugin.adapters.settings import PLUGIN_NODE, Settings, StoredLimits
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.workbench import administrator_presets, forget_settings, preset


@pytest.fixture
def settings(qgis_app: object) -> Iterator[Settings]:
    made = Settings()
    yield made
    forget_settings(made)
    made.unregister()


@pytest.fixture
def administrator(tmp_path: Path) -> Iterator[Path]:
    """A global settings file as an administrator would roll it out; back to none afterwards."""
    text = (
        "[plugins]\nruhr_smartcity\\network-total-s=77\nruhr_smartcity\\expert=true\n"
        "ruhr_smartcity\\sensor-services=https://a.example, https://b.example\n"
        "ruhr_smartcity\\catalogue-groups=licence\n"
        "ruhr_smartcity\\cache-folder=D:/gis\n")
    with administrator_presets(tmp_path / "qgis_global_settings.ini", text) as path:
        yield path


def test_defaults_hold_without_any_file(settings):
    assert settings.total_s.value() == 120
    assert settings.sensor_services.value() == []
    assert settings.expert.value() is False
    assert preset_value(settings.total_s) is None


def test_values_are_kept_in_the_users_profile(settings):
    settings.register_path.setValue("/data/register.gpkg")
    assert QgsSettings().value("plugins/ruhr_smartcity/register-path") == "/data/register.gpkg"


def test_an_administrator_presets_values_of_every_type(settings, administrator):
    assert settings.total_s.value() == preset_value(settings.total_s) == 77
    assert settings.expert.value() is preset_value(settings.expert) is True
    services = settings.sensor_services
    assert services.value() == preset_value(services) == ["https://a.example", "https://b.example"]
    assert preset_value(settings.catalogue_groups) == ["licence"]
    assert preset_value(settings.cache_folder) == "D:/gis"
    assert preset_value(settings.inactivity_s) is None


def test_the_users_value_goes_before_the_preset(settings, administrator):
    store(settings.total_s, 99)
    assert settings.total_s.value() == 99
    assert preset_value(settings.total_s) == 77


def test_going_back_to_the_preset_stores_nothing(settings, administrator):
    store(settings.total_s, 99)
    store(settings.total_s, 77)
    assert settings.total_s.value() == 77
    preset(administrator, "[plugins]\nruhr_smartcity\\network-total-s=60\n")
    assert settings.total_s.value() == 60  # the new preset reaches the user


def test_the_default_can_be_chosen_against_a_preset(settings, administrator):
    store(settings.total_s, 120)
    assert settings.total_s.value() == 120


def test_a_broken_preset_of_a_number_counts_as_the_default(settings, administrator):
    preset(administrator, "[plugins]\nruhr_smartcity\\network-total-s=soon\n")
    assert preset_value(settings.total_s) == 120


def test_the_name_in_the_history_is_the_users_choice_or_the_log_in_name_without_its_domain(settings, monkeypatch):
    settings.user_name.setValue("  Anna Beispiel ")
    assert settings.editor_name() == "Anna Beispiel"
    settings.user_name.remove()
    monkeypatch.setattr("getpass.getuser", lambda: "STADT\\abeispiel")
    assert settings.editor_name() == "abeispiel"
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError()))
    assert settings.editor_name() == "unknown"


def test_unregistering_leaves_no_node_and_keeps_the_values(qgis_app):
    for _round in range(20):
        made = Settings()
        made.register_path.setValue("/kept.gpkg")
        made.unregister()
    names = [node.key() for node in QgsSettingsTree.node("plugins").childrenNodes()]
    assert not any(PLUGIN_NODE in name for name in names)
    again = Settings()
    assert again.register_path.value() == "/kept.gpkg"
    forget_settings(again)
    again.unregister()


def test_algorithms_read_the_stored_limits_without_the_settings_themselves(settings, administrator):
    read = StoredLimits()
    assert (read.inactivity_s.value(), read.total_s.value(), read.max_answer_mb.value()) == (30, 77, 200)
    settings.inactivity_s.setValue(3)
    settings.max_answer_mb.setValue(1)
    assert limits_of(StoredLimits()) == Limits(inactivity_s=3.0, total_s=77.0, max_bytes=1024 * 1024)


def test_a_stored_limit_that_is_no_number_counts_as_the_default(settings):
    QgsSettings().setValue("plugins/ruhr_smartcity/network-total-s", "bald")
    assert StoredLimits().total_s.value() == 120
