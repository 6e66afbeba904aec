# SPDX-License-Identifier: GPL-2.0-or-later
"""What devices can be told to do: OGC SensorThings, part 2 "Tasking Core" (17-079r1).

The parameters of a task are described in SWE Common (08-094r1, JSON form): a DataRecord of Category, Count, Quantity,
Boolean and Text, with allowed values and intervals. A device with anything else is shown and cannot be controlled
here: guessing what a machine will do is no option.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import Dict, List, Mapping, Sequence, Tuple, Union

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.sensors.entities import Entity, parse_id
from ruhr_smartcity_plugin.core.sensors.model import EntityId
from ruhr_smartcity_plugin.core.sensors.paging import PageReader, entity_path, normalise_root
from ruhr_smartcity_plugin.translation import tr

TaskValue = Union[bool, int, float, str]


class ParameterKind(Enum):
    """Kind of a parameter; the value is its name in SWE Common."""

    CATEGORY = "Category"
    COUNT = "Count"
    QUANTITY = "Quantity"
    BOOLEAN = "Boolean"
    TEXT = "Text"


@dataclass(frozen=True)
class TaskParameter:
    """One parameter. `values` are the only allowed ones if there are any, `intervals` closed [lowest, highest].

    `unit` is the unit's code as the service writes it. An `is_optional` one may be left out.
    """

    name: str
    kind: ParameterKind
    label: str = ""
    description: str = ""
    values: Tuple[Union[str, float], ...] = ()
    intervals: Tuple[Tuple[float, float], ...] = ()
    unit: str = ""
    is_optional: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return self.label or self.name


@dataclass(frozen=True)
class TaskingCapability:
    """One thing a device can be told. `obstacle` says why it cannot be done from here; "" if it can."""

    id: EntityId
    name: str
    description: str = ""
    parameters: Tuple[TaskParameter, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True)
class TaskAnswer:
    """What the service answered to a new task: HTTP status and the task's address ("" if it gave none)."""

    status: int
    address: str


class TaskingClient:
    """Asks a service for capabilities and creates tasks. The client's log-in is what the service trusts."""

    def __init__(self, client: HttpClient, address: str, *, service: str = "") -> None:
        self.root_url = normalise_root(address)
        self._client, self._service = client, service

    def list_capabilities(self, thing: EntityId, progress: Progress = SILENT) -> List[TaskingCapability]:
        """Return what a Thing can be told; empty if nothing. Raises NetworkError where the service has no tasking."""
        reader = PageReader(self._client, self.root_url, self._service, progress)
        url = self.root_url + entity_path("Things", thing) + "/TaskingCapabilities"
        found = (parse_capability(one) for page in reader.walk(url) for one in page.entities)
        return [one for one in found if one is not None]

    def create_task(self, capability: TaskingCapability, values: Mapping[str, TaskValue],
                    progress: Progress = SILENT) -> TaskAnswer:
        """Create one task, sent exactly once. `values` by the names of the parameters.

        Raises
        ------
        InputError
            There is no log-in, or the values are not allowed; nothing was sent.
        NetworkError
            The service refused it; after a cut or a time-out nobody knows whether the device got it.
        """
        if not self._client.login:
            raise InputError(tr("Devices are only controlled with a log-in. Choose one for this service first."))
        checked = checked_values(capability, values)
        body = {"taskingParameters": checked, "TaskingCapability": {"@iot.id": capability.id}}
        answer = self._client.send(
            "POST", self.root_url + "Tasks", body=json.dumps(body).encode("utf-8"), content_type="application/json",
            service=self._service, progress=progress)
        return TaskAnswer(answer.status, str(answer.headers.get("Location", "")))


def parse_capability(entity: Entity) -> TaskingCapability | None:
    """Return the capability; None without an id."""
    identity = parse_id(entity)
    if identity is None:
        return None
    found = TaskingCapability(identity, _text(entity.get("name")) or str(identity), _text(entity.get("description")))
    record = entity.get("taskingParameters")
    fields = record.get("field", record.get("fields")) if isinstance(record, Mapping) else None
    if not isinstance(record, Mapping) or record.get("type") != "DataRecord" or not isinstance(fields, list):
        return replace(found, obstacle=tr("The service does not describe the parameters of “{name}” in the standard's "
                                          "form.").format(name=found.name))
    try:
        parameters = tuple(_parse_parameter(one) for one in fields)
        if len({one.name for one in parameters}) < len(parameters):
            raise ValueError(tr("two of the same name"))
    except (AttributeError, TypeError, ValueError) as error:
        return replace(found, obstacle=tr("A parameter of “{name}” is not understood: {reason}.").format(
            name=found.name, reason=str(error)[:80]))
    return replace(found, parameters=parameters)


