# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
from datetime import datetime, timezone

from ruhr_smartcity_plugin.core.origin import Origin

TREES = Origin(
    title="Baumkataster Bochum",
    source_url="https://example.org/dataset/baumkataster",
    publisher="Stadt Bochum",
    licence="dl-de/by-2-0",
    licence_url="https://www.govdata.de/dl-de/by-2-0",
    fetched_at=datetime(2026, 3, 1, 12, tzinfo=timezone.utc),
)


def test_the_source_note_has_the_three_parts_dl_de_by_asks_for():
    assert TREES.source_note() == (
        "© Stadt Bochum, dl-de/by-2-0 (https://www.govdata.de/dl-de/by-2-0), https://example.org/dataset/baumkataster"
    )


def test_the_publishers_own_wording_wins_over_a_generated_one():
    wording = "© RVR und Kooperationspartner, CC BY 4.0"
    assert Origin(title="x", publisher="RVR", licence="CC BY 4.0", attribution=wording).source_note() == wording


def test_a_result_lists_its_inputs_once_and_says_that_they_were_changed():
    result = Origin(title="Bäume je Ortsteil", method="ruhr:zonalstatistics 0.1.0", inputs=(TREES, TREES))
    note = result.source_note()
    assert note.count("\n") == 0
    assert "Stadt Bochum" in note
    assert note.endswith("(data changed: ruhr:zonalstatistics 0.1.0)")


def test_nothing_known_gives_no_note_instead_of_an_invented_one():
    assert Origin(title="x").source_note() == ""


def test_a_record_survives_json():
    parameters = {"RADIUS": 300}
    result = Origin("r", method="m", parameters=parameters, inputs=(TREES,), changed=True, plugin_version="0.1.0")
    again = Origin.from_record(json.loads(json.dumps(result.to_record())))
    assert again == result
    assert again.parameters["RADIUS"] == "300"
    assert again.inputs[0].fetched_at == TREES.fetched_at


def test_a_record_with_missing_and_unknown_keys_is_read():
    assert Origin.from_record({"title": "t", "future": 1, "inputs": None}) == Origin(title="t")


def test_the_note_of_a_file_on_disk_names_the_file_and_never_its_folders():
    origin = Origin("Messstellen", source_url="file:///home/erika.muster/Geheim/Messstellen%20Herne.csv")
    assert origin.source_note() == "Messstellen Herne.csv"
    assert Origin("x", source_url="file://server/amt61/x.csv").source_note() == "x.csv"
    assert origin.source_url.startswith("file:///home/")  # a refresh still finds it
