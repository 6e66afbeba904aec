# SPDX-License-Identifier: GPL-2.0-or-later
"""A register behind a web service as the room meets it: opened by its address, copied, and synchronised."""

from __future__ import annotations

from ruhr_smartcity_plugin.adapters.projects import sync_work
from ruhr_smartcity_plugin.adapters.projects.any_store import key_of, open_any
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy, state_of
from ruhr_smartcity_plugin.adapters.projects.register_source import has_views, key_of_source
from ruhr_smartcity_plugin.core.progress import SILENT
from tests.adapters.projects.bundles import simple
from tests.adapters.projects.stores import WfsCase


def test_a_copy_of_a_service_knows_its_way_back(register_server, tmp_path, monkeypatch):
    case = WfsCase(register_server)
    case.store.save(simple("Kühle Orte"), 0, "anna")
    opened = open_any(case.url)
    assert opened.key == key_of(case.url) == key_of_source(opened)
    assert not has_views(opened)
    origin = sync_work.origin_of_store(opened)
    local = create_store(tmp_path / "kopie.gpkg")
    RegisterCopy(local, origin.key).bind(origin.address, origin.authcfg, origin.title)
    monkeypatch.setattr(sync_work, "open_any", lambda text, _authcfg: opened if text == case.url else None)
    report = sync_work._brought_together(local, SILENT, "anna")
    assert [one.title for one in report.records] == ["Kühle Orte"]
    assert state_of(local).origin.synchronised_at
    assert sync_work._brought_together(local, SILENT, "anna").records == ()
