# SPDX-License-Identifier: GPL-2.0-or-later
"""What does this address speak? Its own words first, then a few polite questions, the cheapest first."""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Mapping, Tuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, kind_of_address
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address, landing_address
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_address, portal_root
from ruhr_smartcity_plugin.core.catalogue.portals.dcat import is_path, local_file
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import absolute
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    AddressRefusedError,
    HttpStatusError,
    NetworkError,
    TruncatedError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Answer, HttpClient
from ruhr_smartcity_plugin.core.network.failures import REPEATABLE_STATUS
from ruhr_smartcity_plugin.core.network.service import host_of
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

Found = Tuple[PortalKind, str]
_IN_ADDRESS: Tuple[Tuple[re.Pattern[str], PortalKind], ...] = (
    (re.compile(r"/api/3(/|$)", re.I), PortalKind.CKAN),
    (re.compile(r"/data\.json/?$", re.I), PortalKind.DKAN),
    (re.compile(r"/api/explore/v2", re.I), PortalKind.OPENDATASOFT),
    (re.compile(r"\.(rdf|ttl|jsonld)$", re.I), PortalKind.DCAT),
    (re.compile(r"/csw/?$", re.I), PortalKind.CSW),
)
_OGC_KINDS = frozenset(
    {ServiceKind.WMS, ServiceKind.WMTS, ServiceKind.WFS, ServiceKind.WCS, ServiceKind.STA, ServiceKind.ARCGIS}
)
# Members that the JSON of other services has at its top: ArcGIS, SensorThings, vector tiles (TileJSON, style).
_SERVICE_MEMBERS = ({"currentVersion"}, {"serverSettings"}, {"tilejson"}, {"sources", "layers"})
_CAPABILITIES_ROOTS = re.compile(
    r"<(?:[\w.\-]+:)?(WMS_Capabilities|WMT_MS_Capabilities|WFS_Capabilities|WCS_Capabilities|Capabilities)\b"
)
# "wcs_nw_dgm", "dienst-wfs.php": what people call the address of a service.
_SERVICE_NAME = re.compile(r"(?<![a-z])(wmts|wms|wfs|wcs)(?![a-z])", re.I)
_HINTS: Tuple[Tuple[re.Pattern[str], PortalKind], ...] = (
    (re.compile(r"name=[\"']generator[\"']\s+content=[\"']ckan|data-site-root=", re.I), PortalKind.CKAN),
    (re.compile(r"content=[\"']drupal|\bdkan\b", re.I), PortalKind.DKAN),
    (re.compile(r"opendatasoft|\bods-", re.I), PortalKind.OPENDATASOFT),
    (re.compile(r"geonetwork|catalog\.search", re.I), PortalKind.CSW),
)
_GEONETWORK_PATH = re.compile(r"(?<=[^/])/srv(?:/([a-z]{3}))?(?=/|$)")
_HEAD = 60_000
_ACCEPT = {"Accept": "application/json, application/rdf+xml;q=0.9, text/turtle;q=0.8, */*;q=0.5"}


def kind_in_address(address: str) -> PortalKind | None:
    """Return the kind an address itself gives away, without asking; None if it does not.

    >>> kind_in_address("https://x.example/srv/ger/csw?service=CSW&version=2.0.2&request=GetCapabilities").value
    'csw'
    >>> kind_in_address("https://opendata.ruhr") is None
    True
    """
    if local_file(address) is not None:
        return PortalKind.DCAT
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # "https://[x"
        return None
    service = {name.lower(): value.lower() for name, value in parse_qsl(parts.query)}.get("service", "")
    if service == "csw":
        return PortalKind.CSW
    found = next((kind for pattern, kind in _IN_ADDRESS if pattern.search(parts.path)), None)
    if found is None and kind_of_address(address) in _OGC_KINDS:
        return PortalKind.OGC
    return found


def detect_kind(client: HttpClient, address: str, title: str = "", *, progress: Progress = SILENT) -> Found:
    """Return the kind of the portal at an address, and the address to use for it.

    Nothing is asked where the address says it all. Otherwise a page is, and where that does not say it either, fourteen
    small questions at most, all of the same host (a page of JSON leads to two more). The address of a CKAN portal is
    shortened to what `portal_address` keeps of it; for files and services (`PortalKind.DCAT`, `OGC`) it stays as it is.

    Raises
    ------
    NetworkError
        The address is none, the host does not answer or asks for a log-in, or it is no portal that is known.
    """
    known = None if is_path(address) and local_file(address) is None else kind_in_address(address)
    if known is not None:
        return known, portal_address(address) if known is PortalKind.CKAN else address
    if "://" not in address and not re.match(r"^[\w.\-]+\.[a-zA-Z]{2,}(:\d+)?(/.*)?$", address.strip()):
        raise AddressRefusedError(
            tr("“{address}” is neither a web address nor a file that can be found. Correct it.").format(
                address=address.strip()[:120]
            )
        )
    return _Asking(client, address, title, progress).kind()


