# SPDX-License-Identifier: GPL-2.0-or-later
"""A resource's address of today: the portal it came from is asked before it is used, and when it is gone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Callable, Tuple, TypeVar

from ruhr_smartcity_plugin.adapters.layers.download import Wanted
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import (
    base_address,
    landing_address,
    named_layer,
    naming_address,
)
from ruhr_smartcity_plugin.core.catalogue.portals.absence import is_absence
from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.catalogue.resource_match import find_again, find_today
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.municipalities import fold_text
from ruhr_smartcity_plugin.gui.catalogue.portal_wait import PortalWait
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

Refetch = Callable[[Dataset, Progress], Dataset]
LookUp = Callable[[Dataset, Progress], "Dataset | None"]
_Found = TypeVar("_Found")
# Given back by a service or portal for what has moved, is gone, or was put behind a log-in when it was replaced.
_MOVED = (403, 404, 410)
# Services whose layers stand one by one in the browser tree.
_ARCGIS_LAYER = re.compile(r"/\d+$")
_NAMING = (ServiceKind.WMS, ServiceKind.WFS, ServiceKind.OAPIF)


def refetch_from_portal(bench: Workbench, client_for: Callable[[str], Tuple[HttpClient, str]]) -> Refetch:
    """Return what asks a data set's portal for it by its key; for tasks.

    What kind of portal it is, the user's list of sources knows, else it is found out from the address.
    """

    def refetch(dataset: Dataset, progress: Progress) -> Dataset:
        sources = bench.shared.get("sources")
        root = dataset.portal_root
        known = sources.by_root(root) if sources is not None else None
        kind, title = (known.kind, known.title) if known is not None else (None, "")
        client, _authcfg = client_for(root)
        portal = open_portal(client, root, kind, title, read_xml=read_xml, progress=progress)
        return portal.dataset(dataset.key, progress=progress)

    return refetch


def at_todays_address(
    dataset: Dataset,
    distribution: Distribution,
    work: Callable[[Distribution, Progress], _Found],
    look_up: LookUp,
    refetch: Refetch,
    progress: Progress,
    wait: PortalWait | None = None,
) -> Tuple[Distribution, _Found]:
    """Do the work at a resource's address of today: asked for first, and again where the known one is gone.

    Returns the resource, which says so where the portal did not tell (`doubt`), and what the work returned. For tasks.
    """
    resource, is_told = resource_of_today(dataset, distribution, look_up, progress, wait)
    try:
        return resource, work(resource, progress)
    except NetworkError as error:
        fresh = None if is_told else moved_resource(dataset, resource, refetch, error, progress)
        if fresh is None:
            raise
    return fresh, work(fresh, progress)


def resource_of_today(
    dataset: Dataset,
    distribution: Distribution,
    look_up: LookUp,
    progress: Progress,
    wait: PortalWait | None = None,
) -> Tuple[Distribution, bool]:
    """Return a resource as its portal lists it now, and whether the portal has told all it can.

    Where it did not, or the `wait` for it was ended, it is the known one, with a `doubt` if there was a portal to ask.
    Where it lists others only, what could be taken for it (`moved_resource`) is left for when the known address fails.
    """
    known = replace(distribution, doubt="")
    wait = wait or PortalWait()
    is_listed = False
    try:
        fresh = look_up(dataset, wait.around(progress))
    except CancelledError:
        if progress.is_cancelled() or not wait.is_skipped:
            raise
        return replace(known, doubt=_not_asked(dataset)), True  # nobody waits for it a second time
    except NetworkError as error:
        if not (isinstance(error, HttpStatusError) and is_absence(error)):
            return replace(known, doubt=_not_asked(dataset)), False
        today = None
    else:
        if fresh is None:
            return known, False
        is_listed = True
        today = find_today(known, fresh.distributions)
    finally:
        wait.end()
    if today is not None and today.kind.is_file == known.kind.is_file:
        return _naming_same_layer(known, today), True
    text = tr(
        "“{portal}” no longer lists this resource. The address known from the last update was used; the data may be "
        "out of date."
    )
    return replace(known, doubt=text.format(portal=_name(dataset))), not is_listed


def place_of_today(
    place: FilePlace, origin: Origin, look_up: LookUp, progress: Progress, wait: PortalWait | None = None
) -> Tuple[FilePlace, Tuple[str, ...]]:
    """Return where the file of a layer is today, and what is to be said where its portal does not tell. For tasks.

    Many publishers put a new file beside the old one, which answers on and on.
    """
    today = _listed_today(origin, place.url, ServiceKind(place.kind), look_up, progress, wait)
    return replace(place, url=_open_address(today.url, place.url)), ((today.doubt,) if today.doubt else ())


def source_of_today(
    wanted: Wanted, look_up: LookUp, progress: Progress, wait: PortalWait | None = None
) -> Tuple[Wanted, Tuple[str, ...]]:
    """Return what a local copy is of at its address of today, and what is to be said where its portal does not tell."""
    today = _listed_today(wanted.origin, wanted.url, wanted.kind, look_up, progress, wait)
    if _plain_address(wanted.kind, today.url) == _plain_address(wanted.kind, wanted.url):
        return wanted, ((today.doubt,) if today.doubt else ())
    url = _plain_address(wanted.kind, today.url)
    number = _ARCGIS_LAYER.search(wanted.url)
    if wanted.kind is ServiceKind.ARCGIS and number is not None and not _ARCGIS_LAYER.search(url):
        url += number.group()
    return replace(wanted, url=_open_address(url, wanted.url)), ((today.doubt,) if today.doubt else ())


def _listed_today(
    origin: Origin, url: str, kind: ServiceKind, look_up: LookUp, progress: Progress, wait: PortalWait | None
) -> Distribution:
    """Return the resource a layer was made of as its portal lists it now; the known one where there is none to ask."""
    named = origin.parameters
    root, key = named.get("portal", ""), named.get("data set", "")
    known = Distribution("", named.get("resource", ""), url, (kind,))
    if not (is_web_address(root) and key):
        return known
    dataset = Dataset(key, origin.title, portal=root, portal_root=root, identifier=named.get("identifier", ""))

    def as_it_is(one: Distribution) -> Distribution:
        """The portal names another kind, perhaps, than the file turned out to be, and a request at the service."""
        if one.kind is kind and one.url and _plain_address(kind, one.url) == _plain_address(kind, url):
            return replace(one, url=url)
        is_named = one.kind.is_file and one.title == known.title
        return replace(one, kinds=known.kinds) if is_named or one.url == known.url else one

    def listed(dataset: Dataset, progress: Progress) -> Dataset | None:
        fresh = look_up(dataset, progress)
        return fresh and replace(fresh, distributions=tuple(map(as_it_is, fresh.distributions)))

    return resource_of_today(dataset, known, listed, progress, wait)[0]


def _plain_address(kind: ServiceKind, url: str) -> str:
    """Return the address of a service without a request; that of a file as it is."""
    if kind is ServiceKind.WFS:
        return base_address(url)
    if kind is ServiceKind.OAPIF:
        return landing_address(url)[0]
    return url.split("?")[0].rstrip("/") if kind is ServiceKind.ARCGIS else url


def _open_address(url: str, known: str) -> str:
    """A project is passed on, and keeps no keys."""
    return url if redact(url) == url else known


def moved_resource(
    dataset: Dataset, distribution: Distribution, refetch: Refetch, error: Exception, progress: Progress
) -> Distribution | None:
    """Return the resource at its address of today after the known one failed; None if that cannot help."""
    is_page = isinstance(error, UnexpectedContentError)  # a web page instead of data
    has_moved = error.status in _MOVED if isinstance(error, HttpStatusError) else is_page
    if not has_moved or not is_web_address(dataset.portal_root):
        return None
    progress.report(0.01, tr("The address has changed; asking the portal"))
    try:
        fresh = find_again(distribution, refetch(dataset, progress).distributions)
    except NetworkError:  # the portal cannot help: what is to be said is what became of the resource
        return None
    if fresh is None or fresh.url == distribution.url or fresh.kind.is_file != distribution.kind.is_file:
        return None
    if fresh.key == distribution.key or fold_text(fresh.title) == fold_text(distribution.title):
        return fresh
    text = tr("“{portal}” no longer lists this resource. The only one of its kind was used instead: “{title}”.")
    return replace(fresh, doubt=text.format(portal=_name(dataset), title=quotable(fresh.title, 80)))


def _naming_same_layer(known: Distribution, today: Distribution) -> Distribution:
    """Return the resource with the layer in its address that the user chose, where the portal names none."""
    if today.kind not in _NAMING or named_layer(today.kind, today.url):
        return today
    layer = named_layer(known.kind, known.url)
    return replace(today, url=naming_address(today.kind, today.url, layer)) if layer else today


def _not_asked(dataset: Dataset) -> str:
    text = tr(
        "“{portal}” could not be asked for today's address. The address known from the last update was used; "
        "the data may be out of date."
    )
    return text.format(portal=_name(dataset))


def _name(dataset: Dataset) -> str:
    return quotable(dataset.portal or dataset.portal_root, 80)
