# SPDX-License-Identifier: GPL-2.0-or-later
"""Search of a CKAN portal through its action API, page by page until everything that was counted is there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timezone
from typing import Any, List, Mapping, Tuple
from urllib.parse import parse_qs, urlsplit

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.absence import is_absence, no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_parts import FACET_PARAMS, read_parts
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package
from ruhr_smartcity_plugin.core.catalogue.portals.paging import Page, Paging
from ruhr_smartcity_plugin.core.catalogue.portals.parts import NO_PARTS, Parts
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

PAGE_ROWS = 100
MOST_ROWS = 1000  # CKAN gives no more per page, whatever is asked for
# Words and signs with a meaning in the portal's query language (Solr): user text is text, not a query.
_SOLR_SIGNS = re.compile(r'([+\-!(){}\[\]^"~*?:\\/]|&&|\|\|)')
_SOLR_WORDS = re.compile(r"\b(AND|OR|NOT|TO)\b")
# Pages may have their language before them.
_API_PATH = re.compile(r"(/(de|en))?/(api(/.*)?|dataset(/.*)?|group(/.*)?|organization(/.*)?)$")
_ORGANISATION_PATH = re.compile(r"/organization/([^/]+)/?$")
_GROUP_PATH = re.compile(r"/group/([^/]+)/?$")
_NOT_SLUG = re.compile(r"[^\w\-]")
# `name` as last key: without it hits of equal rank may repeat on, or be missing from, the next page.
_BY_RANK = "score desc, metadata_modified desc, name asc"
_BY_NAME = "name asc"


def portal_root(address: str) -> str:
    """Return the root of a portal from what people paste: without scheme, or the address of one of its pages.

    >>> portal_root("opendata.ruhr/dataset/baumkataster"), portal_root("https://x.org/api/3/action/package_search")
    ('https://opendata.ruhr', 'https://x.org')

    Raises
    ------
    AddressRefusedError
        The address is no web address.
    """
    text = address.strip()
    if re.match(r"^[\w.\-]+\.[a-zA-Z]{2,}(:\d+)?(/.*)?$", text):
        text = f"https://{text}"
    parts = urlsplit(checked_address(text))
    return f"{parts.scheme}://{parts.netloc}{_API_PATH.sub('', parts.path.rstrip('/'))}"


def organisation_of(address: str) -> str:
    """Return the organisation an address narrows its portal to; "" for the whole portal.

    >>> organisation_of("https://opendata.ruhr/organization/stadt-bochum")
    'stadt-bochum'
    >>> organisation_of("https://opendata.ruhr/dataset?organization=mulheim-a-d-ruhr")
    'mulheim-a-d-ruhr'
    """
    return _narrowed_to(address, "organization", _ORGANISATION_PATH)


def group_of(address: str) -> str:
    """Return the group (theme) an address narrows its portal to; "" for none.

    >>> group_of("https://opendata.ruhr/group/envi"), group_of("https://opendata.ruhr/dataset?groups=envi")
    ('envi', 'envi')
    """
    return _narrowed_to(address, "groups", _GROUP_PATH)


def part_address(address: str, organisation: str, group: str) -> str:
    """Return the address that narrows a portal to an organisation, a group, both, or ("" twice) nothing.

    >>> part_address("https://opendata.ruhr/organization/stadt-bochum", "stadt-herne", "envi")
    'https://opendata.ruhr/organization/stadt-herne?groups=envi'

    Raises
    ------
    AddressRefusedError
        The address is no web address.
    """
    root, group = portal_root(address), _NOT_SLUG.sub("", group)
    organisation = _NOT_SLUG.sub("", organisation)
    if organisation:
        return f"{root}/organization/{organisation}" + (f"?groups={group}" if group else "")
    return f"{root}/group/{group}" if group else root


def portal_address(address: str) -> str:
    """Return the address to keep of a CKAN portal: its root, with what the pasted one narrows it to.

    >>> portal_address("opendata.ruhr/organization/stadt-herne"), portal_address("opendata.ruhr/dataset/x")
    ('https://opendata.ruhr/organization/stadt-herne', 'https://opendata.ruhr')

    Raises
    ------
    AddressRefusedError
        The address is no web address.
    """
    return part_address(address, organisation_of(address), group_of(address))


def _narrowed_to(address: str, name: str, path: re.Pattern[str]) -> str:
    """Return the slug an address names by a parameter, a filter of CKAN's search or its path."""
    parts = urlsplit(address.strip())
    asked = parse_qs(parts.query)
    filters = [one for text in asked.get("fq", []) for one in re.findall(rf"{name}:\"?([\w\-]+)", text)]
    in_path = path.search(parts.path)
    named = [*asked.get(name, []), *filters, *([in_path.group(1)] if in_path else [])]
    return _NOT_SLUG.sub("", named[0]) if named else ""


