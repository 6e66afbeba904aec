# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside QGIS (`--code`): plays the main job and writes the report."""

import json
import os
from pathlib import Path

from play_driver import Play
from play_steps import STEPS
from qgis.utils import iface

config = json.loads(Path(os.environ["RUHR_DEMO_CONFIG"]).read_text(encoding="utf-8"))
play = Play(iface, config, STEPS)
play.start()
