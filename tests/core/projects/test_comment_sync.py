# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import random
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.core.errors import StoreForbiddenError
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.core.projects.comment_sync import CommentReport, synchronise_comments
from ruhr_smartcity_plugin.core.projects.comments import Comment


class Register:
    """Comments in memory, with versions and moments as a store writes them."""

    clock = 0

    def __init__(self):
        self.kept, self.forbids = {}, ""

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


@pytest.mark.parametrize("seed", range(40))
def test_new_comments_of_both_are_on_both_the_last_word_counts_and_again_changes_nothing(seed):
    dice, here, there = random.Random(seed), Register(), Register()
    for _round in range(6):
        for side, who in ((here, "anna"), (there, "bert")):
            for _ in range(dice.randint(0, 3)):
                alive = [one for one in side.kept.values() if not one.deleted]
                if not alive or dice.random() < 0.5:
                    side.save_comment(Comment("p", f"von {who} {Register.clock}", who), who)
                else:
                    one = dice.choice(alive)
                    change = dice.choice(({"text": f"neu {Register.clock}"}, {"done": True}, {"deleted": True}))
                    side.save_comment(replace(one, **change), who)
        latest = {}
        for one in sorted((*here.kept.values(), *there.kept.values()), key=lambda one: one.changed_at):
            latest[one.uuid] = one
        sync(here, there) if dice.random() < 0.5 else sync(there, here)
        assert here.said() == there.said() == {
            uuid: (one.text, one.done, one.author) for uuid, one in latest.items() if not one.deleted}
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
