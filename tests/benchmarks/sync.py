# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a copy of a team's register takes: 1,000 records sent, 1,000 fetched, nothing to do, against PostGIS."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List

from tests.benchmarks.sizes import Size

N_RECORDS = 1_000
LIMIT_S = 20.0


def synchronising(size: Size) -> Dict[str, Any]:
    """Measure each direction and print the slowest beside the aim."""
    from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
    from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress
    from ruhr_smartcity_plugin.adapters.projects.postgis_store import create_postgis
    from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
    from ruhr_smartcity_plugin.adapters.projects.sample import sample_bundles
    from ruhr_smartcity_plugin.core.progress import SILENT
    from ruhr_smartcity_plugin.core.projects.synchronising import synchronise
    from tests.support.postgres import Postgres

    samples = sample_bundles()
    with Postgres() as server, tempfile.TemporaryDirectory(prefix="ruhr-bench-") as folder:
        remote = create_postgis(PostgisAddress(server.address(server.new_database())))
        local = create_store(Path(folder) / "copy.gpkg")
        copy = RegisterCopy(local, remote.key)
        local.save_all([(samples[number % len(samples)].as_copy(), 0) for number in range(N_RECORDS)], "anna", "")

        def edit(store: Any, text: str) -> None:
            changed = [(replace(one, project=replace(one.project, summary=text)), one.project.version)
                       for one in store.all_projects()]
            store.save_all(changed, "anna", "")

        def sync() -> None:
            synchronise(copy, remote, "anna", SILENT)

        seconds: Dict[str, List[float]] = {"new records sent": [_timed(sync)]}
        for number in range(size.rounds):
            edit(local, f"here {number}")
            seconds.setdefault("changed records sent", []).append(_timed(sync))
            edit(remote, f"there {number}")
            seconds.setdefault("changed records fetched", []).append(_timed(sync))
            seconds.setdefault("nothing to do", []).append(_timed(sync))
    slowest = max(max(values) for values in seconds.values())
    shown = ", ".join(f"{name} {max(values):.2f} s" for name, values in seconds.items())
    verdict = "reached" if slowest <= LIMIT_S else "missed"
    print(f"synchronising {N_RECORDS} records with PostGIS: {shown} (aim {LIMIT_S:.0f}): {verdict}")
    return {"name": "synchronising with PostGIS", "n": N_RECORDS, "seconds": seconds, "limit_s": LIMIT_S}


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
