# SPDX-License-Identifier: GPL-2.0-or-later
"""What the catalogue offers to all rooms, the locator and the browser; made when it is first asked for."""

from __future__ import annotations

from typing import Any, Callable

from ruhr_smartcity_plugin.gui.workbench import Workbench


def offer_catalogue(bench: Workbench) -> None:
    """Offer the list of catalogues, the local index and the window that changes the list. Reads nothing now."""
    bench.shared.offer("sources", lambda: _sources(bench))
    bench.shared.offer("finder", lambda: _index(bench))
    bench.shared.offer("open_sources_dialog", lambda: _dialog_opener(bench))


def _sources(bench: Workbench) -> Any:
    from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources

    place = bench.settings.central_list
    sources = CatalogueSources(bench.catalogue_dir(), has_central=lambda: bool(place.value().strip()))
    for problem in sources.problems:
        bench.messages.warn(problem)
    return sources


def _index(bench: Workbench) -> Any:
    from ruhr_smartcity_plugin.adapters.catalogue.indexing import open_index

    return open_index(bench.catalogue_dir(), bench.messages.warn)


def _dialog_opener(bench: Workbench) -> Callable[[], None]:
    def open_dialog() -> None:
        from ruhr_smartcity_plugin.gui.catalogue.sources_dialog import SourcesDialog

        SourcesDialog(bench, bench.shared["sources"], bench.main_window).show()

    return open_dialog
