# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin portal's security scan, run on the staged plugin: one finding and the portal blocks the version.

The rules are the portal's defaults of 23 July 2026; findings of low severity block as well.

Usage: python3 -m scripts.scan [FOLDER]      (default: stages into build/scan first)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts.stage import ROOT, stage

# Findings of these rules can never be skipped at the upload …
MANDATORY_RULES = (
    "B102,B103,B105,B106,B107,B111,B201,B202,B301,B302,B304,B305,B306,B307,B312,B321,B323,B401,B402,B412,B413,B501,"
    "B502,B503,B505,B506,B507,B601,B602,B604,B605,B609,B610,B611,B612,B613,B615,B701"
)
# … of these by hand, and visibly; we skip none.
SKIPPABLE_RULES = (
    "B101,B104,B108,B110,B112,B113,B303,B308,B310,B311,B313,B314,B315,B316,B317,B318,B319,B320,B324,B403,B405,B406,"
    "B407,B408,B409,B504,B508,B509,B603,B606,B607,B608,B614,B702,B703,B704"
)
SWITCHED_OFF_DETECTORS = ("IPPublicDetector",)


def bandit_findings(folder: Path) -> list[str]:
    """Return Bandit's findings below `folder`; a file it cannot read is one, too."""
    rules = f"{MANDATORY_RULES},{SKIPPABLE_RULES}"
    report = _report("bandit", "-r", str(folder), "-f", "json", "--quiet", "-t", rules)
    found = [
        f"{item['filename']}:{item['line_number']}: {item['test_id']} {item['issue_text']}"
        for item in report["results"]
    ]
    return found + [f"{item['filename']}: {item['reason']}" for item in report["errors"]]


def detector_findings(folder: Path) -> list[str]:
    """Return what detect-secrets takes for credentials below `folder`; nothing is verified over the network."""
    switched_off = [argument for name in SWITCHED_OFF_DETECTORS for argument in ("--disable-plugin", name)]
    report = _report(
        "detect-secrets", "scan", "--all-files", "--no-verify", "--exclude-files", r"metadata\.txt", *switched_off, ".",
        folder=folder,
    )  # fmt: skip
    return [
        f"{name}:{item['line_number']}: {item['type']}" for name, items in report["results"].items() for item in items
    ]


def _report(program: str, *arguments: str, folder: Path = ROOT) -> dict:
    """Run a program of this Python environment and return its JSON answer."""
    command = [str(Path(sys.executable).parent / program), *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    answer = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    try:
        return json.loads(answer.stdout)
    except json.JSONDecodeError as error:
        raise SystemExit(f"{program} gave no report: {answer.stderr or answer.stdout}") from error


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]).resolve() if arguments else stage(ROOT / "build" / "scan")
    found = bandit_findings(folder) + detector_findings(folder)
    print("\n".join([*found, f"Bandit and detect-secrets with the portal's rules: {len(found)} findings"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
