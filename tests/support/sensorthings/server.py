# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts and stops the service. Used by tests and by the demo."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Dict, Sequence

from tests.support.server_process import ServerProcess

HERE = Path(__file__).parent
CACHE = HERE.parents[2] / "build" / "sensorthings"
DATABASE = "stations.sqlite3"
SEED_END = datetime(2026, 7, 20, 12, tzinfo=timezone.utc)


class SensorThingsServer(ServerProcess):
    """A service of its own on a free port, in a folder of its own; `url` leads to its version.

    Parameters
    ----------
    id_type : "uuid" (quoted text ids) or "int".
    page : entities per page where the client names no $top; inner collections too.
    as_published : without our repairs; refuses nested $expand (404) and sorting by phenomenonTime (500).
    end : time of the newest value (UTC); all values move with it. Default: 2026-07-20 12:00.
    """

    environment_name = "servers"
    alive_path = "/v1.1/Things?$top=1"

    def __init__(
        self, id_type: str = "uuid", *, page: int = 100, as_published: bool = False, end: datetime | None = None
    ) -> None:
        super().__init__()
        self.id_type, self.page, self.as_published, self.end = id_type, page, as_published, end or SEED_END

    def start(self) -> SensorThingsServer:
        super().start()
        self.url += "/v1.1"
        return self

    def command(self, port: int, descriptor: int) -> Sequence[str]:
        database = self.folder / DATABASE
        shutil.copyfile(self._template(), database)
        _move_times(database, self.end)
        application = ["--factory", "sta_site:application", "--fd", str(descriptor), "--log-level", "warning"]
        return [str(self.python), "-m", "uvicorn", *application]

    def variables(self) -> Dict[str, str]:
        return self._variables(self.folder / DATABASE)

    def _variables(self, database: Path) -> Dict[str, str]:
        return {
            "STA_DATABASE": str(database),
            "STA_URL": self.url,
            "STA_ID_TYPE": self.id_type,
            "STA_PAGE": str(self.page),
            "STA_AS_PUBLISHED": "1" if self.as_published else "0",
            "PYTHONPATH": str(HERE),
        }

    def _template(self) -> Path:
        sources = b"".join((HERE / name).read_bytes() for name in ("sta_seed.py", "sta_site.py", "sta_fix.py"))
        key = hashlib.sha256(sources).hexdigest()[:12]
        template = CACHE / f"{self.id_type}-{key}.sqlite3"
        if not template.exists():
            CACHE.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                fresh = Path(folder) / "fresh.sqlite3"
                made = subprocess.run(
                    [str(self.python), "sta_seed.py"],
                    cwd=HERE,
                    env={**os.environ, **self._variables(fresh)},
                    capture_output=True,
                    timeout=120,
                    check=False,
                )
                if made.returncode != 0:
                    raise RuntimeError(f"seeding failed:\n{made.stderr.decode(errors='replace')}")
                fresh.replace(template)
        return template


def _move_times(database: Path, end: datetime) -> None:
    seconds = round((end - SEED_END).total_seconds())
    if not seconds:
        return
    step = f"{seconds:+d} seconds"
    connection = sqlite3.connect(database)
    with connection:
        (table,) = connection.execute(
            "select name from sqlite_master where type = 'table' and name like '%_observation'"
        ).fetchone()
        connection.execute(
            f'update "{table}" set phenomenon_time_begin = datetime(phenomenon_time_begin, ?),'
            " result_time = datetime(result_time, ?)",
            (step, step),
        )
    connection.close()
