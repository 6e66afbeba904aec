# SPDX-License-Identifier: GPL-2.0-or-later
"""G5 and G6: a layer of a WFS or OGC API Features service as a complete, indexed file, and opened the second time.

Both tools ask the same server on loopback (TCP_NODELAY, answers made beforehand). How much it gives per answer decides
what waiting costs, so three manners are measured: it states no limit (QGIS then asks for 1,000 objects each), states
10,000, or states and gives 1,000. QGIS's provider loads the layer and writes it into an indexed GeoPackage.

The plugin asks a public service for at most four pages at once: where every page waits alike and no tool can have
larger ones, four times as fast is the most that waiting allows.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List

PAGE = 1_000
COUNTS = {"S": 5_000, "M": 20_000, "L": 100_000}
TARGETS = {0: 5, 300: 10}
# Kind of service, and the number of objects per answer that it states; 0 for none.
CASES = (("wfs", 0), ("wfs", 10_000), ("wfs", 1_000), ("oapif", 0), ("oapif", 1_000))
_MOST = 10_000  # what the server gives per answer without a limit of its own
_CRS = "http://www.opengis.net/def/crs/EPSG/0/25832"


def make_buildings(n: int) -> List[Dict[str, Any]]:
    """Outlines of seven points in a grid over Bochum, with umlauts, numbers and dates."""
    found = []
    for number in range(n):
        x, y = 360_000 + 31.17 * (number % 400), 5_695_000 + 27.31 * (number // 400)
        ring = [
            [x, y],
            [x + 12.5, y + 0.3],
            [x + 12.2, y + 8.1],
            [x + 6, y + 8],
            [x + 6, y + 14.25],
            [x, y + 14],
            [x, y],
        ]
        found.append({
            "type": "Feature", "id": f"gebaeude.{number}",
            "geometry": {"type": "Polygon", "coordinates": [[[round(a, 2), round(b, 2)] for a, b in ring]]},
            "properties": {"nr": number, "name": f"Gebäude {number}", "hoehe_m": 3.5 + number % 25,
                           "ags": "05911000", "stand": "2026-03-01"},
        })  # fmt: skip
    return found


def serve(n: int, delay_ms: int, address: Any, cap: int = 0) -> None:
    """Serve n buildings until the process is ended; runs in a process of its own."""
    import threading

    from tests.support.loopback import Loopback, Reply

    buildings = make_buildings(n)
    texts = [json.dumps(one) for one in buildings]
    cut: Dict[Any, bytes] = {}
    waiting = threading.Event()
    most = cap or _MOST

    def items(start: int, size: int, head: str) -> bytes:
        key = (start, size)
        if key not in cut:
            body = ",".join(texts[start : start + size])
            cut[key] = f'{{"type":"FeatureCollection",{head}"features":[{body}]}}'.encode()
        return cut[key]

    def oapif(seen: Any) -> Reply:
        start, size = int(seen.value("offset", "0")), min(most, int(seen.value("limit", "10")))
        more = ""
        if start + size < n:
            items_url = f"http://{seen.headers['Host']}/api/collections/gebaeude/items"
            target = f"{items_url}?offset={start + size}&limit={size}&crs={_CRS}"
            more = f'{{"rel":"next","type":"application/geo+json","href":"{target}"}}'
        if size > 1:
            waiting.wait(delay_ms / 1000)
        body = items(start, size, f'"numberMatched":{n},"links":[{more}],')
        return Reply(200, body, {"Content-Crs": f"<{_CRS}>"}, "application/geo+json")

    gml = [_gml(one) for one in buildings]

    def wfs(seen: Any) -> Reply:
        request = (seen.value("REQUEST") or seen.value("request")).lower()
        if request == "getcapabilities":
            return Reply(200, _capabilities(f"http://{seen.headers['Host']}/wfs", cap), content_type="text/xml")
        if request == "describefeaturetype":
            return Reply(200, _SCHEMA, content_type="text/xml")
        if (seen.value("RESULTTYPE") or seen.value("resultType")).lower() == "hits":
            return Reply(200, _collection(n, []), content_type="text/xml")
        start, size = int(seen.value("STARTINDEX", "0")), min(most, int(seen.value("COUNT", str(most))))
        if size > 1:
            waiting.wait(delay_ms / 1000)
        if "json" in seen.value("OUTPUTFORMAT"):
            return Reply(200, items(start, size, f'"numberMatched":{n},'), content_type="application/json")
        return Reply(200, _collection(n, gml[start : start + size]), content_type="text/xml")

    collection = {"id": "gebaeude", "title": "Gebäude", "crs": [_CRS], "storageCrs": _CRS,
                  "extent": {"spatial": {"bbox": [[7.0, 51.3, 7.4, 51.7]]}}}  # fmt: skip
    routes = {
        "/wfs": wfs,
        "/api": lambda seen: {"links": [
            {"rel": rel, "type": "application/json", "href": f"http://{seen.headers['Host']}/api/{path}"}
            for rel, path in (("data", "collections"), ("conformance", "conformance"), ("service-desc", "openapi"))]},
        "/api/openapi": {"openapi": "3.0.2", "info": {"title": "B", "version": "1"}, "paths": {}},
        "/api/collections": {"collections": [collection], "links": []},
        "/api/collections/gebaeude": collection,
        "/api/collections/gebaeude/items": oapif,
        "/api/conformance": {"conformsTo": ["http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"]},
    }  # fmt: skip
    with Loopback(routes) as server:
        address.put(server.url)
        threading.Event().wait()


def _capabilities(url: str, cap: int) -> str:
    limit = (
        '<ows:Constraint name="CountDefault"><ows:NoValues/><ows:DefaultValue>'
        f"{cap}</ows:DefaultValue></ows:Constraint>"
    )
    formats = "".join(
        f"<ows:Value>{one}</ows:Value>" for one in ("application/gml+xml; version=3.2", "application/json")
    )
    get = f'<ows:DCP><ows:HTTP><ows:Get xlink:href="{url}?"/></ows:HTTP></ows:DCP>'
    return (
        '<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        'xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:b="urn:b">'
        "<ows:ServiceIdentification><ows:Title>B</ows:Title><ows:ServiceTypeVersion>2.0.0</ows:ServiceTypeVersion>"
        f'</ows:ServiceIdentification><ows:OperationsMetadata><ows:Operation name="GetFeature">{get}'
        f'<ows:Parameter name="outputFormat"><ows:AllowedValues>{formats}</ows:AllowedValues></ows:Parameter>'
        f'</ows:Operation><ows:Operation name="DescribeFeatureType">{get}</ows:Operation>'
        '<ows:Constraint name="ImplementsResultPaging"><ows:NoValues/><ows:DefaultValue>TRUE</ows:DefaultValue>'
        f"</ows:Constraint>{limit if cap else ''}</ows:OperationsMetadata>"
        "<wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>b:gebaeude</wfs:Name>"
        "<wfs:Title>Gebäude</wfs:Title><wfs:DefaultCRS>urn:ogc:def:crs:EPSG::25832</wfs:DefaultCRS>"
        "<ows:WGS84BoundingBox><ows:LowerCorner>7.0 51.3</ows:LowerCorner><ows:UpperCorner>7.4 51.7</ows:UpperCorner>"
        "</ows:WGS84BoundingBox></wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>"
    )


_FIELDS = {"nr": "integer", "name": "string", "hoehe_m": "double", "ags": "string", "stand": "date"}
_SCHEMA = (
    '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:b" '
    'xmlns:gml="http://www.opengis.net/gml/3.2" targetNamespace="urn:b" elementFormDefault="qualified">'
    '<xsd:element name="gebaeude" type="b:gebaeudeType" '
    'substitutionGroup="gml:AbstractFeature"/><xsd:complexType name="gebaeudeType"><xsd:complexContent>'
    '<xsd:extension base="gml:AbstractFeatureType"><xsd:sequence><xsd:element name="geom" '
    'type="gml:SurfacePropertyType"/>'
    + "".join(f'<xsd:element name="{name}" type="xsd:{kind}"/>' for name, kind in _FIELDS.items())
    + "</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType></xsd:schema>"
)


def _gml(one: Dict[str, Any]) -> str:
    places = " ".join(f"{x} {y}" for x, y in one["geometry"]["coordinates"][0])
    values = "".join(f"<b:{name}>{value}</b:{name}>" for name, value in one["properties"].items())
    return (
        f'<wfs:member><b:gebaeude gml:id="{one["id"]}"><b:geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::25832" '
        f'gml:id="g.{one["id"]}"><gml:exterior><gml:LinearRing><gml:posList>{places}</gml:posList></gml:LinearRing>'
        f"</gml:exterior></gml:Polygon></b:geom>{values}</b:gebaeude></wfs:member>"
    )


def _collection(n: int, members: List[str]) -> bytes:
    return (
        '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" '
        f'xmlns:b="urn:b" numberMatched="{n}" numberReturned="{len(members)}">'
        + "".join(members)
        + "</wfs:FeatureCollection>"
    ).encode()


def run(tool: str, kind: str, n: int, delay_ms: int, cap: int = 0) -> Dict[str, Any]:
    """Make the file with one tool; returns the seconds and what the file holds, for the comparison."""
    from tests.benchmarks.qgis_session import start_qgis

    address: Any = multiprocessing.get_context("spawn").Queue()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(n, delay_ms, address, cap), daemon=True)
    server.start()
    url = address.get(timeout=120) + ("/wfs" if kind == "wfs" else "/api")
    start_qgis()
    _import_ours()
    path = Path(tempfile.mkdtemp(prefix="ruhr-bench-")) / "gebaeude.gpkg"
    started = time.perf_counter()
    (_ours if tool == "ours" else _provider)(kind, url, path)
    seconds = time.perf_counter() - started
    server.kill()
    return {"seconds": seconds, "answer": _answer(path)}


def _import_ours() -> None:
    """Import what QGIS has imported by the time somebody downloads, as its providers are loaded by then."""
    import shapely  # noqa: F401

    from ruhr_smartcity_plugin.adapters.layers import download  # noqa: F401
    from ruhr_smartcity_plugin.adapters.network import session  # noqa: F401


def _ours(kind: str, url: str, path: Path) -> None:
    from qgis.core import QgsVectorLayer

    from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
    from ruhr_smartcity_plugin.adapters.network.session import new_client
    from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind

    wanted = Wanted(url, "gebaeude", ServiceKind.WFS if kind == "wfs" else ServiceKind.OAPIF)
    download_layer(new_client(), wanted, path)
    if not QgsVectorLayer(str(path), "x", "ogr").isValid():
        raise SystemExit("the file cannot be opened")


def _provider(kind: str, url: str, path: Path) -> None:
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer

    if kind == "wfs":
        uri = f"url='{url}' typename='b:gebaeude' version='2.0.0' srsname='EPSG:25832' pagingEnabled='true'"
    else:
        uri = f"url='{url}' typename='gebaeude' srsname='EPSG:25832' pageSize='{PAGE}'"
    layer = QgsVectorLayer(uri, "x", "WFS" if kind == "wfs" else "OAPIF")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    failed = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    if failed[0] != QgsVectorFileWriter.WriterError.NoError:
        raise SystemExit(f"the peer failed: {failed}, layer valid: {layer.isValid()}")


def _answer(path: Path) -> List[Any]:
    """Count, sums and box: equal for files that hold the same."""
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "x", "ogr")
    numbers = [(feature["nr"], feature["hoehe_m"], feature["name"]) for feature in layer.getFeatures()]
    area = sum(feature.geometry().area() for feature in layer.getFeatures())
    return [len(numbers), len(set(numbers)), sum(one[0] for one in numbers), round(sum(one[1] for one in numbers), 3),
            round(area, 1), [round(one, 2) for one in layer.extent().toRectF().getCoords()],
            layer.hasSpatialIndex() == layer.hasSpatialIndex().SpatialIndexPresent]  # fmt: skip


def reopen(n: int) -> Dict[str, Any]:
    """G6: the kept copy, the provider and a GeoJSON file, each until the layer is valid and its objects are counted."""
    from qgis.core import QgsVectorLayer

    from ruhr_smartcity_plugin.adapters.layers.download import Wanted
    from ruhr_smartcity_plugin.adapters.layers.layer_cache import LayerCache, open_layer
    from ruhr_smartcity_plugin.adapters.network.session import new_client
    from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
    from tests.benchmarks.qgis_session import start_qgis

    address: Any = multiprocessing.get_context("spawn").Queue()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(n, 0, address), daemon=True)
    server.start()
    url = address.get(timeout=120) + "/api"
    start_qgis()
    folder = Path(tempfile.mkdtemp(prefix="ruhr-bench-"))
    wanted, cache = Wanted(url, "gebaeude", ServiceKind.OAPIF), LayerCache(folder, 10**10)
    cache.fetch(new_client(), wanted)
    file = folder / "gebaeude.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": make_buildings(n)}), encoding="utf-8")

    def timed(make: Any) -> Dict[str, Any]:
        started = time.perf_counter()
        layer = make()
        count = layer.featureCount()
        if count < 0:
            count = sum(1 for _ in layer.getFeatures())
        return {"seconds": time.perf_counter() - started, "count": count}

    def provider() -> QgsVectorLayer:
        layer = QgsVectorLayer(f"url='{url}' typename='gebaeude' srsname='EPSG:25832' pageSize='{PAGE}'", "x", "OAPIF")
        sum(1 for _ in layer.getFeatures())
        return layer

    found = {"ours": timed(lambda: open_layer(cache.find(wanted), "x")),
             "geojson": timed(lambda: QgsVectorLayer(str(file), "x", "ogr")), "provider": timed(provider)}  # fmt: skip
    server.kill()
    return found


def measure_all(size_name: str, rounds: int) -> List[Dict[str, Any]]:
    """Run G5 and G6 for a size and print them; the answers are compared before any time counts."""
    from tests.benchmarks.subprocesses import measure

    n, jobs = COUNTS[size_name], []
    for kind, cap in CASES:
        for delay_ms, target in TARGETS.items():
            done = [{tool: measure("download", tool=tool, kind=kind, n=n, delay_ms=delay_ms, cap=cap)
                     for tool in ("ours", "provider")} for _ in range(rounds)]  # fmt: skip
            limit = f"{cap} per answer" if cap else "no limit stated"
            jobs.append(_report(f"{kind}, {n} objects, {limit}, {delay_ms} ms per page", done, target))
    found = measure("reopen", n=n)
    ms = 1000 * found["ours"]["seconds"]
    counts = {found[tool]["count"] for tool in ("ours", "geojson", "provider")}
    ratios = {tool: found[tool]["seconds"] / found["ours"]["seconds"] for tool in ("geojson", "provider")}
    print(f"second opening of {n} objects: ours {ms:.0f} ms (aim 100); GeoJSON {ratios['geojson']:.0f} times, "
          f"provider {ratios['provider']:.0f} times as long (aim 100 at L)")  # fmt: skip
    wrong = [] if counts == {n} else [f"counts {counts}"]
    jobs.append({"name": "second opening", "ms": ms, "ratios": ratios, "differences": wrong})
    return jobs


def _report(name: str, rounds: List[Dict[str, Any]], target: float) -> Dict[str, Any]:
    from statistics import median

    wrong = [f"{one['ours']['answer']} against {one['provider']['answer']}" for one in rounds
             if one["ours"]["answer"] != one["provider"]["answer"]]  # fmt: skip
    if wrong:
        print(f"{name}: THE ANSWERS DIFFER: {wrong[0]}")
        return {"name": name, "differences": wrong}
    seconds = {tool: [one[tool]["seconds"] for one in rounds] for tool in ("ours", "provider")}
    memory = {tool: max(one[tool]["rss_mb"] for one in rounds) for tool in ("ours", "provider")}
    ratio = median(seconds["provider"]) / median(seconds["ours"])
    verdict = "reached" if ratio >= target else "missed"
    print(f"{name}: ours {median(seconds['ours']):.2f} s, {memory['ours']:.0f} MB; provider "
          f"{median(seconds['provider']):.2f} s, {memory['provider']:.0f} MB; ratio {ratio:.1f}, aim {target} at L: "
          f"{verdict}")  # fmt: skip
    return {"name": name, "seconds": seconds, "rss_mb": memory, "ratio": ratio, "target": target, "differences": []}
