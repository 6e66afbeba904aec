# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts and stops the service. Used by tests and by the demo."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PYTHON = ROOT / ".venv-servers" / "bin" / "python"
CACHE = ROOT / "build" / "sensorthings"
SEED_END = datetime(2026, 7, 20, 12, tzinfo=timezone.utc)
START_LIMIT_S = 60.0


class SensorThingsServer:
    """A service of its own on a free port, in a folder of its own.

    Parameters
    ----------
    id_type : "uuid" (quoted text ids) or "int".
    page : entities per page where the client names no $top; inner collections too.
    as_published : without our repairs; refuses nested $expand (404) and sorting by phenomenonTime (500).
    end : time of the newest value (UTC); all values move with it. Default: 2026-07-20 12:00.
    """

    def __init__(self, id_type: str = "uuid", *, page: int = 100, as_published: bool = False,
                 end: datetime | None = None) -> None:
        self.id_type, self.page, self.as_published, self.end = id_type, page, as_published, end or SEED_END
        self.url = ""
        self._process: subprocess.Popen | None = None
        self._folder: Path | None = None

    def start(self) -> SensorThingsServer:
        """Start and wait until it answers. Raises RuntimeError with the server's log if it does not."""
        template = self._template()
        self._folder = Path(tempfile.mkdtemp(prefix="ruhr-sensorthings-"))
        database = self._folder / "stations.sqlite3"
        shutil.copyfile(template, database)
        _move_times(database, self.end)
        # The socket is bound here and handed over, so that nobody can take the port in between.
        with socket.create_server(("127.0.0.1", 0)) as listener, (self._folder / "log").open("wb") as log:
            port = listener.getsockname()[1]
            environment = self._environment(database, port)
            command = [str(PYTHON), "-m", "uvicorn", "--factory", "sta_site:application", "--fd",
                       str(listener.fileno()), "--log-level", "warning"]
            self._process = subprocess.Popen(
                command, cwd=HERE, env=environment, stdout=log, stderr=log, start_new_session=True,
                pass_fds=[listener.fileno()])
        self.url = f"http://127.0.0.1:{port}/v1.1"
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        """Stop the service and remove its folder. Safe to call twice."""
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
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> SensorThingsServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _environment(self, database: Path, port: int) -> dict:
        return {
            **os.environ,
            "STA_DATABASE": str(database),
            "STA_URL": f"http://127.0.0.1:{port}",
            "STA_ID_TYPE": self.id_type,
            "STA_PAGE": str(self.page),
            "STA_AS_PUBLISHED": "1" if self.as_published else "0",
            "PYTHONPATH": str(HERE),
        }

    def _template(self) -> Path:
        if not PYTHON.exists():
            raise RuntimeError("The servers' Python environment is missing; run scripts/setup_python.sh servers")
        sources = b"".join((HERE / name).read_bytes() for name in ("sta_seed.py", "sta_site.py", "sta_fix.py"))
        key = hashlib.sha256(sources).hexdigest()[:12]
        template = CACHE / f"{self.id_type}-{key}.sqlite3"
        if not template.exists():
            CACHE.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                fresh = Path(folder) / "fresh.sqlite3"
                made = subprocess.run(
                    [str(PYTHON), "sta_seed.py"], cwd=HERE, env=self._environment(fresh, 0), capture_output=True,
                    timeout=120, check=False)
                if made.returncode != 0:
                    raise RuntimeError(f"seeding failed:\n{made.stderr.decode(errors='replace')}")
                fresh.replace(template)
        return template

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        pause = threading.Event()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with opener.open(self.url + "/Things?$top=1", timeout=10) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pause.wait(0.1)
        log = (self._folder / "log").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"SensorThings service did not start:\n{log[-4000:]}")


def _move_times(database: Path, end: datetime) -> None:
    seconds = round((end - SEED_END).total_seconds())
    if not seconds:
        return
    step = f"{seconds:+d} seconds"
    connection = sqlite3.connect(database)
    with connection:
        (table,) = connection.execute(
            "select name from sqlite_master where type = 'table' and name like '%_observation'").fetchone()
        connection.execute(
            f'update "{table}" set phenomenon_time_begin = datetime(phenomenon_time_begin, ?),'
            " result_time = datetime(result_time, ?)", (step, step))
    connection.close()
