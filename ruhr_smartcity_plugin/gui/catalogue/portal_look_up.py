# SPDX-License-Identifier: GPL-2.0-or-later
"""What a portal says today of a data set that was found before, asked so that nobody waits for it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Callable, Dict, Tuple

from ruhr_smartcity_plugin.adapters.layers.files_kept import is_out_of_reach
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalKind
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError
from ruhr_smartcity_plugin.core.network.budget import BudgetClient
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.failures import REPEATABLE_STATUS
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.workbench import Workbench

# The others are asked for all their data sets to find one.
_SERVE_SINGLE = (PortalKind.CKAN, PortalKind.OPENDATASOFT, PortalKind.CSW, PortalKind.RECORDS)
# Nobody waits long for a portal before what was asked for is even begun.
_INACTIVITY_S, _TOTAL_S = 4.0, 6.0
_AWAY_S = 60.0
# Some portals read a lot before their first answer (CSW: all services); it may be so old.
_KEPT_S = 600.0


class PortalLookUp:
    """Asks a data set's portal for it, with little patience; for tasks. To be called like a function.

    The answer is None where the portal does not serve single data sets (DKAN, DCAT files), is none (lists, samples,
    single services), or is neither in the user's list nor known by its address. A portal that was out of reach is not
    asked again for a minute; the error is the same then.
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
        self._opened: Dict[Tuple[str, PortalKind, str], Tuple[float, BudgetClient, Portal]] = {}

    def __call__(self, dataset: Dataset, progress: Progress) -> Dataset | None:
        """Return the data set as its portal has it now.

        Raises
        ------
        NetworkError
            The portal could not be asked, or no longer has it (`HttpStatusError` 404).
        """
        from ruhr_smartcity_plugin.core.catalogue.portals.detection import kind_in_address

        root, sources = dataset.portal_root, self._bench.shared.get("sources")
        if not is_web_address(root):
            return None
        known = sources.by_root(root) if sources is not None else None
        listed = known.kind if known is not None else None
        kind = listed or kind_in_address(root) or self._kinds.get(root)
        if kind not in _SERVE_SINGLE and (kind is not None or known is None):
            return None
        self._raise_if_away(root)
        try:
            return self._ask(dataset, kind, progress)
        except NetworkError as error:
            if _is_away(error):
                self._away[root] = self._clock(), error
            raise

    def _raise_if_away(self, root: str) -> None:
        since, error = self._away.get(root, (0.0, None))
        if error is not None and self._clock() - since < _AWAY_S:
            raise error.with_traceback(None)

    def _ask(self, dataset: Dataset, kind: PortalKind | None, progress: Progress) -> Dataset | None:
        from ruhr_smartcity_plugin.core.catalogue.portals.detection import detect_kind

        root = dataset.portal_root
        client, authcfg = self._client_for(root)
        hurried = _in_a_hurry(client)
        hurried.begin()
        if kind is None:
            kind = self._kinds[root] = detect_kind(hurried, root, dataset.portal, progress=progress)[0]
            if kind not in _SERVE_SINGLE:
                return None
        since, opened_by, portal = self._opened.get((root, kind, authcfg), (0.0, None, None))
        if portal is None or opened_by is None or self._clock() - since > _KEPT_S:
            portal = open_portal(hurried, root, kind, dataset.portal, read_xml=read_xml, progress=progress)
            self._opened[root, kind, authcfg] = self._clock(), hurried, portal
        else:
            opened_by.begin()
        return portal.dataset(dataset.key, progress=progress)


def _is_away(error: NetworkError) -> bool:
    if isinstance(error, HttpStatusError):
        return error.status in REPEATABLE_STATUS
    return is_out_of_reach(error)


def _in_a_hurry(client: HttpClient) -> BudgetClient:
    limits = client.limits
    hurried = replace(
        limits, attempts=1, inactivity_s=min(limits.inactivity_s, _INACTIVITY_S), total_s=min(limits.total_s, _TOTAL_S)
    )
    return BudgetClient.over(client, hurried)
