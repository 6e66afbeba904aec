# SPDX-License-Identifier: GPL-2.0-or-later
"""One data set of an Opendatasoft catalogue as a `Dataset`; its resources are the exports the portal makes."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Tuple
from urllib.parse import quote

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.municipalities import find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.data_date import state_of_period
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import usable_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import contact_line, list_of, parse_time, plain_text, text_of
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes

_GEO_EXPORTS = (("geojson", ServiceKind.GEOJSON), ("shp", ServiceKind.SHP), ("kml", ServiceKind.KML))
_EXPORTS = (("csv", ServiceKind.CSV), ("xlsx", ServiceKind.XLSX), ("json", ServiceKind.JSON))


def read_row(row: Any, *, portal: str, root: str) -> Dataset:
    """Return the data set of a row of the catalogue, with nested metadata (pages) or flat ones (exports).

    Raises
    ------
    ValueError
        The row is no object or has no id.
    """
    if not isinstance(row, Mapping):
        raise ValueError("a row is no JSON object")
    key = text_of(row.get("dataset_id") or row.get("datasetid"))
    if not key:
        raise ValueError("a row has no dataset_id")
    metas = _metas(row)
    title, publisher = text_of(metas.get("title")) or key, text_of(metas.get("publisher"))
    licence = recognise_licence(text_of(metas.get("license_url")), text_of(metas.get("license")))
    modified = parse_time(metas.get("modified"))
    attribution = "; ".join(list_of(metas.get("attributions")))
    coverage = find_coverage(list_of(metas.get("political_geocoding")), [publisher] if publisher else [], title)
    start, _, end = text_of(metas.get("temporal")).partition("/")
    return Dataset(
        key=key,
        title=title,
        portal=portal,
        notes=plain_text(text_of(metas.get("description"))),
        publisher=publisher,
        licence=licence,
        attribution=attribution,
        modified=modified,
        landing_url=f"{root}/explore/dataset/{quote(key, safe='')}/",
        distributions=tuple(_distributions(row, key, root, licence, attribution)),
        themes=theme_codes(list_of(metas.get("theme"))),
        tags=tuple(list_of(metas.get("keyword"))),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=root,
        identifier=text_of(metas.get("identifier")),
        # `data_processed` is when the portal last took the data in: not the date of the data.
        data_date=state_of_period(start, end or start, modified),
        contact=contact_line(text_of(metas.get("contact_name")), text_of(metas.get("contact_email"))),
        extent_4326=read_extent(metas.get("bbox")),
    )


def _metas(row: Mapping[str, Any]) -> Dict[str, Any]:
    """Return all metadata under their short names; those of the template "default" win."""
    found: Dict[str, Any] = {}
    for name, value in row.items():
        if "." in name and not isinstance(value, Mapping):
            template, _, short = name.partition(".")
            _keep(found, short, value, template == "default")
    nested = row.get("metas")
    for template, values in (nested.items() if isinstance(nested, Mapping) else ()):
        for short, value in (values.items() if isinstance(values, Mapping) else ()):
            _keep(found, short, value, template == "default")
    for short in ("title", "description", "publisher", "modified", "license"):
        _keep(found, short, row.get(short), False)
    return found


def _keep(found: Dict[str, Any], short: str, value: Any, is_default: bool) -> None:
    if value not in (None, "", []) and (is_default or short not in found):
        found[short] = value


def _distributions(row: Mapping[str, Any], key: str, root: str, licence: Licence, attribution: str
                   ) -> Iterable[Distribution]:
    base = f"{root}/api/explore/v2.1/catalog/datasets/{quote(key, safe='')}"
    features = row.get("features")
    exports: List[Tuple[str, ServiceKind]] = []
    if row.get("has_records", True) is not False:
        exports += _GEO_EXPORTS if "geo" in list_of(features) else ()
        exports += _EXPORTS
    for name, kind in exports:
        yield Distribution(
            key=name,
            title=kind.title,
            url=f"{base}/exports/{name}",
            kinds=(kind,),
            declared_format=kind.value,
            licence=licence,
            attribution=attribution,
        )
    for member, path in (("alternative_exports", "alternative_exports"), ("attachments", "attachments")):
        for one in row.get(member) if isinstance(row.get(member), list) else []:
            if isinstance(one, Mapping) and text_of(one.get("id")):
                yield _file(one, f"{base}/{path}/{quote(text_of(one.get('id')), safe='')}", licence, attribution)


def _file(one: Mapping[str, Any], address: str, licence: Licence, attribution: str) -> Distribution:
    url, problem = usable_address(address)
    name, media_type = text_of(one.get("title")) or text_of(one.get("id")), text_of(one.get("mimetype"))
    # The address has no suffix; the file's own name, kept as title, mostly has one.
    kinds = classify(f"https://file.invalid/{quote(name, safe='')}", media_type)
    return Distribution(
        key=text_of(one.get("id")),
        title=name,
        url=url,
        kinds=kinds,
        declared_format=media_type,
        licence=licence,
        attribution=attribution,
        description=plain_text(text_of(one.get("description"))),
        problem=problem,
    )
