# SPDX-License-Identifier: GPL-2.0-or-later
"""A server in a process of its own, started on a free port of loopback and stopped for good."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Dict, Sequence

START_LIMIT_S = 60.0


class ServerProcess:
    """Base of a server from another Python environment; a context manager, or `start()` and `stop()`.

    A subclass writes its files into `folder` and returns the command and the environment; the listening socket is
    bound here and handed over as a file descriptor, so that nobody can take the port in between.
    """

    environment_name = ""  # what scripts/setup_python.sh calls its Python environment
    alive_path = "/"  # answers with 200 once the server is up

    def __init__(self) -> None:
        self.url = ""
        self.folder = Path()
        self._process: subprocess.Popen | None = None

    @property
    def python(self) -> Path:
        return Path(__file__).parents[2] / f".venv-{self.environment_name}" / "bin" / "python"

    def command(self, port: int, descriptor: int) -> Sequence[str]:
        raise NotImplementedError

    def variables(self) -> Dict[str, str]:
        return {}

    def start(self) -> ServerProcess:
        """Start and wait until it answers. Raises RuntimeError with the server's log if it does not."""
        if not self.python.exists():
            name = self.environment_name
            raise RuntimeError(f"{self.python.parents[1]} is missing; run scripts/setup_python.sh {name}")
        self.folder = Path(tempfile.mkdtemp(prefix=f"ruhr-{self.environment_name}-"))
        with socket.create_server(("127.0.0.1", 0)) as listener, (self.folder / "log").open("wb") as log:
            port = listener.getsockname()[1]
            self.url = f"http://127.0.0.1:{port}"
            command = self.command(port, listener.fileno())
            self._process = subprocess.Popen(
                command, cwd=self.folder, env={**os.environ, **self.variables()}, stdout=log, stderr=log,
                start_new_session=True, pass_fds=[listener.fileno()],
            )  # fmt: skip
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        """Stop the server and remove its folder. Safe to call twice."""
        if self._process is not None:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                if self._process.poll() is None:
                    os.killpg(self._process.pid, sign)
                try:
                    self._process.wait(timeout=5)
                    break
                except subprocess.TimeoutExpired:
                    continue
            self._process = None
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> ServerProcess:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def log(self) -> str:
        """Return what the server has written."""
        return (self.folder / "log").read_text(errors="replace")

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        pause = threading.Event()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with opener.open(self.url + self.alive_path, timeout=10) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pause.wait(0.05)
        log = self.log()
        self.stop()
        raise RuntimeError(f"{self.environment_name} did not start:\n{log[-4000:]}")
