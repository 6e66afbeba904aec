# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import contextlib
import random
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.core.errors import CancelledError, StoreForbiddenError
from ruhr_smartcity_plugin.core.progress import SILENT, SilentProgress
from ruhr_smartcity_plugin.core.projects.comment_sync import CommentReport, synchronise_comments
from ruhr_smartcity_plugin.core.projects.comments import Comment


class Register:
    """Comments in memory, with versions and moments as a store writes them."""

    clock = 0

    def __init__(self):
        self.kept, self.forbids, self.projects = {}, "", {"p", "p1", "p2"}

    def versions(self):
        return dict.fromkeys(self.projects, (1, False))

    def comments_since(self, _moment):
        return tuple(self.kept.values())

    def save_comment(self, comment, who):
        if self.forbids and comment.author == self.forbids:
            raise StoreForbiddenError("Das dürfen Sie nicht.")
        before = self.kept.get(comment.uuid)
        assert comment.version == (before.version if before else 0)
        Register.clock += 1
        stored = replace(comment, version=comment.version + 1, changed_at=f"{Register.clock:06}", changed_by=who,
                         text="" if comment.deleted else comment.text)
        self.kept[comment.uuid] = stored
        return stored

    def said(self):
        return {one.uuid: (one.text, one.done, one.author) for one in self.kept.values() if not one.deleted}


def sync(local, remote):
    return synchronise_comments(local, remote, SILENT)


class Memory:
    """What a copy remembers, also when a synchronisation is broken off."""

    def __init__(self):
        self.kept = {}

    def comment_bases(self):
        return dict(self.kept)

    def keep_comment_bases(self, comments):
        self.kept.update({one.uuid: one for one in comments})


class _Breaks(SilentProgress):
    """Stops after some comments."""

    def __init__(self, steps):
        self._left = steps

    def is_cancelled(self):
        self._left -= 1
        return self._left < 0


@pytest.mark.parametrize("seed", range(60))
def test_new_comments_of_both_are_on_both_no_edit_is_lost_and_again_changes_nothing(seed):
    """The author edits the text here and there, others mark it as done: no text is lost, not to a deletion either."""
    dice, here, there, memory = random.Random(seed), Register(), Register(), Memory()
    expected = {}
    for _round in range(6):
        touched = {}
        for side in dice.sample((here, there), 2):
            for _ in range(dice.randint(0, 3)):
                alive = [one for one in side.kept.values() if not one.deleted]
                if not alive or dice.random() < 0.4:
                    made = side.save_comment(Comment("p", f"von {Register.clock}", "anna"), "anna")
                    expected[made.uuid] = {"text": made.text, "done": False, "deleted": False}
                    continue
                one = dice.choice(alive)
                (name, value), = dice.choice(({"text": f"neu {Register.clock}"}, {"done": not one.done},
                                              {"deleted": True})).items()
                stored = side.save_comment(replace(one, **{name: value}), "bert" if name == "done" else "anna")
                expected[one.uuid][name] = value
                touched.setdefault((one.uuid, name), set()).add(id(side))
                if name == "deleted":
                    assert stored.text == ""
        pair = (here, there) if dice.random() < 0.5 else (there, here)
        if dice.random() < 0.3:
            with contextlib.suppress(CancelledError):
                synchronise_comments(*pair, _Breaks(dice.randint(0, 3)), memory)
        synchronise_comments(*pair, SILENT, memory)
        assert here.said() == there.said()
        for uuid, one in expected.items():  # a new text of the side that did not delete stands
            one["deleted"] &= not (touched.get((uuid, "deleted")) and
                                   touched.get((uuid, "text"), set()) - touched[uuid, "deleted"])
        assert set(here.said()) == {uuid for uuid, one in expected.items() if not one["deleted"]}
        for uuid, (text, done, _author) in here.said().items():
            is_gone_on_one = (uuid, "deleted") in touched
            if len(touched.get((uuid, "text"), ())) == 2 and not is_gone_on_one:
                assert expected[uuid]["text"] in text
                assert text.count("neu") >= 2  # one below the other
            elif not is_gone_on_one:
                assert text == expected[uuid]["text"]
            if len(touched.get((uuid, "done"), ())) < 2 and not is_gone_on_one:
                assert done == expected[uuid]["done"]
            expected[uuid].update(text=text, done=done)
        assert synchronise_comments(here, there, SILENT, memory) == CommentReport()


