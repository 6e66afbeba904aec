# SPDX-License-Identifier: GPL-2.0-or-later
"""The steps from a file's address to layers, for a task: fetch, look inside, take out, copy, open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Tuple

from ruhr_smartcity_plugin.adapters.layers.files import FetchedFile, LocalFile, contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.layers.files_copy import Part
from ruhr_smartcity_plugin.adapters.layers.files_layer import layers_of_file, load_part
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.core.catalogue.archive import Member
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.regional import is_regional
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress


@dataclass(frozen=True)
class FileStage:
    """How far a file got without the user: `loaded` layers, a `table` to be understood, or several to choose from.

    `members` are data sets of an archive, `parts` layers of one data set (`local`). `name` is the publisher's own.
    """

    fetched: FetchedFile
    members: Tuple[Member, ...] = ()
    local: LocalFile | None = None
    parts: Tuple[Part, ...] = ()
    loaded: Tuple[LoadedLayer, ...] = ()
    name: str = ""

    @property
    def is_table(self) -> bool:
        """Answer whether its rows must be understood before there is a layer."""
        return self.local is not None and self.local.kind.is_table

    def choices(self, title: str) -> ServiceDescription:
        """Return what there is to choose from, as the dialog for services shows it."""
        layers = [ServiceLayer(one.name, Path(one.name).name) for one in self.members]
        layers += [ServiceLayer(one.name, one.name) for one in self.parts]
        return ServiceDescription(self.fetched.kind, self.fetched.url, title, "", tuple(layers))


def fetch_stage(
    client: HttpClient, dataset: Dataset, distribution: Distribution, cache: Path, progress: Progress
) -> FileStage:
    """Fetch a file and go on as far as there is nothing to choose. Raises what its steps raise."""
    title = dataset.title
    fetched = fetch_file(client, distribution.url, distribution.kinds, cache, service=title, progress=progress)
    fetched = replace(fetched, is_regional=is_regional(dataset))
    members = contents_of(fetched)
    if len(members) > 1:
        return FileStage(fetched, members=members)
    return member_stage(fetched, members[0], title, progress)


def member_stage(fetched: FetchedFile, member: Member, title: str, progress: Progress) -> FileStage:
    """Go on with one data set of an archive (or the file itself)."""
    local = take_out(fetched, member, progress)
    if local.kind.is_table:
        return FileStage(fetched, local=local, name=local.name)
    parts = layers_of_file(local, progress)
    if len(parts) > 1:
        return FileStage(fetched, local=local, parts=parts, name=local.name)
    return part_stage(local, parts[0], title, progress)


def part_stage(local: LocalFile, part: Part, title: str, progress: Progress) -> FileStage:
    """Go on with one layer of a data set, to the end."""
    return FileStage(local.fetched, local=local, loaded=load_part(local, part, title, progress), name=local.name)
