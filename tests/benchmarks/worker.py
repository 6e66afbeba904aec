# SPDX-License-Identifier: GPL-2.0-or-later
"""One measurement in a process of its own: ``python -m tests.benchmarks.worker '{"job": …}'`` prints JSON."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

#: Module and function; what is not named is a job of the heartbeat.
_JOBS = {
    "zonal": ("zonal", "run"),
    "growth": ("zonal", "grow"),
    "catalogue_build": ("catalogue_search", "build"),
    "catalogue_answers": ("catalogue_search", "answers"),
    "catalogue_keys": ("catalogue_search", "keys"),
    "download": ("downloads", "run"),
    "reopen": ("downloads", "reopen"),
    "start_up": ("start_up", "run"),
    "register_room": ("register_room", "run"),
    "register_file": ("register_file", "run"),
    "sensor_ingest": ("sensor_store", "ingest"),
    "sensor_questions": ("sensor_store", "questions"),
    "chart_redraw": ("chart_redraw", "run"),
}


def main(argument: str) -> int:
    wanted = json.loads(argument)
    job = wanted.pop("job")
    module, name = _JOBS.get(job, ("heartbeat", "run"))
    run = getattr(import_module(f"tests.benchmarks.{module}"), name)
    result = run(**wanted)
    result["rss_mb"] = _peak_rss_mb()
    sys.stdout.write("\nRESULT " + json.dumps(result) + "\n")
    sys.stdout.flush()
    # QGIS's teardown with plugins loaded is not what is measured, and may crash; the answer is out.
    os._exit(0)


def _peak_rss_mb() -> float:
    """Peak memory of this process alone; getrusage would carry over the parent's."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
