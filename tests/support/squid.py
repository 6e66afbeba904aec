# SPDX-License-Identifier: GPL-2.0-or-later
"""A real Squid that asks for user name and word, as in a city hall.

``with Squid({"anna": "ruhr"}) as proxy: proxy.host, proxy.port, proxy.log()``
"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import List, Mapping

_BINARIES = ("/usr/sbin", "/usr/bin", "/sbin")
_HELPERS = ("/usr/lib/squid", "/usr/lib64/squid", "/usr/libexec/squid")
_UNPRIVILEGED = "proxy"
_CONFIGURATION = """
http_port 127.0.0.1:{port}
auth_param basic program {helper} {folder}/users
auth_param basic realm Ruhr test proxy
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
cache deny all
access_log stdio:{folder}/access.log
cache_log {folder}/cache.log
cache_store_log none
strip_query_terms off
pid_filename {folder}/squid.pid
coredump_dir {folder}
visible_hostname ruhr-test
shutdown_lifetime 0 seconds
logfile_rotate 0
pinger_enable off
netdb_filename none
{effective_user}
"""


class Squid:
    """Squid with Basic log-in for `users` (name to word) on a free port; a context manager. A missing Squid fails."""

    def __init__(self, users: Mapping[str, str]) -> None:
        self._users = dict(users)
        self.host = "127.0.0.1"
        self.port = _free_port()
        self._folder = Path()
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def __enter__(self) -> Squid:
        self._folder = Path(tempfile.mkdtemp(prefix="ruhr-squid-"))
        try:
            self._write()
            command = [_find("squid", _BINARIES), "-N", "-f", str(self._folder / "squid.conf")]
            self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self._wait_until_it_listens()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def log(self) -> List[str]:
        """Return the lines of the access log."""
        path = self._folder / "access.log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def has_logged(self, *words: str) -> bool:
        """Answer whether a line of the access log has all `words`; waits, as Squid writes a moment later."""
        pause = threading.Event()
        for _turn in range(100):
            if any(all(word in line for word in words) for line in self.log()):
                return True
            pause.wait(0.02)
        return False

    def _write(self) -> None:
        users = self._folder / "users"
        lines = []
        for name, word in self._users.items():
            hashed = subprocess.run(
                ["openssl", "passwd", "-apr1", "-stdin"], input=word, capture_output=True, text=True, check=True
            ).stdout.strip()
            lines.append(f"{name}:{hashed}\n")
        users.write_text("".join(lines), encoding="utf-8")
        is_root = getpass.getuser() == "root"
        (self._folder / "squid.conf").write_text(
            _CONFIGURATION.format(
                port=self.port,
                folder=self._folder,
                helper=_find("basic_ncsa_auth", _HELPERS),
                effective_user=f"cache_effective_user {_UNPRIVILEGED}" if is_root else "",
            ),
            encoding="utf-8",
        )
        if is_root:  # Squid gives up its rights before it opens its files
            owner = pwd.getpwnam(_UNPRIVILEGED)
            for path in (self._folder, *self._folder.iterdir()):
                os.chown(path, owner.pw_uid, owner.pw_gid)

    def _wait_until_it_listens(self) -> None:
        pause = threading.Event()
        for _turn in range(200):
            if self._process.poll() is not None:
                break
            with socket.socket() as probe:
                probe.settimeout(0.2)
                if probe.connect_ex((self.host, self.port)) == 0:
                    return
            pause.wait(0.05)
        log = self._folder / "cache.log"
        raise RuntimeError("Squid did not start: " + (log.read_text(errors="replace") if log.exists() else "no log"))


def _find(name: str, folders: tuple) -> str:
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if not found:
        raise FileNotFoundError(f"{name} is missing; install the package squid")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
