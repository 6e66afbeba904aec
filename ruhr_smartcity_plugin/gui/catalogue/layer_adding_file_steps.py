# SPDX-License-Identifier: GPL-2.0-or-later
"""From a file's address to layers on the map: fetch, choose what is in it, have tables understood, show."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Callable, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.layers.table_layer import WrittenTable
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import Sheet
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import NetworkError, RuhrError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_files import FileStage, fetch_stage, member_stage, part_stage
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import kept_layers
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import origin_of, publish_layer, take_away
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_tables import (
    is_workbook,
    publish_table,
    review,
    sheet_choices,
    sheet_source,
    sheets_of,
)
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_wish import Added, with_doubt
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding


class FileAdding:
    """The steps for files; `LayerAdding` runs them and keeps what waits. Lives in the main thread."""

    def __init__(self, workbench: Workbench, adding: LayerAdding) -> None:
        self._bench, self._adding = workbench, adding
        self._outdated: Tuple[str, ...] = ()  # layers of the file that is being fetched anew

    def add(self, dataset: Dataset, distribution: Distribution, replaces: Tuple[str, ...]) -> None:
        """Fetch a file and go on with what is in it; `replaces` as of `LayerAdding.add`."""
        self._outdated = replaces
        cache = self._bench.cache_dir()
        kept, in_use = kept_layers(self._bench)
        retry = partial(self._adding.add, dataset, distribution, replaces)

        def fetch(resource: Distribution, progress: Progress) -> FileStage:
            client, _authcfg = self._adding.client(resource.url)
            stage = fetch_stage(client, dataset, resource, cache, progress)
            kept.trim(in_use, keep=stage.fetched.folder)
            return stage

        self._adding.run(
            tr("Fetching “{title}”").format(title=dataset.title),
            self._adding.found_again(dataset, distribution, fetch),
            lambda found: self._go_on(dataset, *found, retry),
            retry,
            is_step=True,
        )

    def _go_on(self, dataset: Dataset, distribution: Distribution, stage: FileStage, retry: Callable[[], None]) -> None:
        """Show what is loaded, ask what is open."""
        if stage.fetched.problem and any(self._bench.project.mapLayer(one) for one in self._outdated):
            self._adding.fail(NetworkError(stage.fetched.problem), retry)  # the kept file is what the map shows already
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
        self._adding.run(
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
            names = [one.name for one in self._adding.ask(sheet_choices(stage, sheets, dataset.title), ())]
        if not names:
            self._adding.give_up()
            return
        jobs = [lambda name=name: self._read_sheet(dataset, distribution, stage, name) for name in names]
        self._adding.wait(jobs)
        self._adding.go_on()

    def _read_sheet(self, dataset: Dataset, distribution: Distribution, stage: FileStage, sheet: str) -> None:
        self._adding.run(
            tr("Fetching “{title}”").format(title=dataset.title),
            lambda progress: sheet_source(stage, sheet, progress),
            lambda source: self._open_review(dataset, distribution, stage, source, sheet),
            lambda: self._read_sheet(dataset, distribution, stage, sheet),
            is_step=True,
        )

    def _open_review(
        self, dataset: Dataset, distribution: Distribution, stage: FileStage, source: TableSource | None, sheet: str
    ) -> None:
        self._adding.stopped.emit()  # nothing runs while the user looks at the rows
        title = ": ".join(part for part in (dataset.title, stage.name, sheet) if part)
        retry = partial(self._open_review, dataset, distribution, stage, source, sheet)
        key = "|".join((dataset.portal_root, dataset.key, distribution.title, stage.name, sheet))
        review(
            self._bench, stage, source, title, key,
            written=lambda table: self._show_table(dataset, distribution, stage, sheet, table, retry),
            closed=self._adding.go_on,
        )  # fmt: skip

    def _show_table(
        self, dataset: Dataset, distribution: Distribution, stage: FileStage, sheet: str, table: WrittenTable,
        retry: Callable[[], None],
    ) -> None:  # fmt: skip
        origin = self._file_origin(dataset, distribution, stage)
        try:
            shown = publish_table(self._bench, stage, sheet, table, origin, dataset)
        except RuhrError as error:
            self._adding.fail(error, retry)
            return
        for loaded in shown:
            self._adding.added.emit(Added(None, with_doubt(loaded, distribution)))

    def _choose_in_file(self, dataset: Dataset, distribution: Distribution, stage: FileStage) -> None:
        choices = stage.choices(distribution.title or dataset.title)
        chosen = {one.name for one in self._adding.ask(choices, (dataset.title,))}
        if not chosen:
            self._adding.give_up()
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
        self._adding.wait(jobs)
        self._adding.go_on()

    def _run_step(
        self, dataset: Dataset, distribution: Distribution, name: str, step: Callable[[str, Progress], FileStage]
    ) -> None:
        title = f"{dataset.title}: {Path(name).stem}"
        retry = partial(self._run_step, dataset, distribution, name, step)
        self._adding.run(
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
                self._adding.fail(error, retry)
                return
        shown = map(self._bench.project.mapLayer, self._outdated)
        take_away(self._bench, [one for one in shown if one is not None])
        self._outdated = ()
        again = partial(self._adding.add, dataset, distribution, tuple(one.layer.id() for one in stage.loaded))
        problem, since = stage.fetched.problem, stage.fetched.fetched_at if stage.fetched.problem else None
        for loaded in stage.loaded:
            noted = with_doubt(loaded, distribution)
            self._adding.added.emit(Added(None, noted, again=again, kept_since=since, problem=problem))
        self._adding.go_on()

    def _file_origin(self, dataset: Dataset, distribution: Distribution, stage: FileStage) -> Origin:
        fetched = stage.fetched
        parameters = {"ETag": fetched.etag, "Last-Modified": fetched.last_modified, "file": stage.name}
        return origin_of(dataset, distribution, parameters, fetched.fetched_at)
