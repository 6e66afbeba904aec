# SPDX-License-Identifier: GPL-2.0-or-later
"""The central list of an administrator, from a server or a share, kept here: a broken one never replaces a good one."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Tuple

from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import RowProblem, SourceList, parse_list, to_document
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import MOST_BYTES, read_json, write_kept_json
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient, parse_json
from ruhr_smartcity_plugin.core.network.service import Service, quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

_FRESH_S = 7 * 24 * 3600


@dataclass(frozen=True)
class CentralOutcome:
    """What fetching brought: whether the list is new, how many rows it has, and which could not be used."""

    is_new: bool
    rows: int
    problems: Tuple[RowProblem, ...] = ()


def is_due(place: str, kept: Path) -> bool:
    """Answer whether there is no copy of the list at `place`, or one older than a week."""
    try:
        age_s = time.time() - kept.stat().st_mtime
    except OSError:
        return True
    return age_s > _FRESH_S or _state(kept).get("place") != place


def fetch_central(client: HttpClient, place: str, kept: Path, *, progress: Progress = SILENT) -> CentralOutcome:
    """Fetch the list from `place` (web address or file) and keep it as `kept`. For use in a task.

    A server that says "unchanged" (ETag) costs one small answer.

    Raises
    ------
    NetworkError, InputError
        It cannot be had, is no list, or has fewer usable rows than the kept one and rows that are broken; the kept one
        stays. Of another place a list with some broken rows is taken: it does not have to be as long.
    StoreError
        It could not be written; the kept one stays.
    """
    state = _state(kept)
    if is_web_address(place):
        known_tag = state.get("etag", "") if state.get("place") == place else ""
        document, tag = _from_server(client, place, known_tag, progress)
    else:
        document, tag = read_json(_file(place)), ""
    if document is None:
        kept.touch()  # as good as fetched today
        return CentralOutcome(False, len(_kept_list(kept)))
    fresh = parse_list(document, place, SourceOwner.CENTRAL)
    old = _kept_list(kept)
    _require_whole(fresh, old, place, is_same_place=state.get("place", place) == place)
    content = to_document(fresh, for_others=True)
    is_new = not kept.exists() or content != to_document(old, for_others=True)
    write_kept_json(kept, content)
    write_kept_json(_state_path(kept), {"place": place, "etag": tag})
    return CentralOutcome(is_new, len(fresh), fresh.problems)


def _require_whole(fresh: SourceList, old: SourceList, place: str, *, is_same_place: bool) -> None:
    """Raise InputError for a list that lost entries by mistake; one shortened on purpose has no broken rows."""
    is_shorter = len(fresh.sources) < len(old.sources) or len(fresh.services) < len(old.services)
    if is_shorter and not len(fresh):
        sentence = tr("The central list “{place}” has no usable entry any more. The copy of before stays in use.")
        raise InputError(sentence.format(place=quotable(place, 80)), _broken(fresh))
    if is_shorter and len(fresh.problems) >= (1 if is_same_place else len(fresh)):
        text = tr("The central list “{place}” is shorter than before, and %n row(s) cannot be used. The copy of before "
                  "stays in use. Row {number} ({name}): {sentence}", "", len(fresh.problems))  # fmt: skip
        first = fresh.problems[0]
        names = {"number": first.number, "name": first.name, "sentence": first.sentence}
        raise InputError(text.format(place=quotable(place, 80), **names), _broken(fresh))


def _broken(fresh: SourceList) -> str:
    return "; ".join(f"{one.number}: {one.name}: {one.sentence}" for one in fresh.problems[:20])


def _from_server(client: HttpClient, place: str, tag: str, progress: Progress) -> Tuple[Any, str]:
    """Return the document and its ETag; None where the server says that the kept one is current."""
    headers = {"If-None-Match": tag} if tag else {}
    service = tr("central list of catalogues")
    expect = Content.JSON
    answer = client.get(place, headers=headers, expect=expect, service=service, progress=progress, refresh=not tag)
    if answer.status == 304:
        return None, tag
    if len(answer.body) > MOST_BYTES:
        raise InputError(tr("The central list “{place}” is too large.").format(place=quotable(place, 80)))
    return parse_json(answer, Service(place, service)), answer.headers.get("ETag", "")


def _file(place: str) -> Path:
    path = Path(place)
    if not path.is_absolute():
        text = tr("“{place}” is neither a web address nor the full path of a file. Check the options.")
        raise InputError(text.format(place=quotable(place, 80)))
    return path


def _kept_list(kept: Path) -> SourceList:
    try:
        return parse_list(read_json(kept), kept.name, SourceOwner.CENTRAL) if kept.exists() else SourceList()
    except InputError:
        return SourceList()


def _state_path(kept: Path) -> Path:
    return kept.with_suffix(".state.json")


def _state(kept: Path) -> Dict[str, str]:
    """Return what is known of the last fetch; empty where the kept list is gone, so that it is fetched whole."""
    path = _state_path(kept)
    if not path.exists() or not len(_kept_list(kept)):
        return {}
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: str(value) for key, value in state.items()} if isinstance(state, dict) else {}
