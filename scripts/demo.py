# SPDX-License-Identifier: GPL-2.0-or-later
"""Plays the plugin's main job in a real QGIS against services on loopback (`make demo`).

With a screen QGIS opens in the user's window and stays open; without one it runs under Xvfb and ends.
Writes build/demo/*.png (one per step) and build/demo/report.json.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests.support.ckan import CkanPortal
from tests.support.mapserver import MapServer
from tests.support.qgis_gui import start_qgis
from tests.support.sensorthings import SensorThingsServer

from scripts import qgis_profile

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
DEADLINE_S = 300.0


def main() -> int:
    """Run the demo; returns 0 only if all steps were done without an error."""
    started = time.monotonic()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    report = OUT / "report.json"
    with ExitStack() as stack:
        print("demo: starting the loopback services", flush=True)
        mapserver = stack.enter_context(MapServer())
        portal = stack.enter_context(CkanPortal(mapserver))
        sensors = stack.enter_context(SensorThingsServer())
        config = {"out": str(OUT), "portal": portal.url, "sensorthings": sensors.url, "screen": bool(_display())}
        (OUT / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
        qgis_profile.fresh(OUT / "profile")
        print("demo: starting QGIS", flush=True)
        qgis = stack.enter_context(start_qgis(OUT / "profile", ROOT / "scripts" / "play" / "main.py",
                                              environment=_environment(), display=_display()))
        if not qgis.wait_for(report, DEADLINE_S):
            print(f"demo: QGIS wrote no report within {DEADLINE_S:.0f} s; its output:\n{qgis.output()[-4000:]}")
            return 1
        code = summarise(report, time.monotonic() - started)
        if _display():
            print("demo: QGIS stays open; the services end when you close it.", flush=True)
            qgis.wait()
    return code


def _display() -> str:
    return os.environ.get("DISPLAY", "")


def _environment() -> dict[str, str]:
    # shapely lies in the project's environment; the plugin itself comes from the profile, never from the checkout.
    packages = next((ROOT / ".venv" / "lib").glob("python3*/site-packages"))
    return {"PYTHONPATH": os.pathsep.join((str(ROOT / "scripts" / "play"), str(packages))),
            "RUHR_DEMO_CONFIG": str(OUT / "config.json")}


def summarise(path: Path, seconds: float) -> int:
    """Print the report as a table and return the exit code."""
    report = json.loads(path.read_text(encoding="utf-8"))
    print(f"demo: QGIS {report['qgis']}, plugin {report['plugin']}, {seconds:.0f} s in all")
    for step in report["steps"]:
        state = "done" if step["done"] else "FAILED"
        counts = f"{step['received']} of {step['expected']}" if step["expected"] is not None else "-"
        print(f"  {state:6} {step['name']:<12} {counts:>16} {step['seconds']:6.1f} s  {step['what']}")
        for message in step["messages"]:
            print(f"         {message}")
    print(f"  errors: {len(report['errors'])}; pictures and report in {path.parent.relative_to(ROOT)}")
    for error in report["errors"]:
        print(f"  ! {error}")
    complete = all(step["done"] and step["received"] == step["expected"] for step in report["steps"])
    return 0 if complete and len(report["steps"]) >= 5 and not report["errors"] else 1


if __name__ == "__main__":
    sys.exit(main())
