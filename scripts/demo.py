# SPDX-License-Identifier: GPL-2.0-or-later
"""Plays the plugin's main job in a real QGIS against services on loopback (`make demo`).

With a screen QGIS opens in the user's window and stays open; without one it runs under Xvfb and ends.
Writes build/demo/*.png (one per step) and build/demo/report.json, which says what went wrong if something did.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path

from scripts import qgis_profile
from tests.support.ckan import CkanServer, demo_packages
from tests.support.mapserver import MapServer
from tests.support.postgres import PASSWORD, USER, Postgres
from tests.support.pycsw import PycswServer
from tests.support.pygeoapi import pygeoapi_server
from tests.support.pygeoapi_records import make_records
from tests.support.qgis_gui import qgis, screen, wait_for_answer
from tests.support.qgis_server import QgisServer
from tests.support.sensorthings import SensorThingsServer

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
DEADLINE_S = 300.0
SCREEN_LIMIT_S = 15.0
TREES = 2502  # more than two pages of the server, which caps at 1,000


def main() -> int:
    """Run the demo; returns 0 only if all steps were done without an error."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    signal.signal(signal.SIGTERM, _end)
    try:
        return _play(time.monotonic())
    except KeyboardInterrupt:
        _write_error("The demo was interrupted.")
        return 130
    except SystemExit:
        _write_error("The demo was ended by a signal.")
        raise
    except Exception as error:  # noqa: BLE001 (border: whatever fails, the report says it)
        _write_error(f"{type(error).__name__}: {error}")
        print(f"demo: {error}", flush=True)
        return 1


def _play(started: float) -> int:
    with ExitStack() as stack:
        print("demo: starting the loopback services", flush=True)
        mapserver = stack.enter_context(MapServer(TREES))
        qgis_server = stack.enter_context(QgisServer(TREES))
        portal = stack.enter_context(CkanServer(
            demo_packages(mapserver.url, mapserver.url, f"{qgis_server.oapif_url}/collections/baeume")))
        csw = stack.enter_context(PycswServer())
        records = make_records()
        geoapi = stack.enter_context(pygeoapi_server(records=records))
        sensors = stack.enter_context(SensorThingsServer(end=datetime.now(timezone.utc)))
        on_screen = has_screen()
        config = {"out": str(OUT), "portal": portal.url, "csw": csw.csw_url, "records": geoapi.url,
                  "wfs": mapserver.url, "sensorthings": sensors.url, "screen": on_screen, **_expected(sensors.url)}
        config["team"] = _team_service(stack.enter_context(Postgres()))
        config["expected_datasets"] = len(portal.packages) + len(csw.records) + len(records)
        (OUT / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
        qgis_profile.fresh(OUT / "profile", theme=theme())
        print("demo: starting QGIS", flush=True)
        display = None if on_screen else stack.enter_context(screen(OUT))
        process = stack.enter_context(qgis(OUT / "profile", ROOT / "scripts" / "play" / "main.py", OUT, display,
                                           **_environment()))
        report = wait_for_answer(process, OUT, DEADLINE_S)
        _write_report(report)
        code = summarise(report, time.monotonic() - started)
        if on_screen:
            print("demo: QGIS stays open; the services end when you close it.", flush=True)
            process.wait()
    return code


def _end(_number: int, _frame: object) -> None:
    """Turn the first SIGTERM into an exception, so that QGIS and the services are ended on the way out."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(128 + signal.SIGTERM)


def _write_report(report: dict) -> None:
    (OUT / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")


def _write_error(text: str) -> None:
    """Write a report that only says what went wrong, unless the play has got its own."""
    if not (OUT / "report.json").exists():
        _write_report({"steps": [], "errors": [text]})


def has_screen() -> bool:
    """Answer whether a window can be opened where DISPLAY or WAYLAND_DISPLAY points; says so if it cannot.

    Asked in a process of its own, since Qt aborts, or waits for ever, where nobody serves the display.
    """
    named = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if not named or os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    command = [sys.executable, "-c", "from qgis.PyQt.QtGui import QGuiApplication; QGuiApplication([])"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SCREEN_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        answers = False
    else:
        answers = done.returncode == 0
    if not answers:
        print(f"demo: the display {named} does not answer; QGIS runs on a screen in memory (Xvfb).", flush=True)
    return answers


def _expected(sensors_url: str) -> dict[str, int]:
    """Return how much there should be, counted without the plugin."""
    with urllib.request.urlopen(f"{sensors_url}/Things?$count=true&$top=1", timeout=30) as answer:
        stations = json.load(answer)["@iot.count"]
    sample = json.loads((ROOT / "resources" / "demo" / "register_sample.json").read_text(encoding="utf-8"))
    municipalities = json.loads((ROOT / "resources" / "data" / "municipalities.json").read_text(encoding="utf-8"))
    return {"expected_trees": TREES, "expected_stations": stations, "expected_projects": len(sample["projects"]),
            "expected_areas": len(municipalities["municipalities"])}


def _team_service(server: Postgres) -> str:
    """Return the address of a database for the team, as an administrator sets it up: by a service of this computer."""
    lines = ["[team]", "host=127.0.0.1", f"port={server.port}", f"dbname={server.new_database()}", f"user={USER}",
             f"password={PASSWORD}"]
    (OUT / "pg_service.conf").write_text("\n".join(lines), encoding="utf-8")
    return "service=team"


def theme() -> str:
    """Return the look of QGIS the demo is played in (`make demo THEME=dark`)."""
    return "Night Mapping" if os.environ.get("THEME") == "dark" else "default"


def _environment() -> dict[str, str]:
    # shapely lies in the project's environment; the plugin itself comes from the profile, never from the checkout.
    packages = next((ROOT / ".venv" / "lib").glob("python3*/site-packages"))
    return {"PYTHONPATH": os.pathsep.join((str(ROOT / "scripts" / "play"), str(packages))),
            "RUHR_DEMO_CONFIG": str(OUT / "config.json"), "PGSERVICEFILE": str(OUT / "pg_service.conf")}


def summarise(report: dict, seconds: float) -> int:
    """Print the report as a table and return the exit code."""
    print(f"demo: QGIS {report['qgis']}, plugin {report['plugin']}, {seconds:.0f} s in all")
    for step in report["steps"]:
        state = "done" if step["done"] else "FAILED"
        counts = f"{step['received']} of {step['expected']}" if step["expected"] is not None else "-"
        print(f"  {state:6} {step['name']:<12} {counts:>16} {step['seconds']:6.1f} s  {step['what']}")
        for message in step["messages"]:
            print(f"         {message}")
    print(f"  errors: {len(report['errors'])}; pictures and report in {OUT.relative_to(ROOT)}")
    for error in report["errors"]:
        print(f"  ! {error}")
    complete = all(step["done"] and step["received"] == step["expected"] for step in report["steps"])
    return 0 if complete and len(report["steps"]) >= 8 and not report["errors"] else 1


if __name__ == "__main__":
    sys.exit(main())
