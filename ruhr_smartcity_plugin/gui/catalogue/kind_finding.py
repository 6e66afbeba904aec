# SPDX-License-Identifier: GPL-2.0-or-later
"""A resource of unknown kind: its first bytes say what it is, and then it goes the way of its kind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ruhr_smartcity_plugin.adapters.layers.files import probe_kinds
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom


def find_out_and_add(room: CatalogueRoom, dataset: Dataset, distribution: Distribution) -> None:
    """Ask for the first bytes in a task. Data go on the map; a page or a document is opened in the browser.

    What is being asked about already is not asked again: one of two clicks would be a second layer.
    """
    if distribution.url in room.finding_out:
        return
    room.finding_out.add(distribution.url)

    def probe(one: Distribution, progress: Progress) -> Tuple[ServiceKind, ...]:
        client, _authcfg = room.adding.client(one.url)
        return probe_kinds(client, one.url, service=dataset.title, progress=progress)

    room.adding.run(
        tr("Finding out what “{title}” is").format(title=distribution.title or dataset.title),
        room.adding.found_again(dataset, distribution, probe),
        partial(_go_on, room, dataset, distribution.url),
        partial(find_out_and_add, room, dataset, distribution),
    )


def _go_on(
    room: CatalogueRoom, dataset: Dataset, asked: str, found: Tuple[Distribution, Tuple[ServiceKind, ...]]
) -> None:
    """`asked` is the known address that was asked about."""
    if sip.isdeleted(room):
        return
    distribution, kinds = found
    room.finding_out.discard(asked)
    if kinds and kinds[0].is_loadable:
        room.add(dataset, replace(distribution, kinds=kinds))
        return
    room.adding.stopped.emit()
    what = kinds[0].title if kinds else tr("unknown content")
    text = tr("“{title}” is no data for the map, but: {what}. It was opened in the browser.")
    title = quotable(distribution.title or dataset.title, 80)
    room.banner.show_empty(text.format(title=title, what=what), (tr("Close"), room.banner.clear))
    QDesktopServices.openUrl(QUrl(checked_address(distribution.url)))
