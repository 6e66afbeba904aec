# SPDX-License-Identifier: GPL-2.0-or-later
"""A real pygeoapi 0.21 on loopback: OGC API Features with a cap, and OGC API Records.

Features::

    with pygeoapi_server(features=make_trees(2502), cap=1000) as server:
        server.url                  # landing page, no trailing slash
        server.features_url         # …/collections/baeume/items

`features` is the path of a GeoJSON file, a FeatureCollection, or a list of GeoJSON features (longitude, latitude; an
`id` each, or a property `id`). The server states numberMatched, gives at most `cap` objects per answer whatever is
asked for, and names the next page by a link with `offset`. CRS: CRS84, EPSG:4326, EPSG:25832, EPSG:3857.

Records (a GeoJSON record each, with an `id`): ``pygeoapi_server(records=[…], cap=50)``; the catalogue is
``server.records_url`` (…/collections/katalog/items).

Put `tests.support.chaos.Chaos(server.url)` in front for faults; links in answers then lead through it too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence

from tests.support.server_process import ServerProcess

FEATURES, RECORDS, MORE_RECORDS = "baeume", "katalog", "archiv"
SPECIES = ("Linde", "Ahorn", "Eiche", "Roßkastanie", "Hainbuche", "Mehlbeere", "Säulenpappel")
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/{}"
_CRS = ["http://www.opengis.net/def/crs/OGC/1.3/CRS84", *(_EPSG.format(code) for code in (25832, 4326, 3857))]
Features = Any  # path, FeatureCollection, or list of features


def pygeoapi_server(
    features: Features | None = None,
    cap: int = 1000,
    *,
    records: Sequence[Mapping[str, Any]] | None = None,
    more_records: Sequence[Mapping[str, Any]] | None = None,
) -> PygeoapiServer:
    """Return a server, not yet started: use it in a `with` statement or call `start()` and `stop()`."""
    return PygeoapiServer(features, cap, records=records, more_records=more_records)


def make_trees(count: int) -> List[Dict[str, Any]]:
    """Return `count` trees in rows around Bochum, no two in one place."""
    return [
        {
            "type": "Feature",
            "id": str(number),
            "geometry": {"type": "Point", "coordinates": [7.1 + number % 200 / 500, 51.4 + number // 200 / 5000]},
            "properties": {"id": str(number), "art": SPECIES[number % len(SPECIES)], "hoehe_m": 3.0 + number % 25},
        }
        for number in range(count)
    ]


class PygeoapiServer(ServerProcess):
    """See the module."""

    environment_name = "pygeoapi"
    alive_path = "/?f=json"

    def __init__(
        self,
        features: Features | None,
        cap: int,
        *,
        records: Sequence[Mapping[str, Any]] | None,
        more_records: Sequence[Mapping[str, Any]] | None,
    ) -> None:
        super().__init__()
        self._features, self._cap = features, cap
        self._catalogues = {RECORDS: records, MORE_RECORDS: more_records}

    @property
    def features_url(self) -> str:
        return f"{self.url}/collections/{FEATURES}/items"

    @property
    def records_url(self) -> str:
        return f"{self.url}/collections/{RECORDS}/items"

    def variables(self) -> Dict[str, str]:
        return {
            "PYGEOAPI_CONFIG": str(self.folder / "config.yml"),
            "PYGEOAPI_OPENAPI": str(self.folder / "openapi.json"),
        }

    def command(self, port: int, descriptor: int) -> Sequence[str]:
        resources = {}
        if self._features is not None:
            resources[FEATURES] = self._feature_collection()
        for name, records in self._catalogues.items():
            if records is not None:
                resources[name] = self._record_collection(name, records)
        configuration = {**_settings(self.url, self._cap), "resources": resources}
        # JSON is YAML.
        (self.folder / "config.yml").write_text(json.dumps(configuration), encoding="utf-8")
        # pygeoapi only shows the document; making it would take four seconds.
        document = {"openapi": "3.0.2", "info": {"title": "Test", "version": "1"}, "paths": {}}
        (self.folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        site = Path(__file__).with_name("pygeoapi_site.py")
        # -P: this folder would hide the package of the same name.
        return [str(self.python), "-P", str(site), str(port), str(descriptor)]

    def _feature_collection(self) -> Dict[str, Any]:
        path = self.folder / "features.geojson"
        if isinstance(self._features, (str, Path)):
            path.write_bytes(Path(self._features).read_bytes())
        else:
            given = self._features
            whole = given if isinstance(given, Mapping) else {"type": "FeatureCollection", "features": list(given)}
            path.write_text(json.dumps(whole), encoding="utf-8")
        provider = {
            "type": "feature", "name": "GeoJSON", "data": str(path), "id_field": "id", "crs": _CRS,
            "storage_crs": _CRS[0],
        }  # fmt: skip
        return _collection("Bäume", "Straßenbäume der Stadt Bochum (Test)", provider)

    def _record_collection(self, name: str, records: Sequence[Mapping[str, Any]]) -> Dict[str, Any]:
        path = self.folder / f"{name}.json"
        rows = {str(number): _searchable(record) for number, record in enumerate(records, 1)}
        path.write_text(json.dumps({"_default": rows}), encoding="utf-8")
        provider = {
            "type": "record", "name": "TinyDBCatalogue", "data": str(path), "id_field": "externalId",
            "time_field": "updated", "title_field": "title",
        }  # fmt: skip
        return _collection(f"Metadaten {name.title()}", "Metadatenkatalog der Metropole Ruhr (Test)", provider)


def _searchable(record: Mapping[str, Any]) -> Dict[str, Any]:
    """Return the record with the text pygeoapi's `q` looks into, as its own loader adds it."""
    properties = dict(record.get("properties", {}))
    texts = [str(properties.get(one) or "") for one in ("title", "description")]
    words = [str(one) for one in properties.get("keywords", []) or []]
    return {**record, "properties": {**properties, "_metadata-anytext": " ".join([*texts, *words])}}


def _collection(title: str, description: str, provider: Mapping[str, Any]) -> Dict[str, Any]:
    return {
        "type": "collection",
        "title": title,
        "description": description,
        "keywords": ["Umwelt", "Bäume"],
        "links": [],
        "extents": {"spatial": {"bbox": [6.3, 51.2, 8.0, 51.9], "crs": _CRS[0]}},
        "providers": [dict(provider)],
    }


def _settings(url: str, cap: int) -> Dict[str, Any]:
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": int(url.rsplit(":", 1)[1])},
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["de-DE"],
            "pretty_print": False,
            "limits": {"default_items": min(10, cap), "max_items": cap, "on_exceed": "throttle"},
            "map": {"url": "http://127.0.0.1/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "Geodienst der Stadt Bochum (Test)",
                "description": "Features und Records",
                "keywords": ["Bochum"],
                "keywords_type": "theme",
                "terms_of_service": "https://www.govdata.de/dl-de/by-2-0",
                "url": url,
            },
            "license": {"name": "dl-de/by-2-0", "url": "https://www.govdata.de/dl-de/by-2-0"},
            "provider": {"name": "Stadt Bochum", "url": "https://www.bochum.de"},
            "contact": {"name": "Geodaten", "email": "geodaten@bochum.example"},
        },
    }
