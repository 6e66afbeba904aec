# SPDX-License-Identifier: GPL-2.0-or-later
"""DKAN portals: the whole catalogue is one document, ``/data.json``; older ones answer like half a CKAN."""

from __future__ import annotations

import re
from typing import Any, List, Mapping
from urllib.parse import quote, urlsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.absence import is_absence, no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package
from ruhr_smartcity_plugin.core.catalogue.portals.dkan_record import dkan_package, read_entry
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.catalogue.portals.whole_catalogue import (
    ReadVersion,
    WholeCatalogue,
    WholeCataloguePortal,
    collect,
)
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    CancelledError,
    HttpStatusError,
    NetworkError,
    TooLargeError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient, parse_json
from ruhr_smartcity_plugin.core.network.failures import is_repeatable
from ruhr_smartcity_plugin.core.network.service import Service, quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

_MOST_IN_A_ROW = 20  # so many failures one after the other are those of the portal
_DOCUMENT = re.compile(r"/data\.json/?$")
_JSON = {"Accept": "application/json"}


class DkanPortal(WholeCataloguePortal):
    """One DKAN portal. Use it in a task: it waits for the network."""

    kind = PortalKind.DKAN

    def __init__(self, client: HttpClient, address: str, title: str = "") -> None:
        self.root = _DOCUMENT.sub("", portal_root(address.split("?")[0]))
        self.title = title or urlsplit(self.root).netloc
        self._client = client

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one data set anew; see `Portal.dataset`.

        The whole catalogue comes once; from then on the portal is asked whether it has changed. Where there is none,
        or it is larger than the client allows, the data set is asked for alone (DKAN 2, else the half of CKAN's API).
        """
        stop_if_cancelled(progress)
        try:
            catalogue = self._document(progress)
        except TooLargeError as error:
            return self._single(key, error, progress)
        except HttpStatusError as error:
            if not is_absence(error):
                raise
            return self._single(key, error, progress)
        return catalogue.dataset(key, self.title)

    def _document(self, progress: Progress) -> WholeCatalogue:
        """Return the catalogue as it is now, without fetching again what has not changed."""
        url, known = f"{self.root}/data.json", self._read_before
        conditions = known.conditions() if known is not None else {}
        answer = self._client.get(
            url,
            headers={**_JSON, **conditions},
            expect=Content.JSON,
            service=self.title,
            progress=progress,
            refresh=True,
        )
        if known is not None and known.is_in(answer):
            return known.catalogue
        document = parse_json(answer, Service(url, self.title))
        catalogue = collect(read_entries(document, self.title), self._read_entry, progress=progress)
        self._read_before = ReadVersion.of(catalogue, answer)
        return catalogue

    def _single(self, key: str, absence: NetworkError, progress: Progress) -> Dataset:
        """Ask for one data set alone; `absence` says why not for all of them."""
        asked = (
            lambda: self._read_entry(self._item(key, progress)),
            lambda: self._read_package(self._result("package_show", {"id": key}, progress)[0]),
        )
        for ask in asked:
            try:
                found = ask()
            except (HttpStatusError, UnexpectedContentError, ValueError, IndexError) as error:
                if isinstance(error, HttpStatusError) and not is_absence(error):
                    raise
                continue
            if found.key == key:
                return found
        if isinstance(absence, TooLargeError):
            raise absence
        with portal_must_be_there():
            names = [text_of(one) for one in self._result("package_list", {}, progress)]
        if key in names:
            raise absence
        raise no_such_dataset(self.title, key)

    def _item(self, key: str, progress: Progress) -> Any:
        url = f"{self.root}/api/1/metastore/schemas/dataset/items/{quote(key, safe='')}"
        return self._client.get_json(url, service=self.title, progress=progress, refresh=True)

    def _fetch(self, progress: Progress, *, refresh: bool = False) -> WholeCatalogue:
        stop_if_cancelled(progress)
        try:
            document = self._client.get_json(
                f"{self.root}/data.json", service=self.title, progress=progress, refresh=refresh
            )
        except HttpStatusError as error:
            if not is_absence(error):
                raise
            return self._fetch_singly(progress)
        return collect(read_entries(document, self.title), self._read_entry, progress=progress)

    def _fetch_singly(self, progress: Progress) -> WholeCatalogue:
        """Read a portal without ``data.json`` by its list of names, one data set after the other."""
        names = [one for one in map(text_of, self._result("package_list", {}, progress)) if one]
        packages: List[Any] = []
        failures: List[str] = []
        in_a_row = 0
        for number, name in enumerate(names):
            try:
                packages += self._result("package_show", {"id": name}, progress)
                in_a_row = 0
            except CancelledError:
                failures.append("")
                break
            except NetworkError as error:
                failures.append(error.sentence)
                in_a_row += 1
                if not _is_of_one(error) or in_a_row == _MOST_IN_A_ROW:
                    break
            progress.report((number + 1) / len(names))
        failure = self._broken_off(len(packages), len(names), failures[0]) if failures else None
        return collect(packages, self._read_package, failure)

    def _result(self, action: str, params: Mapping[str, str], progress: Progress) -> List[Any]:
        stop_if_cancelled(progress)
        url = f"{self.root}/api/3/action/{action}"
        answer = self._client.get_json(url, params=params, service=self.title, progress=progress)
        result = answer.get("result") if isinstance(answer, Mapping) and answer.get("success") is True else None
        if isinstance(result, Mapping):
            return [result]
        if not isinstance(result, list):
            raise _not_dkan(self.title, f"{action} has no result")
        return result

    def _broken_off(self, received: int, expected: int, cause: str) -> NetworkError:
        sentence = tr("“{portal}” gave {received} of {expected} data sets. {cause}")
        words = {"received": group_digits(received), "expected": group_digits(expected)}
        return NetworkError(sentence.format(portal=quotable(self.title, 80), cause=cause, **words).strip(), cause)

    def _read_entry(self, entry: Any) -> Dataset:
        return read_entry(entry, portal=self.title, root=self.root)

    def _read_package(self, package: Any) -> Dataset:
        return read_package(dkan_package(package), portal=self.title, root=self.root)


def read_entries(document: Any, portal: str) -> List[Any]:
    """Return the entries of a ``data.json``; PHP writes a list with gaps as an object.

    Raises
    ------
    UnexpectedContentError
        It is another document, or an error in an envelope.
    """
    entries = document.get("dataset") if isinstance(document, Mapping) else document
    if isinstance(entries, Mapping):
        return [entries] if "title" in entries or "identifier" in entries else list(entries.values())
    if not isinstance(entries, list):
        raise _not_dkan(portal, "no list of data sets")
    return entries


def _is_of_one(error: NetworkError) -> bool:
    """Answer whether a failure is that of one data set: the next one may well be given."""
    is_answer = isinstance(error, (HttpStatusError, UnexpectedContentError))
    return is_answer and not isinstance(error, AccessDeniedError) and not is_repeatable(error)


def _not_dkan(portal: str, detail: str) -> UnexpectedContentError:
    sentence = tr("“{portal}” does not answer as a DKAN portal. Check its address and its kind.")
    return UnexpectedContentError(sentence.format(portal=quotable(portal, 80)), detail)
