# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle_json import dump_projects, load_projects
from ruhr_smartcity_plugin.core.projects.columns import Kind, columns_of
from ruhr_smartcity_plugin.core.projects.publicity import public_bundles
from ruhr_smartcity_plugin.core.projects.record import Visibility
from tests.adapters.projects.bundles import full, simple

CANARY = "KANARIENVOGEL"


def test_everything_in_a_project_survives_the_way_out_and_back():
    bundles = (full("another project"), simple(), simple(""))
    assert load_projects(dump_projects(bundles)) == bundles


def test_what_is_unknown_is_internal():
    document = json.loads(dump_projects([simple()]))
    for one in (document["projects"][0]["project"], document["projects"][0]["sites"][0]):
        del one["visibility"]
    (bundle,) = load_projects(json.dumps(document))
    assert bundle.project.visibility is bundle.sites[0].visibility is Visibility.MUNICIPALITY


@pytest.mark.parametrize("text", [
    "", "{}", "[]", "null", '{"format": "x"}', '{"format": "ruhr-smart-city-projects", "version": 1, "projects": 5}',
    '{"format": "ruhr-smart-city-projects", "version": 1, "projects": [{"project": {"progress_percent": "viel"}}]}',
    '{"format": "ruhr-smart-city-projects", "version": 1, "projects": [{"project": {}, "sites": [{"shape": "ball"}]}]}',
    "[" * 100_000])
def test_other_files_are_refused_with_a_sentence(text):
    with pytest.raises(InputError) as error:
        load_projects(text)
    assert "no Smart City projects" in error.value.sentence


def test_files_of_newer_versions_say_so():
    with pytest.raises(InputError) as error:
        load_projects('{"format": "ruhr-smart-city-projects", "version": 2, "projects": []}')
    assert "newer version" in error.value.sentence


def marked(record, **kept):
    """Return a record with a canary in every text."""
    texts = {one.name: f"{CANARY} {one.name}" for one in columns_of(type(record))
             if one.kind is Kind.TEXT and not one.name.endswith("uuid")}
    return replace(record, **{**texts, **kept})


def hidden_everywhere():
    """A public project whose every internal text holds a canary."""
    bundle = full("another project")
    public = Visibility.PUBLIC
    return replace(
        bundle, project=replace(bundle.project, visibility=public, created_by=CANARY, changed_by=CANARY),
        internal=marked(bundle.internal), fundings=tuple(marked(one) for one in bundle.fundings),
        programmes=tuple(marked(one) for one in bundle.programmes),
        contacts=tuple(marked(one, consent=False) for one in bundle.contacts),
        sites=tuple(marked(one) for one in bundle.sites if one.visibility is not public),
        documents=tuple(marked(one) for one in bundle.documents))


def test_the_public_part_holds_nothing_internal():
    internal = replace(full(), project=marked(full().project, visibility=Visibility.NETWORK))
    shown = public_bundles([hidden_everywhere(), internal])
    assert len(shown) == 1
    assert CANARY not in dump_projects(shown)
    assert shown[0].relations == ()
    assert CANARY in dump_projects([hidden_everywhere(), internal])


def test_the_public_part_keeps_what_is_public():
    bundle = full()
    bundle = replace(bundle, project=replace(bundle.project, visibility=Visibility.PUBLIC))
    (shown,) = public_bundles([bundle])
    kept = {one.name for one in fields(bundle) if getattr(shown, one.name) == getattr(bundle, one.name)}
    assert kept >= {"further_fields", "technologies", "municipalities", "partners", "organisations", "milestones",
                    "indicators", "indicator_values", "datasets", "sensors", "relations"}
    assert [one.label for one in shown.sites] == ["Größe"]
    assert [one.name for one in shown.contacts] == ["Anna Beispiel"]
    assert is_dataclass(shown)
