# SPDX-License-Identifier: GPL-2.0-or-later
"""One measurement in a process of its own: ``python -m tests.benchmarks.worker '{"job": …}'`` prints JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(argument: str) -> int:
    wanted = json.loads(argument)
    job = wanted.pop("job")
    if job == "zonal":
        from tests.benchmarks.zonal import run
    elif job == "growth":
        from tests.benchmarks.zonal import grow as run
    elif job == "catalogue_build":
        from tests.benchmarks.catalogue_search import build as run
    elif job == "catalogue_answers":
        from tests.benchmarks.catalogue_search import answers as run
    elif job == "catalogue_keys":
        from tests.benchmarks.catalogue_search import keys as run
    elif job == "download":
        from tests.benchmarks.downloads import run
    elif job == "reopen":
        from tests.benchmarks.downloads import reopen as run
    elif job == "start_up":
        from tests.benchmarks.start_up import run
    elif job == "register_room":
        from tests.benchmarks.register_room import run
    elif job == "register_file":
        from tests.benchmarks.register_file import run
    elif job == "sensor_ingest":
        from tests.benchmarks.sensor_store import ingest as run
    elif job == "sensor_questions":
        from tests.benchmarks.sensor_store import questions as run
    else:
        from tests.benchmarks.heartbeat import run
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
