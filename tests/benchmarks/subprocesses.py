# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs workers with a home of their own and reads their answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict

ROOT = Path(__file__).resolve().parents[2]


def measure(job: str, timeout_s: float = 1800, **arguments: Any) -> Dict[str, Any]:
    """Run a worker and return its result.

    Raises
    ------
    RuntimeError
        If the worker fails; with the end of what it said.
    """
    with tempfile.TemporaryDirectory(prefix="ruhr-bench-") as home:
        environment = {**os.environ, "HOME": home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"):
            environment[name] = home
        command = [sys.executable, "-m", "tests.benchmarks.worker", json.dumps({"job": job, **arguments})]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout_s, check=False
        )
    for line in reversed(done.stdout.splitlines()):
        if line.startswith("RESULT "):
            return json.loads(line[len("RESULT ") :])
    raise RuntimeError(f"{job} {arguments} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
