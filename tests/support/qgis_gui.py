# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts a real QGIS with a driver script, on a screen of its own, and waits for what the driver has to say.

The driver is a Python file that QGIS runs once it has started (`--code`). It imports `gui_driver` (beside this file)
and plays its steps with it; the answer comes back as JSON. Standard library only: the demo uses this module too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Iterator, Sequence

SUPPORT = Path(__file__).resolve().parent
SCREEN = (1400, 900)


class QgisError(AssertionError):
    """QGIS ended or stayed silent; the message carries the end of its log."""


@contextmanager
def screen(folder: Path, size: tuple[int, int] = SCREEN) -> Iterator[str]:
    """Start Xvfb on a free display with a window manager; yield the display's name, e.g. ":99"."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"]
    with ExitStack() as stack:
        log = stack.enter_context(open(folder / "xvfb.log", "wb"))
        server = subprocess.Popen(
            command, pass_fds=[write_end], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        stack.callback(stop, server)
        os.close(write_end)
        with os.fdopen(read_end, "rb") as answer:  # ends at once if Xvfb cannot start
            number = answer.readline().strip().decode()
        if not number:
            raise QgisError(f"Xvfb did not start: {(folder / 'xvfb.log').read_text(errors='replace')}")
        display = f":{number}"
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": display}, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        stack.callback(stop, manager)
        yield display


def environment(folder: Path, display: str | None, **more: str) -> dict[str, str]:
    """Return the environment of a QGIS with a home of its own in `folder`.

    `display` None keeps the user's own screen and platform.
    """
    home = folder / "home"
    runtime = folder / "run"
    home.mkdir(parents=True, exist_ok=True)
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    left_out = ("PYTHONPATH", "VIRTUAL_ENV", "QGIS_CUSTOM_CONFIG_PATH", "QGIS_OPTIONS_PATH", "QGIS_PLUGINPATH")
    result = {name: value for name, value in os.environ.items() if name not in left_out}
    result.update(
        HOME=str(home),
        XDG_CONFIG_HOME=str(home / ".config"),
        XDG_DATA_HOME=str(home / ".local" / "share"),
        XDG_CACHE_HOME=str(home / ".cache"),
        RUHR_SUPPORT=str(SUPPORT),
        RUHR_ANSWER=str(folder / "answer.json"),
    )
    if display is not None:
        result.update(
            DISPLAY=display,
            QT_QPA_PLATFORM="xcb",
            LC_ALL="C.UTF-8",
            XDG_RUNTIME_DIR=str(runtime),
            LIBGL_ALWAYS_SOFTWARE="1",
        )
        result.pop("WAYLAND_DISPLAY", None)
    result.update(more)
    return result


@contextmanager
def qgis(
    profiles: Path, driver: Path, folder: Path, display: str | None, arguments: Sequence[str] = (), **variables: str
) -> Iterator[subprocess.Popen]:
    """Start QGIS with the profile "ruhr" of `profiles` and the driver; stop it with its children at the end.

    Its output goes to `folder`/qgis.log; `variables` go into its environment.
    """
    command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(profiles), "--profile", "ruhr"]
    command += ["--code", str(driver), *arguments]
    (folder / "answer.json").unlink(missing_ok=True)
    with open(folder / "qgis.log", "wb") as log:
        process = subprocess.Popen(
            command, env=environment(folder, display, **variables), stdout=log, stderr=subprocess.STDOUT,
            cwd=folder, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            stop(process)


def wait_for_answer(process: subprocess.Popen, folder: Path, deadline_s: float) -> dict:
    """Return what the driver wrote; QgisError if QGIS ends before, or says nothing in time."""
    answer = folder / "answer.json"
    end = monotonic() + deadline_s
    pause = threading.Event()
    while not answer.exists():
        code = process.poll()
        if code is not None and not answer.exists():
            raise QgisError(f"QGIS ended with code {code}.\n{log_end(folder)}")
        if monotonic() > end:
            raise QgisError(f"QGIS gave no answer within {deadline_s:.0f} s.\n{log_end(folder)}")
        pause.wait(0.1)
    return json.loads(answer.read_text(encoding="utf-8"))


def log_end(folder: Path, lines: int = 60) -> str:
    """Return the last lines QGIS wrote to its standard output and error."""
    return "\n".join((folder / "qgis.log").read_text(errors="replace").splitlines()[-lines:])


def stop(process: subprocess.Popen) -> None:
    """End a process and its children: asked first, killed after ten seconds."""
    if process.poll() is None:
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(10)
    # Children outlive a start script that ends first.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
