# SPDX-License-Identifier: GPL-2.0-or-later
"""The command "Load municipal boundaries": official service at the user's request, cache, then the map."""

from __future__ import annotations

from ruhr_smartcity_plugin.adapters.cache import files_in_use, trim_cache
from ruhr_smartcity_plugin.adapters.region.boundaries import BoundariesResult, add_boundaries_layer, fetch_boundaries
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def load_boundaries(workbench: Workbench) -> None:
    """Fetch the boundaries in a task, keep them in the cache and add them to the map."""
    cache_dir = workbench.cache_dir()
    url = workbench.settings.boundaries_url.value()
    client = workbench.http()

    def work(progress: Progress) -> BoundariesResult:
        return fetch_boundaries(client, cache_dir, progress, url)

    def publish(result: BoundariesResult) -> None:
        add_boundaries_layer(workbench.project, cache_dir)
        say = workbench.messages.succeed if result.is_complete else workbench.messages.warn
        say(result.sentence)
        _keep_cache_small(workbench)

    workbench.tasks.run(tr("Loading municipal boundaries"), work, publish=publish, failed=workbench.messages.fail)


def _keep_cache_small(workbench: Workbench) -> None:
    cache_dir, in_use = workbench.cache_dir(), files_in_use(workbench.project)
    most = max(1, workbench.settings.cache_max_mb.value()) * 1024 * 1024
    workbench.tasks.run(tr("Tidying the cache"), lambda progress: trim_cache(cache_dir, most, in_use, progress),
                        failed=workbench.messages.fail)
