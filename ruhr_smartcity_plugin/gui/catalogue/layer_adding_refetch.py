# SPDX-License-Identifier: GPL-2.0-or-later
"""A data set fetched anew from the portal it came from, when one of its addresses is gone."""

from __future__ import annotations

from typing import Callable, Tuple

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.workbench import Workbench

Refetch = Callable[[Dataset, Progress], Dataset]


def refetch_from_portal(bench: Workbench, client_for: Callable[[str], Tuple[HttpClient, str]]) -> Refetch:
    """Return what asks a data set's portal for it by its key; for tasks.

    What kind of portal it is, the user's list of sources knows, else it is found out from the address.
    """

    def refetch(dataset: Dataset, progress: Progress) -> Dataset:
        sources = bench.shared.get("sources")
        known = sources.by_url(dataset.portal_root) if sources is not None else None
        client, _authcfg = client_for(dataset.portal_root)
        portal = open_portal(client, known or dataset.portal_root, read_xml=read_xml, progress=progress)
        return portal.dataset(dataset.key, progress=progress)

    return refetch
