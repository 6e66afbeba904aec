# SPDX-License-Identifier: GPL-2.0-or-later
"""The log of tasks sent to devices: one JSON object a line, only ever appended, on this machine."""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Mapping

from ruhr_smartcity_plugin.core.errors import RuhrError, StoreError
from ruhr_smartcity_plugin.core.sensors.tasking import TaskAnswer, TaskValue
from ruhr_smartcity_plugin.translation import tr


def log_task(path: Path, who: str, service: str, device: str, capability: str, values: Mapping[str, TaskValue],
             send: Callable[[], TaskAnswer]) -> TaskAnswer:
    """Send a task, with a line before it (who, when, what) and one after it (what the service answered).

    Without the first line nothing is sent. Raises `StoreError` then, and whatever `send` raises.
    """
    entry = {"who": who, "service": service, "device": device, "capability": capability, "values": dict(values)}
    _append(path, {"state": "sending", **entry})
    try:
        answer = send()
    except RuhrError as error:
        _append(path, {"state": "failed", **entry, "answer": error.sentence})
        raise
    try:
        _append(path, {"state": "answered", **entry, "answer": f"{answer.status} {answer.address}".strip()})
    except StoreError as error:
        raise StoreError(tr("The service accepted the task, but the log does not say so. {reason}").format(
            reason=error.sentence), error.detail) from error
    return answer


def _append(path: Path, entry: Mapping[str, object]) -> None:
    line = json.dumps({"when": datetime.now(timezone.utc).isoformat(timespec="seconds"), **entry}, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(tr("The log of tasks “{path}” cannot be written. Check the folder's rights and free space.")
                         .format(path=path), str(error)) from error
