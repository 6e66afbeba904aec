# SPDX-License-Identifier: GPL-2.0-or-later
"""From a chosen resource to layers on the map: ask the service, choose, fetch, judge, add, mark."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple, TypeVar
from urllib.parse import urlsplit

from qgis.core import QgsMapLayer, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from ruhr_smartcity_plugin.adapters.layers.files_kept import is_out_of_reach
from ruhr_smartcity_plugin.adapters.layers.kept_layer import keep_with, wanted_of
from ruhr_smartcity_plugin.adapters.layers.layer_cache import Entry
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, load_layer, read_service
from ruhr_smartcity_plugin.adapters.layers.sample import make_sample_layer
from ruhr_smartcity_plugin.adapters.layers.table_layer import WrittenTable
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import Sheet
from ruhr_smartcity_plugin.core.catalogue.completeness import Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import landing_address, requested_layer
from ruhr_smartcity_plugin.core.catalogue.resource_match import find_again
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, IncompleteError, NetworkError, RuhrError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_files import FileStage, fetch_stage, member_stage, part_stage
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import NAME, KeptCopies, kept_layers, kept_of, publish_kept
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import limit_scale, origin_of, publish_layer
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import Refetch, refetch_from_portal
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_tables import (
    is_workbook,
    publish_table,
    review,
    sheet_choices,
    sheet_source,
    sheets_of,
)
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_wish import Added, Wish
from ruhr_smartcity_plugin.gui.catalogue.layer_choice import LayerChoice
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

__all__ = ["Added", "LayerAdding", "Wish"]

_Found = TypeVar("_Found")
# Given back by a service or portal for what has moved or is gone.
_GONE = (404, 410)


class LayerAdding(QObject):
    """Runs the steps for the data room and tells it how they go. Lives in the main thread."""

    started = pyqtSignal(str, object)  # text, cancel
    progressed = pyqtSignal(int)  # percent
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
        self._axes: Dict[str, str] = {}  # services whose axes must be read the other way round
        self._outdated: Tuple[str, ...] = ()  # layers of the file that is being fetched anew
        #: Fetches a data set anew from its portal, in a task.
        self.refetch: Refetch = refetch_from_portal(workbench, self.client)

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
        self._outdated = replaces
        if distribution.sample is not None:
            self._add_sample(dataset, distribution)
        elif distribution.kind.is_file:
            self._add_file(dataset, distribution)
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
                keep=keep, progress=progress,
            )  # fmt: skip
            is_large = loaded.completeness is not None and loaded.completeness.proof is Proof.VIEW
            whole = kept.find(wanted_of(source, origin)) if is_large and replaces is None else None
            return whole or loaded

        self.run(
            tr("Loading “{layer}”").format(layer=wish.title),
            fetch,
            lambda loaded: self._show(wish, loaded, replaces),
            lambda: self.load(wish, replaces),
            is_step=True,
        )

    # --- running -----------------------------------------------------------------------------------
    def client(self, url: str) -> Tuple[HttpClient, str]:
        """Return a client and the id of the log-in that belongs to exactly this host; "" for all others."""
        sources = self._bench.shared.get("sources")
        authcfg = sources.login_for(url) if sources is not None else ""
        return self._bench.http(authcfg, urlsplit(url).netloc if authcfg else ""), authcfg

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

        def done(result: object) -> None:
            if not sip.isdeleted(self):
                self._n_steps -= is_step
                publish(result)

        def failed(error: BaseException) -> None:
            if not sip.isdeleted(self):
                self._n_steps -= is_step
                self._fail(error, retry, take, is_step=is_step)

        task: QgsTask = self._bench.tasks.run(title, work, publish=done, failed=failed)
        task.progressChanged.connect(lambda percent: self.progressed.emit(int(percent)))
        self.started.emit(title, lambda: None if sip.isdeleted(task) else task.cancel())

    def _found_again(
        self, dataset: Dataset, distribution: Distribution, work: Callable[[Distribution, Progress], _Found]
    ) -> Callable[[Progress], Tuple[Distribution, _Found]]:
        """Return the work with a second try at the resource's address of today, where the known one is gone."""
        refetch = self.refetch

        def run(progress: Progress) -> Tuple[Distribution, _Found]:
            try:
                return distribution, work(distribution, progress)
            except HttpStatusError as error:
                if error.status not in _GONE or not is_web_address(dataset.portal_root):
                    raise
                progress.report(0.01, tr("The address has changed; asking the portal"))
                try:
                    fresh = find_again(distribution, refetch(dataset, progress).distributions)
                except NetworkError:  # the portal cannot help: what is to be said is that the resource is gone
                    fresh = None
                if fresh is None or fresh.url == distribution.url or fresh.kind.is_file != distribution.kind.is_file:
                    raise
            return fresh, work(fresh, progress)

        return run

    def _fail(
        self,
        error: BaseException,
        retry: Callable[[], None],
        take: Callable[[], None] | None = None,
        *,
        is_step: bool = True,
    ) -> None:
        """Say it. What else was chosen waits for exactly this retry, and is gone with it."""
        rest: List[Callable[[], None]] = []
        if is_step:
            rest, self._waiting = self._waiting, []
        if is_step and not isinstance(error, CancelledError):
            rest, self._queue = [*rest, *self._queue], []
        if take is not None and isinstance(error, IncompleteError):
            self.incomplete.emit(error, partial(self._resume, retry, rest), partial(self._resume, take, rest))
        else:
            self.failed.emit(error, partial(self._resume, retry, rest))
        if is_step:
            self._next()

    def _resume(self, act: Callable[[], None], rest: Sequence[Callable[[], None]]) -> None:
        self._waiting = [*rest, *self._waiting]
        act()

    def _give_up(self) -> None:
        """The user chose nothing: what was chosen with it does not come either."""
        self._waiting.clear()
        self.stopped.emit()
        self._next()

    def _next(self) -> None:
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
                return read_service(client, resource.kind, resource.url, service=dataset.title, progress=progress)
            except NetworkError as error:
                kept = instead() if is_out_of_reach(error) else ()
                if not kept:
                    raise
                return KeptCopies(kept, error.sentence)

        self.run(
            tr("Asking “{service}” for its layers").format(service=dataset.title),
            self._found_again(dataset, distribution, ask),
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
        chosen = self._layers_wanted(dataset, distribution, description)
        if not chosen:
            self._give_up()
            return
        then([Wish(dataset, distribution, description, layer) for layer in chosen])
        if not self._waiting:
            self._next()

    def _load_all(self, wishes: Sequence[Wish]) -> None:
        self._waiting = [*(lambda wish=wish: self.load(wish) for wish in wishes), *self._waiting]
        self._next()

    def _layers_wanted(
        self, dataset: Dataset, distribution: Distribution, description: ServiceDescription
    ) -> Sequence[ServiceLayer]:
        """Return the layer the address itself names, the only one there is, or those the user chooses."""
        named = requested_layer(distribution.url)
        if description.kind is ServiceKind.OAPIF:
            named = landing_address(distribution.url)[1]
        exact = description.find_layer(named) if named else None
        if exact is not None:
            return [exact]
        if len(description.layers) == 1:
            return description.layers
        return self._ask(description, distribution.layers or (dataset.title,))

    def _ask(self, description: ServiceDescription, suggested: Sequence[str]) -> Sequence[ServiceLayer]:
        self.stopped.emit()  # nothing runs while the user chooses
        dialog = LayerChoice(description, suggested, self._bench.main_window)
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
            self._fail(error, retry)
            return
        if replaces is not None and not sip.isdeleted(replaces):
            self._bench.project.removeMapLayer(replaces.id())
        self.added.emit(Added(wish, loaded))
        self._next()

    def _show_kept(self, dataset: Dataset, kept: KeptCopies, retry: Callable[[], None]) -> None:
        for entry in kept.entries:
            try:
                loaded = publish_kept(self._bench, entry, dataset)
            except RuhrError as error:
                self._fail(error, retry)
                return
            since = entry.record.origin.fetched_at
            self.added.emit(Added(None, loaded, kept_since=since, problem=kept.problem))
        self._next()

    # --- files -------------------------------------------------------------------------------------
    def _add_file(self, dataset: Dataset, distribution: Distribution) -> None:
        cache = self._bench.cache_dir()
        kept, in_use = kept_layers(self._bench)
        outdated = self._outdated
        retry = partial(self.add, dataset, distribution, outdated)

        def fetch(resource: Distribution, progress: Progress) -> FileStage:
            client, _authcfg = self.client(resource.url)
            stage = fetch_stage(client, resource, cache, dataset.title, progress)
            kept.trim(in_use, keep=stage.fetched.folder)
            return stage

        self.run(
            tr("Fetching “{title}”").format(title=dataset.title),
            self._found_again(dataset, distribution, fetch),
            lambda found: self._go_on(dataset, *found, retry),
            retry,
            is_step=True,
        )

    def _go_on(self, dataset: Dataset, distribution: Distribution, stage: FileStage, retry: Callable[[], None]) -> None:
        """Show what is loaded, ask what is open."""
        if stage.fetched.problem and any(self._bench.project.mapLayer(one) for one in self._outdated):
            self._fail(NetworkError(stage.fetched.problem), retry)  # the kept file is what the map shows already
        elif stage.loaded:
            self._show_file(dataset, distribution, stage, retry)
        elif stage.is_table:
            self._review(dataset, distribution, stage)
        else:
            self._choose_in_file(dataset, distribution, stage)

    def _review(self, dataset: Dataset, distribution: Distribution, stage: FileStage) -> None:
        """Have the rows of a table understood by the user; of a workbook, the sheet is chosen first."""
        if not is_workbook(stage):
            self._open_review(dataset, distribution, stage, None, "")
            return
        self.run(
            tr("Fetching “{title}”").format(title=dataset.title),
            lambda progress: sheets_of(stage, progress),
            lambda sheets: self._choose_sheets(dataset, distribution, stage, sheets),
            lambda: self._review(dataset, distribution, stage),
            is_step=True,
        )

    def _choose_sheets(
        self, dataset: Dataset, distribution: Distribution, stage: FileStage, sheets: Sequence[Sheet]
    ) -> None:
        names = [one.name for one in sheets]
        if len(names) > 1:
            names = [one.name for one in self._ask(sheet_choices(stage, sheets, dataset.title), ())]
        if not names:
            self._give_up()
            return
        jobs = [lambda name=name: self._read_sheet(dataset, distribution, stage, name) for name in names]
        self._waiting = [*jobs, *self._waiting]
        self._next()

    def _read_sheet(self, dataset: Dataset, distribution: Distribution, stage: FileStage, sheet: str) -> None:
        self.run(
            tr("Fetching “{title}”").format(title=dataset.title),
            lambda progress: sheet_source(stage, sheet, progress),
            lambda source: self._open_review(dataset, distribution, stage, source, sheet),
            lambda: self._read_sheet(dataset, distribution, stage, sheet),
            is_step=True,
        )

    def _open_review(
        self, dataset: Dataset, distribution: Distribution, stage: FileStage, source: TableSource | None, sheet: str
    ) -> None:
        self.stopped.emit()  # nothing runs while the user looks at the rows
        title = ": ".join(part for part in (dataset.title, stage.name, sheet) if part)
        retry = partial(self._open_review, dataset, distribution, stage, source, sheet)
        key = "|".join((dataset.portal_root, dataset.key, distribution.title, stage.name, sheet))
        review(
            self._bench, stage, source, title, key,
            written=lambda table: self._show_table(dataset, distribution, stage, table, retry), closed=self._next,
        )  # fmt: skip

    def _show_table(
        self, dataset: Dataset, distribution: Distribution, stage: FileStage, table: WrittenTable,
        retry: Callable[[], None],
    ) -> None:  # fmt: skip
        try:
            shown = publish_table(self._bench, table, self._file_origin(dataset, distribution, stage), dataset)
        except RuhrError as error:
            self._fail(error, retry)
            return
        for loaded in shown:
            self.added.emit(Added(None, loaded))

    def _choose_in_file(self, dataset: Dataset, distribution: Distribution, stage: FileStage) -> None:
        chosen = {one.name for one in self._ask(stage.choices(distribution.title or dataset.title), (dataset.title,))}
        if not chosen:
            self._give_up()
            return
        steps: List[Tuple[str, Callable[[str, Progress], FileStage]]] = [
            (one.name, lambda title, progress, one=one: member_stage(stage.fetched, one, title, progress))
            for one in stage.members if one.name in chosen
        ]  # fmt: skip
        steps += [
            (one.name, lambda title, progress, one=one: part_stage(stage.local, one, title, progress))
            for one in stage.parts if one.name in chosen
        ]  # fmt: skip
        jobs = [lambda step=step: self._run_step(dataset, distribution, *step) for step in steps]
        self._waiting = [*jobs, *self._waiting]
        self._next()

    def _run_step(
        self, dataset: Dataset, distribution: Distribution, name: str, step: Callable[[str, Progress], FileStage]
    ) -> None:
        title = f"{dataset.title}: {Path(name).stem}"
        retry = partial(self._run_step, dataset, distribution, name, step)
        self.run(
            tr("Loading “{layer}”").format(layer=title),
            lambda progress: step(title, progress),
            lambda stage: self._go_on(dataset, distribution, stage, retry),
            retry,
            is_step=True,
        )

    def _show_file(
        self, dataset: Dataset, distribution: Distribution, stage: FileStage, retry: Callable[[], None]
    ) -> None:
        origin = self._file_origin(dataset, distribution, stage)
        has_style = stage.local is not None and stage.local.style is not None
        for loaded in stage.loaded:
            try:
                publish_layer(self._bench, loaded, loaded.layer.name(), origin, dataset, is_styled=has_style)
            except RuhrError as error:
                self._fail(error, retry)
                return
        self._bench.project.removeMapLayers([one for one in self._outdated if self._bench.project.mapLayer(one)])
        self._outdated = ()
        again = partial(self.add, dataset, distribution, tuple(one.layer.id() for one in stage.loaded))
        problem, since = stage.fetched.problem, stage.fetched.fetched_at if stage.fetched.problem else None
        for loaded in stage.loaded:
            self.added.emit(Added(None, loaded, again=again, kept_since=since, problem=problem))
        self._next()

    def _file_origin(self, dataset: Dataset, distribution: Distribution, stage: FileStage) -> Origin:
        fetched = stage.fetched
        parameters = {"ETag": fetched.etag, "Last-Modified": fetched.last_modified, "file": stage.name}
        return origin_of(dataset, distribution, parameters, fetched.fetched_at)

    def _add_sample(self, dataset: Dataset, distribution: Distribution) -> None:
        try:
            loaded = LoadedLayer(make_sample_layer(distribution.sample), None, None)
            publish_layer(self._bench, loaded, loaded.layer.name(), origin_of(dataset, distribution, {}), dataset)
        except RuhrError as error:
            self._fail(error, lambda: self.add(dataset, distribution))
            return
        self.added.emit(Added(None, loaded))
        self._next()
