# SPDX-License-Identifier: GPL-2.0-or-later
"""From a chosen resource to layers on the map: ask the service, choose, fetch, judge, add, mark."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, List, Sequence, Tuple, TypeVar

from qgis.core import QgsMapLayer, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from ruhr_smartcity_plugin.adapters.layers.axis_memory import keep_axes, read_axes
from ruhr_smartcity_plugin.adapters.layers.files_kept import is_out_of_reach
from ruhr_smartcity_plugin.adapters.layers.kept_layer import keep_with, wanted_of
from ruhr_smartcity_plugin.adapters.layers.layer_cache import Entry
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, load_layer, read_service
from ruhr_smartcity_plugin.adapters.layers.sample import make_sample_layer
from ruhr_smartcity_plugin.core.catalogue.completeness import Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.ogc_address import named_layer
from ruhr_smartcity_plugin.core.catalogue.regional import is_regional
from ruhr_smartcity_plugin.core.catalogue.safety import login_scope
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import CancelledError, IncompleteError, NetworkError, RuhrError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import host_of, quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_file_steps import FileAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import NAME, KeptCopies, kept_layers, kept_of, publish_kept
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import limit_scale, origin_of, publish_layer, take_away
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import (
    LookUp,
    Refetch,
    at_todays_address,
    refetch_from_portal,
)
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_wish import Added, Wish, with_doubt
from ruhr_smartcity_plugin.gui.catalogue.layer_choice import LayerChoice
from ruhr_smartcity_plugin.gui.catalogue.portal_look_up import PortalLookUp, is_asked
from ruhr_smartcity_plugin.gui.catalogue.portal_wait import PortalWait
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

__all__ = ["Added", "LayerAdding", "Wish"]

_Found = TypeVar("_Found")


class LayerAdding(QObject):
    """Runs the steps for the data room and tells it how they go. Lives in the main thread."""

    started = pyqtSignal(str, object)  # text, cancel
    progressed = pyqtSignal(int)  # percent
    waiting = pyqtSignal(str, object)  # a portal lets us wait: text, go on without it
    waited = pyqtSignal()  # not any more
    added = pyqtSignal(object)  # Added
    failed = pyqtSignal(object, object)  # error, retry
    incomplete = pyqtSignal(object, object, object)  # error, retry, take what there is
    stopped = pyqtSignal()  # nothing runs, and there is nothing to say

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = workbench
        self._waiting: List[Callable[[], None]] = []  # what was chosen together with what is being added
        self._queue: List[Callable[[], None]] = []  # what was asked for meanwhile
        self._n_steps = 0  # steps of adding that run
        self._n_projects = 0  # projects opened since
        self._axes = read_axes(workbench.settings)  # services whose axes must be read the other way round
        self._files = FileAdding(workbench, self)
        #: Fetches a data set anew from its portal, in a task.
        self.refetch: Refetch = refetch_from_portal(workbench, self.client)
        #: Asks its portal for a data set before a known address is used, in a task.
        self.look_up: LookUp = PortalLookUp(workbench, self.client)

    def add(self, dataset: Dataset, distribution: Distribution, replaces: Tuple[str, ...] = ()) -> None:
        """Put a resource on the map; asks which layers if the service or file has several.

        `replaces`: ids of the layers of an older fetch of this file, which go when the new ones are there.
        While something else is being added it waits for its turn.
        """
        if self._n_steps:
            self._queue.append(lambda: self._begin(dataset, distribution, replaces))
        else:
            self._begin(dataset, distribution, replaces)

    def _begin(self, dataset: Dataset, distribution: Distribution, replaces: Tuple[str, ...]) -> None:
        if distribution.sample is not None:
            self._add_sample(dataset, distribution)
        elif distribution.kind.is_file:
            self._files.add(dataset, distribution, replaces)
        else:
            self._add_service(dataset, distribution)

    def load(self, wish: Wish, replaces: QgsMapLayer | None = None) -> None:
        """Fetch one layer of a service and put it on the map, in place of an older try."""
        source = wish.description.source_of(wish.layer)
        client, authcfg = self.client(source.url)
        area, service, cap = self._bench.area.area.box_25832, wish.dataset.title, wish.description.cap
        axes, cache = self._axes, self._bench.cache_dir()
        kept, in_use = kept_layers(self._bench)
        origin = wish.description.complete_origin(origin_of(wish.dataset, wish.distribution, {NAME: wish.title}))
        keep = keep_with(kept, in_use, origin)

        def fetch(progress: Progress) -> LoadedLayer | Entry:
            loaded = load_layer(
                client, source, service=service, cap=cap, area_25832=area, authcfg=authcfg, axes=axes, cache=cache,
                keep=keep, is_regional=is_regional(wish.dataset), progress=progress,
            )  # fmt: skip
            is_large = loaded.completeness is not None and loaded.completeness.proof is Proof.VIEW
            whole = kept.find(wanted_of(source, origin)) if is_large and replaces is None else None
            return whole or loaded

        def show(loaded: LoadedLayer | Entry) -> None:
            keep_axes(self._bench.settings, axes)
            self._show(wish, loaded, replaces)

        self.run(
            tr("Loading “{layer}”").format(layer=wish.title),
            fetch,
            show,
            lambda: self.load(wish, replaces),
            is_step=True,
        )

    # --- running -----------------------------------------------------------------------------------
    def client(self, url: str) -> Tuple[HttpClient, str]:
        """Return a client and the id of the log-in that belongs to exactly this host; "" for all others."""
        sources = self._bench.shared.get("sources")
        authcfg = sources.login_for(url) if sources is not None else ""
        return self._bench.http(authcfg, login_scope(url) if authcfg else ""), authcfg

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        publish: Callable[[Any], None],
        retry: Callable[[], None],
        take: Callable[[], None] | None = None,
        *,
        is_step: bool = False,
    ) -> None:
        """Run work in a task and tell the listeners how it goes; `take` is done if an incomplete result will do.

        `is_step`: it is a part of adding, which what else was chosen waits for.
        """
        self._n_steps += is_step
        project = self._n_projects

        def done(result: object) -> None:
            if sip.isdeleted(self):
                return
            self._n_steps -= is_step
            if is_step and project != self._n_projects:  # wanted for a project that is closed
                self._say_left_out(1)
                self.stopped.emit()
                self.go_on()
            else:
                publish(result)

        def failed(error: BaseException) -> None:
            if not sip.isdeleted(self):
                self._n_steps -= is_step
                self.fail(error, retry, take, is_step=is_step)

        task: QgsTask = self._bench.tasks.run(title, work, publish=done, failed=failed)
        task.progressChanged.connect(lambda percent: self.progressed.emit(int(percent)))
        self.started.emit(title, lambda: None if sip.isdeleted(task) else task.cancel())

    def found_again(
        self,
        dataset: Dataset,
        distribution: Distribution,
        work: Callable[[Distribution, Progress], _Found],
        wait: PortalWait | None = None,
    ) -> Callable[[Progress], Tuple[Distribution, _Found]]:
        """Return the work at the resource's address of today (`at_todays_address`); for tasks.

        Where the portal is away, the known address is used, and the resource says so (`doubt`).
        """
        look_up, refetch = self.look_up, self.refetch
        wait = wait or self.portal_wait(dataset.portal_root, dataset.portal)

        def run(progress: Progress) -> Tuple[Distribution, _Found]:
            return at_todays_address(dataset, distribution, work, look_up, refetch, progress, wait)

        return run

    def portal_wait(self, root: str, title: str = "") -> PortalWait:
        """Return a wait for a portal that the listeners are told of once it lasts. Any thread."""
        portal = quotable(title or host_of(root), 80)

        def began(skip: Callable[[], None]) -> None:
            if not sip.isdeleted(self):
                self.waiting.emit(tr("Asking “{portal}” for today's address").format(portal=portal), skip)

        return PortalWait(began, lambda: None if sip.isdeleted(self) else self.waited.emit())

    def asks_portal(self, dataset: Dataset) -> bool:
        """Answer whether the portal of a data set is asked for today's addresses. Main thread; asks nobody."""
        return is_asked(self._bench.shared.get("sources"), dataset)

    def fail(
        self,
        error: BaseException,
        retry: Callable[[], None],
        take: Callable[[], None] | None = None,
        *,
        is_step: bool = True,
    ) -> None:
        """Say it. What else was chosen waits for exactly this retry, and is gone with it.

        What was asked for meanwhile goes on after a cancelled step; after any other failure it waits for the user, as
        its own progress would write over the reason.
        """
        rest: List[Callable[[], None]] = []
        if is_step:
            rest, self._waiting = self._waiting, []
        if take is not None and isinstance(error, IncompleteError):
            self.incomplete.emit(error, partial(self._resume, retry, rest), partial(self._resume, take, rest))
        else:
            self.failed.emit(error, partial(self._resume, retry, rest))
        if is_step and isinstance(error, CancelledError):
            self.go_on()

    @property
    def n_queued(self) -> int:
        """How much was asked for while something else was being added, and waits."""
        return len(self._queue)

    def leave_project(self) -> None:
        """Take note that the project was closed: what was to be added to it does not come into the next one."""
        self._n_projects += 1
        left = len(self._waiting) + len(self._queue)
        self._waiting, self._queue = [], []
        if left:
            self._say_left_out(left)

    def _say_left_out(self, count: int) -> None:
        self._bench.messages.warn(tr("%n layer(s) were not added, as the project was closed.", "", count))

    def _resume(self, act: Callable[[], None], rest: Sequence[Callable[[], None]]) -> None:
        self._waiting = [*rest, *self._waiting]
        act()

    def wait(self, jobs: Sequence[Callable[[], None]]) -> None:
        """Put steps in front of what was chosen together with what is being added; `go_on` begins the first."""
        self._waiting = [*jobs, *self._waiting]

    def give_up(self) -> None:
        """The user chose nothing: what was chosen with it does not come either."""
        self._waiting.clear()
        self.stopped.emit()
        self.go_on()

    def go_on(self) -> None:
        """Begin what waits next; does nothing while a step runs."""
        if self._n_steps:
            return  # its end goes on
        if self._waiting:
            self._waiting.pop(0)()
        elif self._queue:
            self._queue.pop(0)()

    # --- services ----------------------------------------------------------------------------------
    def _add_service(self, dataset: Dataset, distribution: Distribution) -> None:
        kept, again = kept_layers(self._bench)[0], lambda: self.add(dataset, distribution)
        instead = lambda: kept_of(kept, dataset, distribution)  # noqa: E731
        self.choose_layers(dataset, distribution, self._load_all, again, instead)

    def choose_layers(
        self,
        dataset: Dataset,
        distribution: Distribution,
        then: Callable[[List[Wish]], None],
        retry: Callable[[], None],
        instead: Callable[[], Tuple[Entry, ...]] = tuple,
    ) -> None:
        """Ask a service for its layers, and the user which of them; `then` gets at least one.

        Where the service is out of reach, the copies that `instead` finds (in the task) are put on the map.
        """

        def ask(resource: Distribution, progress: Progress) -> ServiceDescription | KeptCopies:
            client, _authcfg = self.client(resource.url)
            try:
                found = read_service(client, resource.kind, resource.url, service=dataset.title, progress=progress)
                return found.preferring(resource.crs)
            except NetworkError as error:
                kept = instead() if is_out_of_reach(error) else ()
                if not kept:
                    raise
                return KeptCopies(kept, error.sentence)

        self.run(
            tr("Asking “{service}” for its layers").format(service=dataset.title),
            self.found_again(dataset, distribution, ask),
            lambda found: self._choose(dataset, *found, then),
            retry,
            is_step=True,
        )

    def _choose(
        self,
        dataset: Dataset,
        distribution: Distribution,
        description: ServiceDescription | KeptCopies,
        then: Callable[[List[Wish]], None],
    ) -> None:
        if isinstance(description, KeptCopies):
            self._show_kept(dataset, description, lambda: self.add(dataset, distribution))
            return
        chosen = self._layers_wanted(dataset, distribution, description, is_last=then == self._load_all)
        if not chosen:
            self.give_up()
            return
        then([Wish(dataset, distribution, description, layer) for layer in chosen])
        if not self._waiting:
            self.go_on()

    def _load_all(self, wishes: Sequence[Wish]) -> None:
        self._waiting = [*(lambda wish=wish: self.load(wish) for wish in wishes), *self._waiting]
        self.go_on()

    def _layers_wanted(
        self, dataset: Dataset, distribution: Distribution, description: ServiceDescription, *, is_last: bool
    ) -> Sequence[ServiceLayer]:
        """Return the layer the address itself names, the only one there is, or those the user chooses."""
        named = named_layer(description.kind, distribution.url)
        exact = description.find_layer(named) if named else None
        if exact is not None:
            return [exact]
        if len(description.layers) == 1:
            return description.layers
        return self.ask(description, distribution.layers or (dataset.title,), is_last=is_last)

    def ask(
        self, description: ServiceDescription, suggested: Sequence[str], *, is_last: bool = True
    ) -> Sequence[ServiceLayer]:
        """Have the user choose; returns nothing where they did not want to."""
        self.stopped.emit()  # nothing runs while the user chooses
        dialog = LayerChoice(description, suggested, self._bench.main_window, is_last=is_last)
        dialog.help_requested.connect(lambda: self._bench.open_help("loading"))
        try:
            return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else []
        finally:
            dialog.deleteLater()

    def _show(self, wish: Wish, loaded: LoadedLayer | Entry, replaces: QgsMapLayer | None) -> None:
        retry = partial(self.load, wish, replaces)
        if isinstance(loaded, Entry):
            self._show_kept(wish.dataset, KeptCopies((loaded,)), retry)
            return
        parameters = {"service": loaded.source.url, "layer": loaded.source.layer}
        origin = wish.description.complete_origin(origin_of(wish.dataset, wish.distribution, parameters))
        limit_scale(loaded.layer, wish.layer)
        try:
            publish_layer(self._bench, loaded, wish.title, origin, wish.dataset)
        except RuhrError as error:
            self.fail(error, retry)
            return
        if replaces is not None and not sip.isdeleted(replaces):
            take_away(self._bench, [replaces])
        self.added.emit(Added(wish, with_doubt(loaded, wish.distribution)))
        self.go_on()

    def _show_kept(self, dataset: Dataset, kept: KeptCopies, retry: Callable[[], None]) -> None:
        for entry in kept.entries:
            try:
                shown = publish_kept(self._bench, entry, dataset)
            except RuhrError as error:
                self.fail(error, retry)
                return
            since = entry.record.origin.fetched_at
            for loaded in shown:
                self.added.emit(Added(None, loaded, kept_since=since, problem=kept.problem))
        self.go_on()

    # --- samples -----------------------------------------------------------------------------------
    def _add_sample(self, dataset: Dataset, distribution: Distribution) -> None:
        try:
            loaded = LoadedLayer(make_sample_layer(distribution.sample), None, None)
            publish_layer(self._bench, loaded, loaded.layer.name(), origin_of(dataset, distribution, {}), dataset)
        except RuhrError as error:
            self.fail(error, lambda: self.add(dataset, distribution))
            return
        self.added.emit(Added(None, loaded))
        self.go_on()
