# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own table of names: what a city calls its measurements, beside the shipped one and before it."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Mapping, Sequence

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.phenomenon import UNKNOWN, Meaning, fits, interpret, split_unit, words_of
from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.core.sensors.unit import parse_unit
from ruhr_smartcity_plugin.translation import tr

_MOST_LETTERS = 200


@dataclass(frozen=True)
class PropertyRule:
    """What one text means.

    `quantity` is a canonical name, "" to keep the text unknown on purpose. `unit` is that of the values after they
    are multiplied by `factor`; "" takes the unit the source states, or the quantity's own where it states none.
    """

    text: str
    quantity: str
    unit: str = ""
    factor: float = 1.0


@dataclass(frozen=True)
class PropertyTable:
    """The rules of a user. A rule holds for texts of the same words, whatever their case and punctuation."""

    rules: Sequence[PropertyRule] = ()

    def interpret(self, text: str, unit: str = "", source: str = "") -> Meaning:
        """Return what a text means: the user's rule if there is one, else what the shipped table says.

        >>> table = PropertyTable((PropertyRule("Fühler 3", "soil_temperature", "°C", 0.1),))
        >>> table.interpret("fuehler 3 [V]")
        Meaning(quantity='soil_temperature', unit='°C', factor=0.1, statistic='')
        >>> table.interpret("Lufttemperatur").quantity
        'air_temperature'
        """
        name, stated = split_unit(text, unit)
        rules = self._by_words()
        # "Wind (km/h)" is a text of its own, too: the name with its unit comes first.
        rule = rules.get(_key(text)) or rules.get(_key(name))
        if rule is None:
            return interpret(text, unit, source)
        if not rule.quantity or (stated and not rule.unit and not fits(rule.quantity, stated)):
            return UNKNOWN
        found = rule.unit or parse_unit(stated, rule.quantity) or quantities()[rule.quantity].unit
        return Meaning(rule.quantity, found, rule.factor)

    def recognise(self, text: str, unit: str = "") -> str:
        """Return the canonical name of a text; "" for what stays unknown."""
        return self.interpret(text, unit).quantity

    def to_document(self) -> Mapping[str, Any]:
        """Return the table as JSON values for the user's file."""
        return {"rules": [asdict(one) for one in self.rules]}

    def _by_words(self) -> Dict[str, PropertyRule]:
        return {_key(one.text): one for one in self.rules}


def table_from_document(document: Any) -> PropertyTable:
    """Return the table in a file of the user; raises InputError for one that is none."""
    try:
        rows = [(str(row["text"]), str(row["quantity"]), str(row.get("unit", "")), float(row.get("factor", 1.0)))
                for row in document["rules"]]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise InputError(tr("This is no table of observed properties: it needs “rules”, each with “text” and "
                            "“quantity”."), repr(error)) from error
    return checked_table(PropertyRule(*row) for row in rows)


def checked_table(rules: Any) -> PropertyTable:
    """Return the table of rules, in their order and with units in this plugin's spelling.

    Raises InputError with the text of the first rule that cannot be: without a name, named twice, with a quantity
    nobody knows, a unit the quantity cannot have, or a factor that is no number above zero.
    """
    kept: List[PropertyRule] = []
    seen: Dict[str, str] = {}
    for rule in rules:
        text = " ".join(rule.text.split())[:_MOST_LETTERS]
        key = _key(text)
        if not key:
            raise InputError(tr("A line has no name. Write down what the source calls the measurement, or remove the "
                                "line."))
        if key in seen:
            raise InputError(tr("“{text}” and “{other}” are the same name. Keep one of them.").format(
                text=text, other=seen[key]))
        seen[key] = text
        kept.append(_checked(text, rule))
    return PropertyTable(tuple(kept))


def _checked(text: str, rule: PropertyRule) -> PropertyRule:
    if rule.quantity and rule.quantity not in quantities():
        raise InputError(tr("“{text}”: “{quantity}” is no quantity this plugin knows. Choose one from the list.").format(
            text=text, quantity=rule.quantity))
    if not math.isfinite(rule.factor) or rule.factor <= 0:
        raise InputError(tr("“{text}”: the factor has to be a number above zero; 1 leaves the values as they are."
                            ).format(text=text))
    unit = parse_unit(rule.unit, rule.quantity)
    if rule.unit.strip() and rule.quantity and (not unit or not fits(rule.quantity, rule.unit)):
        raise InputError(tr("“{text}”: {quantity} cannot be in “{unit}”. Its unit is {own}, others are converted."
                            ).format(text=text, quantity=quantities()[rule.quantity].title, unit=rule.unit,
                                     own=quantities()[rule.quantity].unit))
    return PropertyRule(text, rule.quantity, unit if rule.quantity else "", rule.factor if rule.quantity else 1.0)


def _key(text: str) -> str:
    return " ".join(words_of(text)) or text.strip().casefold()
