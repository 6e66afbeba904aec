# SPDX-License-Identifier: GPL-2.0-or-later
"""A real PostgreSQL with PostGIS on loopback, in a folder of its own, with log-ins and passwords."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Dict, List, Sequence

START_LIMIT_S = 30.0
USER, PASSWORD = "postgres", "geheim im Rathaus"
_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "40",
            "shared_buffers": "64MB"}


class Postgres:
    """``with Postgres() as server: server.address("register")``; one cluster, any number of databases.

    The first database is made with PostGIS and serves as template of the others.
    """

    def __init__(self) -> None:
        self.port = 0
        self._folder = Path()
        self._number = 0
        self._server: subprocess.Popen | None = None

    def start(self) -> Postgres:
        """Start the server. Raises RuntimeError if PostgreSQL or PostGIS is missing."""
        self._folder = Path(tempfile.mkdtemp(prefix="ruhr-postgres-"))
        owner = _unprivileged()
        if owner is not None:
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        word = self._folder / "word"
        word.write_text(PASSWORD, encoding="utf-8")
        word.chmod(0o644)
        self._run("initdb", "-D", str(self._data), "-U", USER, "-A", "scram-sha-256", f"--pwfile={word}", "--no-sync",
                  "-E", "UTF8", "--locale=C.UTF-8")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        options = [part for name, value in _OPTIONS.items() for part in ("-c", f"{name}={value}")]
        self._serve(options)
        self.execute("CREATE DATABASE muster", database="postgres")
        self.execute("CREATE EXTENSION postgis", database="muster")
        return self

    def stop(self) -> None:
        """Stop the server and remove its folder. Safe to call twice."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)  # at once: nobody needs the data any more
            self._server.wait(timeout=10)
            self._server = None
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Postgres:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def new_database(self) -> str:
        """Make a database with PostGIS; returns its name."""
        self._number += 1
        name = f"register{self._number}"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE muster', database="postgres")
        return name

    def address(self, database: str, user: str = USER, password: str = PASSWORD, port: int = 0) -> str:
        """Return the address of a database for one log-in."""
        from urllib.parse import quote

        return f"postgresql://{quote(user)}:{quote(password)}@127.0.0.1:{port or self.port}/{database}"

    def execute(self, statement: str, values: Dict[str, object] | None = None, *, database: str) -> List[Sequence]:
        """Run a statement as the superuser; returns its rows."""
        import psycopg2

        connection = psycopg2.connect(self.address(database))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        with (self._folder / "setup.log").open("ab") as log:
            done = subprocess.run([*_as_owner(), str(_binary(program)), *arguments], cwd="/", env=self._environment(),
                                  stdout=log, stderr=log, check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {(self._folder / 'setup.log').read_text(errors='replace')[-3000:]}")

    def _serve(self, options: Sequence[str]) -> None:
        """Start the server as a child that ends with us, and wait until it answers."""
        import psycopg2

        command = [*_as_owner("--pdeathsig=KILL"), str(_binary("postgres")), "-D", str(self._data), "-k",
                   str(self._folder), "-h", "127.0.0.1", "-p", str(self.port), *options]
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(command, cwd="/", env=self._environment(), stdout=log, stderr=log)
        deadline, pause = time.monotonic() + START_LIMIT_S, threading.Event()
        while time.monotonic() < deadline and self._server.poll() is None:
            try:
                self.execute("SELECT 1", database="postgres")
                return
            except psycopg2.OperationalError:
                pause.wait(0.05)
        raise RuntimeError(f"postgres did not start: {(self._folder / 'log').read_text(errors='replace')[-3000:]}")

    def _environment(self) -> Dict[str, str]:
        return {**os.environ, "HOME": str(self._folder), "LC_ALL": "C.UTF-8"}


def _as_owner(*options: str) -> List[str]:
    owner = _unprivileged()
    rights = [] if owner is None else [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return ["setpriv", *rights, *options] if rights or options else []


def _unprivileged() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


def _binary(program: str) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not found:
        raise RuntimeError(f"{program} is missing: install postgresql and postgresql-postgis")
    return found[-1]
