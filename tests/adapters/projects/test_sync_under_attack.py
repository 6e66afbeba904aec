# SPDX-License-Identifier: GPL-2.0-or-later
"""Synchronising when processes die and lines break: nothing is lost, nothing comes twice, going on finishes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.postgis_store import PostgisStore
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.adapters.projects.sync_work import synchronise_all
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, StoreError
from ruhr_smartcity_plugin.core.progress import SilentProgress
from ruhr_smartcity_plugin.core.projects.comment_sync import CommentReport, synchronise_comments
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.merging import same_content
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, synchronise
from tests.adapters.projects.bundles import full, simple
from tests.support.tcp_chaos import TcpChaos

CHECKOUT = Path(__file__).parents[3]
ROUNDS, KILLS_A_ROUND = 13, 2  # on each of two kinds of registers: 52 deaths

# Imports once; each line on its input starts a child that synchronises and tells of every statement before it runs.
SYNCHRONISER = """
import os, sys
from pathlib import Path
from ruhr_smartcity_plugin.adapters.projects import postgis_store, session
from ruhr_smartcity_plugin.adapters.projects.any_store import open_any
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.adapters.projects.sync_work import synchronise_all
from ruhr_smartcity_plugin.core.progress import SilentProgress
from ruhr_smartcity_plugin.core.projects.comment_sync import synchronise_comments

def told(kind, name):
    real = getattr(kind, name)
    def call(*arguments):
        os.write(1, b"statement\\n")
        return real(*arguments)
    setattr(kind, name, call)

for kind in (session.SqliteSession, postgis_store.PostgresSession):
    for name in ("rows", "run", "run_many"):
        told(kind, name)
path, remote = sys.argv[1:]
for _line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.write(1, b"%d\\n" % os.getpid())
        store, team, silent = GeoPackageStore(Path(path)), open_any(remote), SilentProgress()
        copy = RegisterCopy(store, "team")
        synchronise_all(copy, store, team, "team", "anna", silent)
        synchronise_comments(store, team, silent, copy)
        os._exit(0)
    os.waitpid(child, 0)
    os.write(1, b"ended\\n")