@pytest.mark.parametrize("first", ["text", "done"])
def test_a_new_text_here_and_a_mark_there_both_stay_whichever_was_later(first):
    here, there, memory = Register(), Register(), Memory()
    note = here.save_comment(Comment("p", "alt", "anna"), "anna")
    synchronise_comments(here, there, SILENT, memory)
    edits = [(here, {"text": "neu"}, "anna"), (there, {"done": True}, "bert")]
    for side, change, who in edits if first == "text" else edits[::-1]:
        side.save_comment(replace(side.kept[note.uuid], **change), who)
    synchronise_comments(here, there, SILENT, memory)
    assert here.said() == there.said() == {note.uuid: ("neu", True, "anna")}


@pytest.mark.parametrize("offset", ["0", "-5 hours", "9"])
def test_two_new_texts_both_stay_and_a_deletion_gives_way_to_a_new_text_whatever_the_clocks_say(offset):
    here, there, memory = Register(), Register(), Memory()
    two, gone, marked = (here.save_comment(Comment("p", text, "anna"), "anna") for text in ("eins", "zwei", "drei"))
    synchronise_comments(here, there, SILENT, memory)
    for side, one, change in ((here, two, {"text": "hier"}), (there, two, {"text": "dort"}),
                              (here, gone, {"deleted": True}), (there, gone, {"text": "neu"}),
                              (here, marked, {"deleted": True}), (there, marked, {"done": True})):
        stored = side.save_comment(replace(side.kept[one.uuid], **change), "anna")
        if side is there:
            side.kept[one.uuid] = replace(stored, changed_at=offset)
    synchronise_comments(here, there, SILENT, memory)
    assert here.said() == there.said()
    assert here.said()[gone.uuid] == ("neu", False, "anna")
    assert sorted(here.said()[two.uuid][0].split("\n\n")) == ["dort", "hier"]
    assert marked.uuid not in here.said()
    assert synchronise_comments(here, there, SILENT, memory) == CommentReport()


def test_comments_on_what_the_other_side_never_had_wait_without_a_word():
    """A project that was made and deleted here never goes there: refusing its comments each time helps nobody."""
    here, there = Register(), Register()
    here.save_comment(Comment("nur hier", "Wann?", "anna"), "anna")
    assert sync(here, there) == CommentReport()
    there.projects.add("nur hier")
    assert sync(here, there) == CommentReport(1)


def test_without_a_memory_the_later_version_stays():
    here, there = Register(), Register()
    note = here.save_comment(Comment("p", "alt", "anna"), "anna")
    sync(here, there)
    here.save_comment(replace(here.kept[note.uuid], text="neu"), "anna")
    assert sync(here, there) == CommentReport(1)
    assert sync(here, there) == CommentReport()


def test_a_comment_that_is_refused_leaves_the_others_alone():
    here, there = Register(), Register()
    there.forbids = "fremd"
    for who in ("anna", "fremd"):
        here.save_comment(Comment("p", "Text", who), who)
    assert sync(here, there) == CommentReport(1, 0, ("Das dürfen Sie nicht.",))
    assert {one.author for one in there.kept.values()} == {"anna"}


def test_a_side_without_comments_is_left_alone():
    assert sync(Register(), object()) == CommentReport()


def test_comments_on_what_is_not_here_wait_without_a_word():
    """A project that others made and deleted never comes here: refusing its comments each time helps nobody."""
    local, remote = Register(), Register()
    for project in ("p1", "p2"):
        remote.save_comment(Comment(project, "Wann?"), "bert")
    local.projects = {"p1"}
    assert sync(local, remote) == CommentReport(fetched=1)
    local.projects = {"p1", "p2"}
    assert sync(local, remote) == CommentReport(fetched=1)
    assert local.said() == remote.said()
