# SPDX-License-Identifier: GPL-2.0-or-later
"""Jobs that are killed (SIGKILL) at a random moment, in children of one process that has imported everything once."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator, List

CHECKOUT = Path(__file__).parents[2]
_STEM = """
import os, sys, traceback
import {module} as jobs
def told(text):
    os.write(1, (text + "\\n").encode())
told("ready")
for line in sys.stdin:
    name, *arguments = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        try:
            getattr(jobs, name)(told, *arguments)
            told("done")
        except BaseException:
            told("failed " + repr(traceback.format_exc()))
        os._exit(0)
    told("child " + str(child))
    os.waitpid(child, 0)
    told("ended")
"""


class Killer:
    """Starts jobs of a module and kills them."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process
        self._rest = b""

    def run(self, job: str, *arguments: object, kill_after_s: float | None = None) -> List[str]:
        """Return what the job has told; the last is "done" if it was not killed before its end."""
        self._process.stdin.write(("\t".join((job, *map(str, arguments))) + "\n").encode())
        self._process.stdin.flush()
        told: List[str] = []
        child = 0
        deadline = None
        while True:
            wait = None if deadline is None else max(0.0, deadline - time.monotonic())
            for line in self._lines(60.0 if wait is None else wait):
                if line.startswith("child "):
                    child = int(line.split()[1])
                    if kill_after_s is not None:
                        deadline = time.monotonic() + kill_after_s
                elif line == "ended":
                    if any(one.startswith("failed") for one in told):
                        raise AssertionError(told[-1])
                    return told
                else:
                    told.append(line)
            if deadline is not None and time.monotonic() >= deadline and child:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                deadline, child = None, 0

    def _lines(self, wait_s: float) -> List[str]:
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(wait_s):
                return []
        piece = os.read(self._process.stdout.fileno(), 65536)
        if not piece:
            raise AssertionError("the process of the jobs has ended")
        *lines, self._rest = (self._rest + piece).split(b"\n")
        return [one.decode() for one in lines]


@contextlib.contextmanager
def killer(module: str) -> Iterator[Killer]:
    """Import a module with jobs in a process of its own. Each job gets a function to tell things, and its arguments."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _STEM.format(module=module)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment, cwd=CHECKOUT) as process:
        try:
            one = Killer(process)
            while "ready" not in one._lines(60.0):
                pass
            yield one
        finally:
            process.kill()
