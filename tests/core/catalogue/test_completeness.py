# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, Verdict


@pytest.mark.parametrize(
    ("completeness", "verdict", "sentence", "short"),
    [
        (Completeness(2502, 2502), Verdict.COMPLETE, "Complete: 2,502 objects.", ""),
        (Completeness(0, 0), Verdict.COMPLETE, "Complete: 0 objects.", ""),
        (Completeness(20001, 3000), Verdict.SHORT, "3,000 of 20,001 objects loaded.", "INCOMPLETE: 3,000 of 20,001"),
        # the service said 1,000 (its own cap), 2,502 came, and a look behind the last one found nothing
        (Completeness(1000, 2502, Proof.PROBED), Verdict.COMPLETE, "Complete: 2,502 objects.", ""),
        (Completeness(1000, 2502, Proof.NONE), Verdict.UNPROVEN, "2,502 objects loaded, but the service says 1,000.",
         "completeness unproven"),
        (Completeness(1000, 1000, at_least=True), Verdict.SHORT, "1,000 objects loaded, but the service has more.",
         "INCOMPLETE: 1,000 of more"),
        (Completeness(None, 7, Proof.NONE), Verdict.UNPROVEN,
         "7 objects loaded. The service does not say how many there are.", "completeness unproven"),
        (Completeness(None, 7, Proof.PROBED), Verdict.COMPLETE, "Complete: 7 objects.", ""),
        (Completeness(10, 7, Proof.PROBED), Verdict.SHORT, "7 of 10 objects loaded.", "INCOMPLETE: 7 of 10"),
        (Completeness(900000, 0, Proof.VIEW), Verdict.UNPROVEN,
         "900,000 objects in the service; only those of the map view are loaded.", "map view only"),
    ],
)  # fmt: skip
def test_the_judgement_and_its_words(completeness, verdict, sentence, short):
    assert (completeness.verdict, completeness.sentence(), completeness.short_text()) == (verdict, sentence, short)


def test_a_known_cause_is_told():
    assert Completeness(9, 3, cause="Page 4 failed.").sentence() == "3 of 9 objects loaded. Page 4 failed."
