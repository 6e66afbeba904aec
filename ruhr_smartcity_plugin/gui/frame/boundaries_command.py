# SPDX-License-Identifier: GPL-2.0-or-later
"""The command "Load municipal boundaries": official service at the user's request, cache, then the map."""

from __future__ import annotations

from typing import Any

from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def load_boundaries(workbench: Workbench) -> None:
    """Fetch the boundaries in a task, keep them in the cache and add them to the map."""
    from ruhr_smartcity_plugin.adapters.region.boundaries import add_boundaries_layer, fetch_boundaries

    cache_dir = workbench.cache_dir()
    url = workbench.settings.boundaries_url.value()
    client = workbench.http()

    def work(progress: Progress) -> Any:
        return fetch_boundaries(client, cache_dir, progress, url)

    def publish(result: Any) -> None:
        add_boundaries_layer(workbench.project, cache_dir)
        workbench.messages.succeed(result.sentence)

    workbench.tasks.run(tr("Loading municipal boundaries"), work, publish=publish, failed=workbench.messages.fail)