def escape_query(text: str) -> str:
    r"""Return user text as plain words for CKAN's search; an empty text finds everything.

    >>> escape_query("Straßen: A/B"), escape_query("")
    ('Straßen\\: A\\/B', '*:*')
    """
    words = " ".join(text.split())
    if not words:
        return "*:*"
    return _SOLR_WORDS.sub(lambda found: found.group(0).lower(), _SOLR_SIGNS.sub(r"\\\1", words))


class CkanPortal:
    """One CKAN portal, or one organisation or group of it. Use it in a task: it waits for the network.

    An address like ``…/organization/stadt-bochum`` (or ``…?organization=``, ``…?fq=organization:``; likewise
    ``…/group/envi``) narrows all searches to that organisation or group; it is then part of `root`.
    """

    kind = PortalKind.CKAN

    def __init__(self, client: HttpClient, address: str, title: str = "") -> None:
        self._site = portal_root(address)
        self._organisation, self._group = organisation_of(address), group_of(address)
        self.root = portal_address(address)
        self.title = title or urlsplit(self._site).netloc
        self._client = client

    def search(
        self,
        query: PortalQuery,
        *,
        on_page: PageListener | None = None,
        progress: Progress = SILENT,
        start: int = 0,
        limit: int | None = None,
        page_rows: int = PAGE_ROWS,
    ) -> SearchResult:
        """Return all data sets that match, telling `on_page(datasets, count)` about each page as it arrives.

        Goes on by the number of rows received, as portals may give fewer rows than asked for. A data set that appears
        on two pages is given once. If a later page fails, what came before is returned with the error; the first
        page's error is raised. The portal is not asked for the box: its answer would lack all data sets without one.

        Raises
        ------
        NetworkError
            No answer, an error status, or an answer that is not CKAN's (DKAN, a web page).
        CancelledError
            The user stopped it before the first page.
        """

        found: List[Parts] = []

        def fetch(start: int, rows: int, is_steady: bool) -> Page:
            params = {
                "q": escape_query(query.text),
                "rows": str(rows),
                "start": str(start),
                "sort": _BY_NAME if is_steady else _BY_RANK,
                **self._filter(query),
                **self._private(),
                **(FACET_PARAMS if query.with_parts and not found else {}),
            }
            answer = self._ask("package_search", params, progress)
            page = read_page(answer, self.title)
            if query.with_parts and not found:
                found.append(read_parts(answer.get("result")))
            return page

        paging = Paging(self.title, query, fetch, self._read, page_rows, MOST_ROWS)
        result = paging.search(on_page=on_page, progress=progress, start=start, limit=limit)
        return replace(result, parts=self._with_siblings(found[0], query, progress)) if found else result

    def _with_siblings(self, own: Parts, query: PortalQuery, progress: Progress) -> Parts:
        """Return the parts with all of the kinds one was chosen of, so that another one can be chosen by its number."""
        if query.organisation:
            beside = self._count_parts(replace(query, organisation=""), progress)
            own = replace(own, organisations=beside.organisations or own.organisations)
        if query.group:
            beside = self._count_parts(replace(query, group=""), progress)
            own = replace(own, groups=beside.groups or own.groups)
        return own

    def _count_parts(self, query: PortalQuery, progress: Progress) -> Parts:
        """Return the parts of a query's hits; none where the portal fails now: the hits themselves are there."""
        params = {"q": escape_query(query.text), **self._filter(query)}
        try:
            return self._ask_parts(params, progress)
        except (NetworkError, CancelledError):
            return NO_PARTS

    def parts(self, *, progress: Progress = SILENT) -> Parts:
        """Return the organisations and groups of the whole portal, whatever its address is narrowed to.

        Raises
        ------
        NetworkError
            See `search`.
        """
        return self._ask_parts({}, progress)

    def _ask_parts(self, params: Mapping[str, str], progress: Progress) -> Parts:
        asked = {**params, "rows": "0", **self._private(), **FACET_PARAMS}
        answer = self._ask("package_search", asked, progress)
        read_page(answer, self.title)
        return read_parts(answer.get("result"))

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one data set anew, by its name or id; see `Portal.dataset`."""
        try:
            answer = self._ask("package_show", {"id": key}, progress, refresh=True)
        except HttpStatusError as error:
            if not is_absence(error):
                raise
            with portal_must_be_there():
                read_page(self._ask("package_search", {"rows": "0"}, progress), self.title)
            raise no_such_dataset(self.title, key, error.detail) from error
        result = read_result(answer, self.title, key)
        packages = result if isinstance(result, list) else [result]
        try:
            return self._read(packages[0] if packages else None)
        except ValueError as error:
            raise not_ckan(self.title, f"package_show: {error}") from error

    def _private(self) -> Mapping[str, str]:
        """Ask for the data sets only members see: without this, CKAN leaves them out for members, too."""
        return {"include_private": "true"} if self._client.has_login else {}

    def _filter(self, query: PortalQuery) -> Mapping[str, str]:
        organisations = dict.fromkeys((self._organisation, _NOT_SLUG.sub("", query.organisation)))
        groups = dict.fromkeys((self._group, _NOT_SLUG.sub("", query.group)))
        filters = [f'organization:"{one}"' for one in organisations if one]
        filters += [f'groups:"{one}"' for one in groups if one]
        if query.modified_since is not None:
            moment = query.modified_since.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            filters.append(f"metadata_modified:[{moment} TO *]")
        return {"fq": " ".join(f"+{one}" for one in filters)} if filters else {}

    def _ask(self, action: str, params: Mapping[str, str], progress: Progress, *, refresh: bool = False) -> Any:
        url = f"{self._site}/api/3/action/{action}"
        return self._client.get_json(url, params=params, service=self.title, progress=progress, refresh=refresh)

    def _read(self, package: Any) -> Dataset:
        return read_package(package, portal=self.title, root=self._site, portal_root=self.root)


def read_page(answer: Any, portal: str) -> Page:
    """Return count and rows of a `package_search` answer.

    Raises
    ------
    UnexpectedContentError
        The portal reports an error, or answers in another form than CKAN's.
    """
    result = read_result(answer, portal)
    if isinstance(result, list):
        raise not_ckan(portal, "result is a list, as DKAN sends it")
    rows = result.get("results") if isinstance(result, Mapping) else None
    count = result.get("count") if isinstance(result, Mapping) else None
    if not isinstance(rows, list) or not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise not_ckan(portal, "result has no count or no results")
    return Page(count, tuple(rows))


def read_result(answer: Any, portal: str, key: str = "") -> Any:
    """Return what is in the envelope of CKAN's action API; `key` is the data set asked for, if one was.

    Raises
    ------
    UnexpectedContentError
        No envelope, or the portal reports an error in it.
    HttpStatusError
        404: the portal says so in the envelope only.
    """
    if not isinstance(answer, Mapping) or "success" not in answer:
        raise not_ckan(portal, "no CKAN envelope")
    if answer.get("success") is True:
        return answer.get("result")
    reason = answer.get("error")
    words, kind = _words_and_kind(reason)
    if key and "not found" in f"{kind} {words}".casefold():
        raise no_such_dataset(portal, key, f"success is {answer.get('success')!r}")
    sentence = tr("The portal “{portal}” refused the search: {reason}. Change the search words or try again later.")
    sentence = sentence.format(portal=portal, reason=quotable(words) or tr("no reason given"))
    raise UnexpectedContentError(sentence, f"success is {answer.get('success')!r}")


def _words_and_kind(reason: Any) -> Tuple[str, str]:
    if isinstance(reason, Mapping):
        return text_of(reason.get("message")), text_of(reason.get("__type"))
    return text_of(reason), ""


def not_ckan(portal: str, detail: str) -> UnexpectedContentError:
    """Return the error for an answer in another form than CKAN's."""
    sentence = tr("“{portal}” does not answer as a CKAN portal. Check its address, or choose DKAN as its kind.")
    return UnexpectedContentError(sentence.format(portal=portal), detail)
