# SPDX-License-Identifier: GPL-2.0-or-later
"""What a portal says today of a data set that was found before, asked so that nobody waits for it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Callable, Dict, Iterator, Mapping, Tuple

from ruhr_smartcity_plugin.adapters.layers.files_kept import is_out_of_reach
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalKind
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError, TooLargeError
from ruhr_smartcity_plugin.core.network.budget import BudgetClient
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.failures import REPEATABLE_STATUS
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.gui.workbench import Workbench

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources

# A single service has nothing to tell that adding it does not ask anyway.
_SERVE_SINGLE = tuple(one for one in PortalKind if one is not PortalKind.OGC)
# Nobody waits long for a portal before what was asked for is even begun.
_INACTIVITY_S, _TOTAL_S = 4.0, 6.0
# These read a lot before their first answer (all services, the whole catalogue); the user can go on without it.
_READ_A_LOT = (PortalKind.CSW, PortalKind.DKAN, PortalKind.DCAT)
# These come as one document, and ask themselves whether it is new.
_DOCUMENTS = (PortalKind.DKAN, PortalKind.DCAT)
_LONG_INACTIVITY_S, _LONG_TOTAL_S = 30.0, 60.0
_MOST_BYTES = 30 * 1024 * 1024
_AWAY_S = 60.0
_LOOK_S = 0.1  # between two looks at whether to stop
# Some portals read a lot before their first answer (CSW: all services); it may be so old.
_KEPT_S = 600.0


class PortalLookUp:
    """Asks a data set's portal for it, with little patience; for tasks. To be called like a function.

    The answer is None where the portal has no data sets to ask for (single services), is none (lists, samples,
    files), or is neither in the user's list nor known by its address. A portal that was out of reach is not asked again
    for a minute (a catalogue file: ten); the error is the same then. Several tasks may ask at once.
    """

    def __init__(
        self,
        bench: Workbench,
        client_for: Callable[[str], Tuple[HttpClient, str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bench, self._client_for, self._clock = bench, client_for, clock
        self._kinds: Dict[str, PortalKind] = {}  # of portals of the user's list whose kind nobody knew
        self._away: Dict[str, Tuple[float, NetworkError]] = {}
        self._opened: Dict[Tuple[str, PortalKind, str], _Opened] = {}

    def __call__(self, dataset: Dataset, progress: Progress) -> Dataset | None:
        """Return the data set as its portal has it now.

        Raises
        ------
        NetworkError
            The portal could not be asked, or no longer has it (`HttpStatusError` 404).
        """
        root = dataset.portal_root
        can_be_asked, kind = _kind_of(self._bench.shared.get("sources"), root, self._kinds)
        if not can_be_asked:
            return None
        self._raise_if_away(root)
        try:
            return self._ask(dataset, kind, progress)
        except NetworkError as error:
            if _is_away(error):
                # One of many pages is read from the start each time; the others go on where they were, or ask little.
                lasts_s = _KEPT_S if kind is PortalKind.DCAT else _AWAY_S
                self._away[root] = self._clock() + lasts_s, error
            raise

    def _raise_if_away(self, root: str) -> None:
        until, error = self._away.get(root, (0.0, None))
        if error is not None and self._clock() < until:
            raise error.with_traceback(None)

    def _ask(self, dataset: Dataset, kind: PortalKind | None, progress: Progress) -> Dataset | None:
        from ruhr_smartcity_plugin.core.catalogue.portals.detection import detect_kind

        root = dataset.portal_root
        client, authcfg = self._client_for(root)
        if kind is None:
            hurried = _in_a_hurry(client, None)
            kind = self._kinds[root] = detect_kind(hurried, root, dataset.portal, progress=progress)[0]
            if kind not in _SERVE_SINGLE:
                return None
        opened = self._opened.get((root, kind, authcfg))
        is_old = opened is not None and self._clock() - opened.since > _KEPT_S and kind not in _DOCUMENTS
        if opened is None or is_old:
            hurried = _in_a_hurry(client, kind)
            portal = open_portal(hurried, root, kind, dataset.portal, read_xml=read_xml, progress=progress)
            opened = self._opened[root, kind, authcfg] = _Opened(self._clock(), hurried, portal)
        with opened.alone(progress):
            opened.client.begin()
            return opened.portal.dataset(dataset.key, progress=progress)


@dataclass(frozen=True)
class _Opened:
    """A portal that was opened; what it has read may be used by one task at a time."""

    since: float
    client: BudgetClient
    portal: Portal
    lock: Lock = field(default_factory=Lock)

    @contextmanager
    def alone(self, progress: Progress) -> Iterator[None]:
        """Wait for the others. Raises CancelledError."""
        while not self.lock.acquire(timeout=_LOOK_S):
            stop_if_cancelled(progress)
        try:
            yield
        finally:
            self.lock.release()


def is_asked(sources: CatalogueSources | None, dataset: Dataset) -> bool:
    """Answer, without asking, whether the portal of a data set is asked for it."""
    return _kind_of(sources, dataset.portal_root, {})[0]


def _kind_of(
    sources: CatalogueSources | None, root: str, found_out: Mapping[str, PortalKind]
) -> Tuple[bool, PortalKind | None]:
    """Return whether a portal can be asked for single data sets, and its kind if that is known."""
    from ruhr_smartcity_plugin.core.catalogue.portals.detection import kind_in_address

    if not is_web_address(root):
        return False, None
    known = sources.by_root(root) if sources is not None else None
    listed = known.kind if known is not None else None
    kind = listed or kind_in_address(root) or found_out.get(root)
    return kind in _SERVE_SINGLE or (kind is None and known is not None), kind


def _is_away(error: NetworkError) -> bool:
    if isinstance(error, HttpStatusError):
        return error.status in REPEATABLE_STATUS
    return is_out_of_reach(error) or isinstance(error, TooLargeError)


def _in_a_hurry(client: HttpClient, kind: PortalKind | None) -> BudgetClient:
    limits, is_long = client.limits, kind in _READ_A_LOT
    hurried = replace(
        limits,
        attempts=1,
        inactivity_s=min(limits.inactivity_s, _LONG_INACTIVITY_S if is_long else _INACTIVITY_S),
        total_s=min(limits.total_s, _LONG_TOTAL_S if is_long else _TOTAL_S),
        max_bytes=min(limits.max_bytes, _MOST_BYTES),
    )
    made = BudgetClient.over(client, hurried)
    made.begin()
    return made