"""


class Killed:
    """A synchronisation in a process of its own that dies before a chosen statement."""

    def __init__(self, path, remote):
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", SYNCHRONISER, str(path), remote], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=environment, cwd=CHECKOUT)

    def run(self, statements):
        """Answer how many statements ran; fewer than asked for if the work was done before."""
        self._process.stdin.write(b"go\n")
        self._process.stdin.flush()
        child, count = int(self._process.stdout.readline()), 0
        while True:
            line = self._process.stdout.readline().strip()
            if line == b"ended":
                return count
            count += 1
            if count == statements:
                os.kill(child, signal.SIGKILL)

    def stop(self):
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


def whole(copy, local, remote):
    """Synchronise all that a user would: projects, master data and comments."""
    report = synchronise_all(copy, local, remote, "team", "anna", SilentProgress())
    return report, synchronise_comments(local, remote, SilentProgress(), copy)


def renamed(store, uuid, who, **values):
    one = next(one for one in store.masters() if one.uuid == uuid)
    store.save_masters([replace(one, record=replace(one.record, **values))], who)


def edited(store, uuid, who, **values):
    found = store.get(uuid)
    store.save(replace(found, project=replace(found.project, **values)), found.project.version, who)


@pytest.mark.slow
def test_kill_9_at_any_point_loses_nothing_doubles_nothing_and_going_on_finishes(case, tmp_path):
    dice = random.Random(302)
    local = create_store(tmp_path / "kopie.gpkg")
    copy = RegisterCopy(local, "team")
    remote = case.address("postgres", "geheim im Rathaus") if hasattr(case, "address") else case.store.path
    killed = Killed(local.path, _text_of(remote))
    expected = {case.store.save(full() if number == 0 else simple(f"P{number}"), 0, "rita").project.uuid: ["", ""]
                for number in range(6)}
    for uuid in expected:
        expected[uuid] = [case.store.get(uuid).project.title, case.store.get(uuid).project.summary]
    town = Organisation("Stadt Herne", "KOM")
    case.store.save_masters([MasterRecord("organisation", town)], "rita")
    whole(copy, local, case.store)
    died, n_statements, said = 0, 225, set()
    try:
        for number in range(ROUNDS):
            for uuid in dice.sample(sorted(expected), 3):
                expected[uuid][0] = f"Titel {number}"
                edited(local, uuid, "anna", title=expected[uuid][0])
            for uuid in dice.sample(sorted(expected), 3):
                expected[uuid][1] = f"Text {number}"
                edited(case.store, uuid, "rita", summary=expected[uuid][1])
            renamed(local, town.uuid, "anna", name=f"Herne {number}")
            renamed(case.store, town.uuid, "rita", website=f"https://{number}.de")
            for store, who in ((local, "anna"), (case.store, "rita")):
                alive = sorted(one.uuid for one in store.list_projects())
                said.add(store.save_comment(Comment(dice.choice(alive), f"{who} {number}", who), who).text)
            new = local.save(simple(f"neu {number}"), 0, "anna").project
            expected[new.uuid] = [new.title, ""]
            gone = dice.choice(sorted(expected)) if number % 4 == 3 else ""
            if gone and gone != new.uuid:
                for store in (local, case.store):
                    store.delete(gone, store.get(gone).project.version, "anna")
                del expected[gone]
            left = n_statements
            for _ in range(KILLS_A_ROUND):
                limit = dice.randint(1, max(20, left))
                ran = killed.run(limit)
                left -= ran
                died += ran >= limit
                open_store(local.path)  # checks the integrity
                assert set(expected) <= set(case.store.versions()) | set(local.versions())
            report, comments = whole(copy, local, case.store)
            assert report.count(Outcome.FAILED, Outcome.CONFLICT) == 0
            assert comments.refused == ()
            for store in (local, case.store):
                assert {one.uuid: [one.title, one.summary] for one in store.list_projects()} == expected
                (herne,) = [one.record for one in store.masters() if one.uuid == town.uuid]
                assert (herne.name, herne.website) == (f"Herne {number}", f"https://{number}.de")
                assert sorted(one.text for one in store.comments_since("")) == sorted(said)
            assert copy.waiting() == ()
            report, comments = whole(copy, local, case.store)
            assert (report.records, comments) == ((), CommentReport())
    finally:
        killed.stop()
    codes = [one.code for one in case.store.list_projects()]
    assert len(set(codes)) == len(codes) == len(expected)
    assert died >= ROUNDS * KILLS_A_ROUND - 6
    assert all(same_content(local.get(uuid), case.store.get(uuid)) for uuid in expected)


def _text_of(remote):
    if isinstance(remote, Path):
        return str(remote)
    return remote.text.replace("postgres@", "postgres:geheim%20im%20Rathaus@")


@pytest.mark.parametrize("case", ["postgis"], indirect=True)
@pytest.mark.parametrize("fault", ["cut", "lost_ack", "hang"])
@pytest.mark.parametrize("trigger", [b'FROM "project"', b'UPDATE project SET', b'INSERT INTO "change"', b"COMMIT\0"])
def test_a_line_that_breaks_anywhere_stops_with_a_sentence_and_going_on_finishes(case, postgres, tmp_path, fault,
                                                                               trigger):
    with TcpChaos(postgres.port) as line:
        far = PostgisStore(case.address("postgres", "geheim im Rathaus", line.port))
        far.transaction_limit_s = 1.0
        local = create_store(tmp_path / "kopie.gpkg")
        copy = RegisterCopy(local, "team")
        uuids = [case.store.save(simple(f"P{number}"), 0, "rita").project.uuid for number in range(3)]
        synchronise(copy, far, "anna", SilentProgress())
        for uuid in uuids:
            edited(local, uuid, "anna", title=f"neu {uuid}")
        line.trigger, line.after, line.fault = trigger, b"", fault
        said = [far.title]
        try:
            synchronise(copy, far, "anna", SilentProgress())
        except (ConnectionFailedError, StoreError) as error:
            said.append(error.sentence)
        assert far.title in said[-1]
        assert line.fault == ""  # it has happened
        synchronise(copy, far, "anna", SilentProgress())
        assert {one.title for one in case.store.list_projects()} == {f"neu {uuid}" for uuid in uuids}
        assert {case.store.get(uuid).project.version for uuid in uuids} == {2}
        assert copy.waiting() == ()