def checked_values(capability: TaskingCapability, values: Mapping[str, TaskValue]) -> Dict[str, TaskValue]:
    """Return the values in the types of their parameters.

    Raises `InputError` for a value that is missing, of another type, not allowed or outside all intervals, and for a
    capability that cannot be used.
    """
    if capability.obstacle:
        raise InputError(capability.obstacle)
    unknown = set(values) - {one.name for one in capability.parameters}
    if unknown:
        raise InputError(tr("“{name}” is no parameter of this device.").format(name=sorted(unknown)[0][:60]))
    checked = {}
    for one in capability.parameters:
        if one.name in values:
            checked[one.name] = _checked(one, values[one.name])
        elif not one.is_optional:
            raise InputError(tr("“{name}” has no value. Enter one.").format(name=one.title))
    return checked


def _checked(parameter: TaskParameter, value: TaskValue) -> TaskValue:
    kind, is_number = parameter.kind, isinstance(value, (int, float)) and not isinstance(value, bool)
    fits = {
        ParameterKind.BOOLEAN: isinstance(value, bool),
        ParameterKind.COUNT: is_number and math.isfinite(value) and value == int(value),
        ParameterKind.QUANTITY: is_number and math.isfinite(value),
        ParameterKind.CATEGORY: isinstance(value, str) and value != "",
        ParameterKind.TEXT: isinstance(value, str),
    }[kind]
    limited = bool(parameter.values or parameter.intervals)
    if fits and limited and kind is not ParameterKind.BOOLEAN:
        fits = value in parameter.values or (
            is_number and any(low <= value <= high for low, high in parameter.intervals))
    if not fits:
        raise InputError(tr("“{value}” is not allowed for “{name}”. Choose an allowed value.").format(
            value=str(value)[:60], name=parameter.title))
    return int(value) if kind is ParameterKind.COUNT else value


def _parse_parameter(raw: object) -> TaskParameter:
    """Raises ValueError, TypeError or AttributeError for what cannot be offered safely."""
    name = _text(raw.get("name"))
    if not name:
        raise ValueError(tr("one without a name"))
    kind = _kind(_text(raw.get("type")))
    values, intervals = _limits(raw.get("constraint"), kind)
    unit = raw.get("uom")
    code = unit.get("code", unit.get("symbol")) if isinstance(unit, Mapping) else unit
    return TaskParameter(name, kind, _text(raw.get("label")), _text(raw.get("description")), values, intervals,
                         _text(code), raw.get("optional") is True)


def _kind(name: str) -> ParameterKind:
    try:
        return ParameterKind(name)
    except ValueError as error:
        raise ValueError(tr("type “{name}”").format(name=name[:40])) from error


def _limits(raw: object, kind: ParameterKind) -> Tuple[Tuple, Tuple]:
    if raw is None:
        return (), ()
    if raw.get("pattern"):
        raise ValueError(tr("a pattern for texts"))
    values = raw.get("value", raw.get("values", ())) or ()
    values = tuple(values) if isinstance(values, (list, tuple)) else (values,)
    if kind in (ParameterKind.CATEGORY, ParameterKind.TEXT):
        return tuple(str(one) for one in values), ()
    return tuple(float(one) for one in values), _intervals(raw.get("interval", raw.get("intervals", ())) or ())


def _intervals(raw: Sequence) -> Tuple[Tuple[float, float], ...]:
    """One interval may stand without the outer brackets."""
    pairs = raw if all(isinstance(one, (list, tuple)) for one in raw) else [raw]
    found = tuple((float(low), float(high)) for low, high in pairs)
    if any(math.isnan(low) or math.isnan(high) or high < low for low, high in found):
        raise ValueError(tr("an interval that is none"))
    return found


def _text(raw: object) -> str:
    return raw.strip() if isinstance(raw, str) else ""