class _Asking:
    """The questions, in the order of what they cost."""

    def __init__(self, client: HttpClient, address: str, title: str, progress: Progress) -> None:
        text = address.strip()
        self._address = _for_programs(text if "://" in text else f"https://{text}")
        self._root = portal_root(text)
        self._client, self._title, self._progress = client, title or host_of(self._address), progress
        self._denied: NetworkError | None = None

    def kind(self) -> Found:
        page = self._get(self._address)
        found = self._by_page(page) if page is not None else None
        if found is not None:
            return found
        hinted = self._hinted(page)
        parts = urlsplit(self._root)
        named = _SERVICE_NAME.search(urlsplit(self._address).path.rstrip("/").rpartition("/")[2])
        found = self._service(named.group(1).upper()) if named and hinted is None else None
        if found is not None:
            return found
        for root in dict.fromkeys((self._root, f"{parts.scheme}://{parts.netloc}")):
            found = self._by_questions(root, self._address if root == self._root else root, hinted)
            if found is not None:
                return found
        found = self._service() if named is None or hinted is not None else None
        if found is not None:
            return found
        if self._denied is not None:
            raise self._denied
        sentence = tr(
            "It could not be found out what kind of portal “{name}” is; it may ask for a log-in. Choose the kind "
            "yourself, or check the address."
        )
        raise UnexpectedContentError(sentence.format(name=self._title), f"no kind fits {self._root}")

    def _by_questions(self, root: str, address: str, hinted: PortalKind | None) -> Found | None:
        questions: Tuple[Tuple[PortalKind, Callable[[str, str], Found | None]], ...] = (
            (PortalKind.CKAN, self._ckan),
            (PortalKind.OPENDATASOFT, self._opendatasoft),
            (PortalKind.DKAN, self._dkan),
            (PortalKind.CSW, self._csw),
        )
        for _, ask in sorted(questions, key=lambda one: one[0] is not hinted):
            found = ask(root, address)
            if found is not None:
                return found
        return None

    # --- what the address itself shows ------------------------------------------------------------
    def _by_page(self, page: Answer) -> Found | None:
        head = page.body[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
        if head.startswith(("{", "[")):
            return self._by_json(page)
        if "<rdf:RDF" in head[:4000] or head.lower().startswith(("@prefix", "@base", "prefix ")):
            return PortalKind.DCAT, self._address
        root = _CAPABILITIES_ROOTS.search(head[:4000])
        if root is None:
            return None
        is_csw = "/cat/csw/" in head[:4000]
        return (PortalKind.CSW if is_csw else PortalKind.OGC), self._address

    def _by_json(self, page: Answer) -> Found | None:
        try:
            document = json.loads(page.text())
        except (ValueError, RecursionError):
            return None
        if isinstance(document, Mapping):
            if isinstance(document.get("dataset"), list) and "@graph" not in document:
                return PortalKind.DKAN, self._address
            landing = self._by_landing_page(document, page.url)
            if landing is not None:
                return landing
        return (PortalKind.DCAT, self._address) if b"ns/dcat#" in page.body[:_HEAD] or b'"@type"' in page.body else None

    def _by_landing_page(self, document: Mapping[str, Any], url: str) -> Found | None:
        """Return what an OGC API is; its landing page, or the classes it conforms to, say so."""
        classes = document.get("conformsTo")
        links = [one for one in _list(document.get("links")) if isinstance(one, Mapping)]
        relations = {text_of(one.get("rel")).rsplit("/", 1)[-1]: text_of(one.get("href")) for one in links}
        if not isinstance(classes, list) and relations.get("conformance"):
            answer = self._json(absolute(url, relations["conformance"]))
            classes = answer.get("conformsTo") if isinstance(answer, Mapping) else None
        below = self._by_collection(document)
        if below is not None:
            return below
        conformance = " ".join(map(text_of, _list(classes))).lower()
        if "ogcapi-records" in conformance or "ogc-catalog" in relations:
            return PortalKind.RECORDS, self._address
        is_service = "ogcapi-" in conformance or "data" in relations or isinstance(document.get("collections"), list)
        if is_service or any(members <= set(document) for members in _SERVICE_MEMBERS) or _lists_things(document):
            return PortalKind.OGC, self._address
        return None

    def _by_collection(self, document: Mapping[str, Any]) -> Found | None:
        """Return what a list of collections, a collection, or a page of its items is: each says what it holds."""
        listed = [one for one in _list(document.get("collections")) if isinstance(one, Mapping)]
        if any(one.get("itemType") == "record" for one in [document, *listed]):
            return PortalKind.RECORDS, self._address
        landing, collection = landing_address(self._address)
        if document.get("type") != "FeatureCollection" or not collection:
            return None
        told = self._json(f"{landing}/collections/{quote(collection, safe='')}")
        is_catalogue = isinstance(told, Mapping) and told.get("itemType") == "record"
        return (PortalKind.RECORDS if is_catalogue else PortalKind.OGC), self._address

    def _hinted(self, page: Answer | None) -> PortalKind | None:
        head = page.body[:_HEAD].decode("utf-8", "replace") if page is not None else ""
        return next((kind for pattern, kind in _HINTS if pattern.search(head)), None)

    # --- questions --------------------------------------------------------------------------------
    def _ckan(self, root: str, address: str) -> Found | None:
        answer = self._json(f"{root}/api/3/action/package_search", {"rows": "0"})
        result = answer.get("result") if isinstance(answer, Mapping) else None
        if isinstance(result, Mapping) and "count" in result:
            return PortalKind.CKAN, portal_address(address)
        return (PortalKind.DKAN, root) if isinstance(result, list) else None

    def _opendatasoft(self, root: str, address: str) -> Found | None:
        answer = self._json(f"{root}/api/explore/v2.1/catalog/datasets", {"limit": "0"})
        return (PortalKind.OPENDATASOFT, address) if isinstance(answer, Mapping) and "total_count" in answer else None

    def _dkan(self, root: str, address: str) -> Found | None:
        del address
        answer = self._json(f"{root}/data.json")
        is_it = isinstance(answer, Mapping) and isinstance(answer.get("dataset"), (list, Mapping))
        return (PortalKind.DKAN, root) if is_it else None

    def _csw(self, root: str, address: str) -> Found | None:
        query = {"service": "CSW", "request": "GetCapabilities"}
        for place in dict.fromkeys((base_address(address), _geonetwork_csw(root))):
            answer = self._get(place, query)
            head = answer.body[:4000].decode("utf-8", "replace") if answer is not None else ""
            if _CAPABILITIES_ROOTS.search(head):
                return (PortalKind.CSW if "/cat/csw/" in head else PortalKind.OGC), place
        return None

    def _service(self, first: str = "WMS") -> Found | None:
        if not urlsplit(self._address).path.strip("/"):
            return None  # the front page of a host is no service
        for service in dict.fromkeys((first, "WMS", "WFS", "WMTS", "WCS")):
            answer = self._get(base_address(self._address), {"service": service, "request": "GetCapabilities"})
            head = answer.body[:4000].decode("utf-8", "replace") if answer is not None else ""
            if _CAPABILITIES_ROOTS.search(head) and "/cat/csw/" not in head:
                return PortalKind.OGC, self._address
        return None

    def _json(self, url: str, params: Mapping[str, str] | None = None) -> Any:
        answer = self._get(url, params)
        try:
            return json.loads(answer.text()) if answer is not None else None
        except (ValueError, RecursionError):
            return None

    def _get(self, url: str, params: Mapping[str, str] | None = None) -> Answer | None:
        """Return an answer; None where the host answers but not this question. A host that is away is an error."""
        stop_if_cancelled(self._progress)
        if host_of(url) != host_of(self._address):
            return None
        try:
            return self._client.get(url, params=params, headers=_ACCEPT, service=self._title, progress=self._progress)
        except AccessDeniedError as error:
            self._denied = self._denied or error
        except HttpStatusError as error:
            if error.status in REPEATABLE_STATUS:
                raise
        except (UnexpectedContentError, TruncatedError):
            return None
        return None


def _for_programs(address: str) -> str:
    """Return the address of a page for people ("?f=html" of OGC APIs) without that wish.

    >>> _for_programs("https://x.example/collections?f=html&lang=de")
    'https://x.example/collections?lang=de'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if (name.lower(), value.lower()) != ("f", "html")]
    return address if kept == asked else urlunsplit(parts._replace(query=urlencode(kept)))


def _geonetwork_csw(address: str) -> str:
    """Return where a GeoNetwork has its catalogue service, by its address or that of one of its pages.

    >>> _geonetwork_csw("https://x.example/geonetwork/srv/eng/catalog.search"), _geonetwork_csw("https://x.example")
    ('https://x.example/geonetwork/srv/eng/csw', 'https://x.example/srv/ger/csw')
    """
    language = _GEONETWORK_PATH.search(address)
    if language is None:
        return f"{address}/srv/ger/csw"
    return f"{address[: language.start()]}/srv/{language.group(1) or 'ger'}/csw"


def _lists_things(document: Mapping[str, Any]) -> bool:
    """Answer whether it is the first page of a SensorThings service, version 1.0."""
    return any(isinstance(one, Mapping) and one.get("name") == "Things" for one in _list(document.get("value")))


def _list(value: Any) -> list:
    return value if isinstance(value, list) else []
