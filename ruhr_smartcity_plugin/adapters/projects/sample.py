# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample register: projects known from public documents, in our own words, labelled as a sample."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Dict, Mapping

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store, open_store
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.dates import MONTHS_UNTIL_REVIEW, add_months, read_date
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
    SiteShape,
    Visibility,
)
from ruhr_smartcity_plugin.paths import resource

SAMPLE_EDITOR = "Beispiel"
_DATES = frozenset(("start_planned", "start_actual", "end_planned", "end_actual", "as_of", "next_review"))
_PROJECT_FIELDS = frozenset(one.name for one in fields(Project))


def create_sample_register(path: Path) -> GeoPackageStore:
    """Make a register with the sample projects; the file appears only when it is complete. Raises StoreError."""
    partial = path.with_name(f"{path.stem}.making{path.suffix}")
    partial.unlink(missing_ok=True)
    store = create_store(partial)
    store.save_all([(bundle, 0) for bundle in sample_bundles()], SAMPLE_EDITOR, "")
    partial.replace(path)
    return open_store(path)


def sample_bundles() -> tuple:
    """Return the sample projects as new bundles."""
    document = json.loads(resource("demo", "register_sample.json").read_text(encoding="utf-8"))
    organisations = {key: Organisation(**values) for key, values in document["organisations"].items()}
    common = document["common"]
    return tuple(_bundle({**common, **record}, organisations) for record in document["projects"])


def _bundle(record: Mapping[str, Any], organisations: Dict[str, Organisation]) -> ProjectBundle:
    values = {name: read_date(value) if name in _DATES else value
              for name, value in record.items() if name in _PROJECT_FIELDS}
    project = Project(**{**values, "visibility": Visibility.read(record["visibility"]),
                         "lead_uuid": organisations[record["lead"]].uuid})
    if project.as_of is not None:
        project = replace(project, next_review=add_months(project.as_of, MONTHS_UNTIL_REVIEW))
    partners = tuple(ProjectOrganisation(organisations[key].uuid, role) for key, role in record.get("partners", ()))
    named = {record["lead"], *(key for key, _role in record.get("partners", ()))}
    return ProjectBundle(
        project=project, partners=partners, organisations=tuple(organisations[key] for key in sorted(named)),
        further_fields=tuple(record.get("further_fields", ())), technologies=tuple(record.get("technologies", ())),
        municipalities=tuple(ProjectMunicipality(ags, role) for ags, role in record.get("municipalities", ())),
        sites=tuple(_site(one) for one in record.get("sites", ())))


def _site(record: Mapping[str, Any]) -> Site:
    shape = SiteShape(record.get("shape", "point"))
    return Site(shape=shape, coordinates=record.get("coordinates"), label=record["label"], role=record["role"],
                ags=record.get("ags", ""), address=record.get("address", ""), accuracy=record.get("accuracy", ""),
                visibility=Visibility.PUBLIC)
