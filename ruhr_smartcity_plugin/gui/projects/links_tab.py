# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Links": data sets are chosen from the catalogue, sensors from the map; both can be typed, too."""

from __future__ import annotations

from typing import Any, Callable, Iterable, List, Mapping, Sequence, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ruhr_smartcity_plugin.adapters.sensors.station_layer import ShownStream, list_streams
from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.projects.details import ProjectDataset, ProjectRelation, ProjectSensor
from ruhr_smartcity_plugin.gui.catalogue.keeping import shelf_of
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.form_tab import FormTab
from ruhr_smartcity_plugin.gui.projects.link_chooser import LinkChooser, Offer, Search
from ruhr_smartcity_plugin.gui.projects.record_table import RecordTable, TableSpec
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_MOST = 50
Answer = Callable[[Sequence[Offer]], None]


class LinksTab(FormTab):
    """Adds what was chosen as a new entry of its list."""

    def __init__(self, workbench: Workbench, dialog: Any, choices: Choices, changed: Callable[[], None]) -> None:
        self._workbench = workbench
        parts = (
            TableSpec("datasets", ProjectDataset, ("dataset_id", "catalogue", "role"), tr("Add data set")),
            TableSpec("sensors", ProjectSensor, ("service_url", "thing_id", "datastream_id", "role"),
                      tr("Add sensor")),
            TableSpec("relations", ProjectRelation, ("to_uuid", "kind"), tr("Add relation"),
                      labels={"kind": tr("Kind of relation")}),
        )
        super().__init__("links", tr("Links"), parts, dialog, choices, changed)

    def _built(self) -> None:
        self.dataset_button = self._button("datasets", tr("From the catalogue …"), self.choose_dataset)
        self.sensor_button = self._button("sensors", tr("From the map …"), self.choose_sensor)

    def choose_dataset(self) -> None:
        """Let the user choose a data set that the catalogue's index or the shelf holds."""
        self._choose("datasets", tr("Choose a data set"), self._find_datasets, tr(
            "Nothing found. What is searched through is the index of the data room: build it there, or type the "
            "address of the catalogue and the id yourself."))

    def choose_sensor(self) -> None:
        """Let the user choose a data stream of a station that is on the map."""
        streams = list_streams(self._workbench.project)
        self._choose("sensors", tr("Choose a sensor"), lambda words, answer: answer(_sensors(streams, words)), tr(
            "Nothing found. Show the stations on the map in the room “Sensors” first, or type the address of the "
            "service yourself."))

    # --- what is offered ---
    def _find_datasets(self, words: str, answer: Answer) -> None:
        finder = self._workbench.shared.get("finder")
        if not words or finder is None:
            shelf = shelf_of(self._workbench)
            kept = (*shelf.favourites, *(item for one in shelf.collections for item in one.items), *shelf.recent)
            answer(_once(_dataset(one) for one in kept if words.casefold() in one.title.casefold()))
            return

        def publish(offers: Tuple[Offer, ...]) -> None:
            if not sip.isdeleted(self.page):
                answer(offers)

        self._workbench.tasks.run(
            tr("Searching the catalogue"),
            lambda _progress: _once(map(_dataset, finder.find(FindQuery(words), limit=_MOST).hits)),
            publish=publish, failed=self._workbench.messages.fail)

    # --- parts ---
    def _button(self, attribute: str, text: str, slot: Callable[[], None]) -> QPushButton:
        table: RecordTable = self.tables[attribute]
        button = QPushButton(text, table)
        button.setObjectName(f"choose_{attribute}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: slot())
        table.buttons.insertWidget(1, button)
        QWidget.setTabOrder(table.add_button, button)
        return button

    def _choose(self, attribute: str, title: str, search: Search, empty: str) -> None:
        chooser = LinkChooser(title, search, empty, self._dialog)
        chooser.chosen.connect(lambda values: self._take(attribute, values))
        chooser.open()

    def _take(self, attribute: str, values: Mapping[str, Any]) -> None:
        table = self.tables[attribute]
        same = [one.uuid for one in table.records() if all(getattr(one, name) == values[name] for name in values)]
        if same:
            table.select(same[0])
            return
        table.add()
        table.change(table.current().uuid, **values)
        table.select(table.current().uuid, "role")


def _dataset(one: Any) -> Offer:
    """Return the offer for a data set or an entry of the shelf; a catalogue that is a file has no address to name."""
    address = one.portal_root if is_web_address(one.portal_root) else ""
    return Offer(one.title, " · ".join(filter(None, (one.publisher, one.portal))),
                 {"catalogue": address, "dataset_id": one.key})


def _sensors(streams: Sequence[ShownStream], words: str) -> Tuple[Offer, ...]:
    folded = words.casefold()
    return _once(
        Offer(f"{one.station} · {one.property}", one.address, {
            "service_url": one.address, "thing_id": one.station_id, "datastream_id": one.datastream_id})
        for one in streams
        if is_web_address(one.address) and folded in f"{one.station} {one.property} {one.address}".casefold())


def _once(offers: Iterable[Offer]) -> Tuple[Offer, ...]:
    found: List[Offer] = []
    for one in offers:
        if all(one.values != other.values for other in found):
            found.append(one)
        if len(found) == _MOST:
            break
    return tuple(found)
