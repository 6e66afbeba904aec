# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest

from ruhr_smartcity_plugin.core.projects.synced_folder import service_keeping


@pytest.mark.parametrize(("path", "service"), [
    ("C:/Users/anna/OneDrive - Stadt Herne/Amt 62/register.gpkg", "OneDrive"),
    ("/home/anna/Nextcloud2/register.gpkg", ""),
    ("/home/anna/Nextcloud/Projekte/register.gpkg", "Nextcloud"),
    ("/srv/Google Drive/register.gpkg", "Google Drive"),
    ("/srv/Dropbox (RVR)/register.gpkg", "Dropbox"),
    ("/srv/projekte/dropbox.gpkg", ""),
])  # fmt: skip
def test_a_folder_is_known_by_its_name(path, service):
    assert service_keeping(Path(path)) == service


@pytest.mark.parametrize(("mark", "service"), [
    (".sync_4f1c.db", "Nextcloud"), ("._sync_4f1c.db", "ownCloud"), (".dropbox", "Dropbox"),
])  # fmt: skip
def test_a_folder_of_any_name_is_known_by_what_the_services_program_leaves_in_it(tmp_path, mark, service):
    inner = tmp_path / "Amt 62" / "Projekte"
    inner.mkdir(parents=True)
    assert service_keeping(inner / "register.gpkg") == ""
    (inner.parent / mark).touch()
    assert service_keeping(inner / "register.gpkg") == service
