# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs every test in two lanes side by side (`make test`); one after another they take longer than anybody waits.

Each run is a pytest of its own, so that no lane can disturb another. What a run says is printed when it has ended,
and kept in build/test/. The closing line has pytest's form, for those who read only that.

Usage: python3 -m scripts.run_tests [options for pytest]
"""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test"
NOTHING_CHOSEN = 5  # pytest's exit code where -k fits nothing
CLOSING = re.compile(r"^(?:=+ )?(?P<counts>\d+ [a-z]+(?:, \d+ [a-z]+)*) in [0-9.]+s\b.*$")  # -q leaves the = out
COUNT = re.compile(r"(\d+) (\w+)")


@dataclass(frozen=True)
class Run:
    """One pytest: its Python and what it is given."""

    name: str
    python: str
    arguments: Tuple[str, ...]


# The longest first, so that both lanes end at about the same time. Whatever is new runs in the last but one. The core
# knows no QGIS, so its tests run once, in a Python without it.
RUNS: Tuple[Run, ...] = (
    Run("gui", ".venv/bin/python", ("tests/gui",)),
    Run("adapters", ".venv/bin/python", ("tests/adapters",)),
    Run("servers", ".venv/bin/python", ("tests/servers",)),
    Run("others", ".venv/bin/python",
        ("tests", *(f"--ignore=tests/{one}" for one in ("gui", "adapters", "servers", "core")))),
    Run("core", ".venv-core/bin/python", ("tests/core",)),
)
LANES = 2


def main(options: Sequence[str], runs: Sequence[Run] = RUNS) -> int:
    """Make all runs; returns 0 only if every test passed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    started, speaking, results = time.monotonic(), threading.Lock(), {}
    left: queue.SimpleQueue[Run] = queue.SimpleQueue()
    for run in runs:
        left.put(run)
    lanes = [threading.Thread(target=_lane, args=(left, options, speaking, results)) for _ in range(LANES)]
    for lane in lanes:
        lane.start()
    try:
        for lane in lanes:
            lane.join()
    except KeyboardInterrupt:  # pytest itself has ended; what has not begun does not begin any more
        with suppress(queue.Empty):
            while True:
                left.get_nowait()
        return 130
    counts = sum((one for _code, one in results.values()), Counter())
    codes = {name: code for name, (code, _counts) in results.items() if code not in (0, NOTHING_CHOSEN)}
    for name, code in codes.items():
        print(f"{name}: exit code {code}, see {LOGS.relative_to(ROOT) / name}.log")
    print(closing_line(counts, codes, time.monotonic() - started), flush=True)
    return 1 if codes or not counts["passed"] else 0


def closing_line(counts: Counter, codes: Dict[str, int], seconds: float) -> str:
    """Return the sum of all runs as pytest would say it; a run that crashed counts as an error."""
    crashed = [name for name, code in codes.items() if code != 1]
    total = counts + Counter(error=len(crashed))
    words = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warning", "warnings", "error",
             "errors")
    said = ", ".join(f"{total[word]} {word}" for word in words if total[word]) or "no tests ran"
    return f" {said} in {seconds:.2f}s ".center(100, "=")


def read_counts(output: str) -> Counter:
    """Return what pytest's closing line counts; nothing if there is none, as after a crash."""
    closing = [found for found in map(CLOSING.match, output.splitlines()) if found]
    if not closing:
        return Counter()
    return Counter({word: int(number) for number, word in COUNT.findall(closing[-1]["counts"])})


def _lane(left: queue.SimpleQueue[Run], options: Sequence[str], speaking: threading.Lock,
          results: Dict[str, Tuple[int, Counter]]) -> None:
    with suppress(queue.Empty):
        while True:
            run = left.get_nowait()
            log = LOGS / f"{run.name}.log"
            with log.open("w", encoding="utf-8") as out:
                code = subprocess.run([run.python, "-m", "pytest", *run.arguments, *options], cwd=ROOT, stdout=out,
                                      stderr=subprocess.STDOUT, check=False).returncode
            output = log.read_text(encoding="utf-8", errors="replace")
            results[run.name] = code, read_counts(output)
            with speaking:
                print(f"--- {run.name}\n{output}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
