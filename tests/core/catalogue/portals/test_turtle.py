# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of Turtle that catalogues use, after the examples of the W3C recommendation "RDF 1.1 Turtle"."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import Graph
from ruhr_smartcity_plugin.core.catalogue.portals.turtle import add_turtle
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError

P = "@prefix : <http://x.example/#> . @prefix p: <http://p.example/> .\n"


def read(text, base="http://base.example/dir/"):
    graph = Graph("Katalog")
    add_turtle(graph, text, base, "Katalog")
    return graph


def values(text, subject="http://x.example/#s", predicate="v"):
    return [one.text or one.node for one in read(P + text).nodes[subject].properties[predicate]]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"That Seventies Show"', ["That Seventies Show"]),
        ("'single'", ["single"]),
        ('"mit \\"Zitat\\" und \\\\"', ['mit "Zitat" und \\']),
        ('"\\u00fcber \\U0001F333 \\t"', ["über \U0001f333 \t".strip() + " \t"]),
        ('"""lang\nmit "Zitat" und ""zwei"" """', ['lang\nmit "Zitat" und ""zwei"" ']),
        ("'''auch\n'so' '''", ["auch\n'so' "]),
        ('""', []),
        ('"a"@de, "b"@en-GB , "c"^^p:typ', ["a", "b", "c"]),
        ('"x"^^<http://www.w3.org/2001/XMLSchema#string>', ["x"]),
        ("5 , -7.5, 4.2E9, true , .5", ["5", "-7.5", "4.2E9", "true", ".5"]),
        ("<rel/ativ>", ["http://base.example/dir/rel/ativ"]),
        ("<#frag>", ["http://base.example/dir/#frag"]),
        ("p:mit-strich.punkt", ["http://p.example/mit-strich.punkt"]),
        ("p:a\\,b", ["http://p.example/a,b"]),
        ("p:%20x", ["http://p.example/%20x"]),
        ("p:", ["http://p.example/"]),
        (":lokal", ["http://x.example/#lokal"]),
        ("p:äöü", ["http://p.example/äöü"]),
        ("p:a:b", ["http://p.example/a:b"]),
        ("_:knoten", ["_:knoten"]),
    ],
)
def test_values(written, expected):
    found = values(f":s :v {written} .")
    assert [one for one in found if one] == expected


def test_the_dot_after_a_name_or_number_ends_the_statement():
    graph = read(P + ":s :v p:name.\n:t :v 5.\n:u :v true.")
    assert set(graph.nodes) >= {"http://x.example/#s", "http://x.example/#t", "http://x.example/#u"}


def test_lists_of_properties_and_values_and_stray_semicolons():
    graph = read(P + ":s a p:T ; :v 1, 2 ; ; :w 3 ; .")
    node = graph.nodes["http://x.example/#s"]
    assert node.types == ["T"]
    assert [one.text for one in node.properties["v"] + node.properties["w"]] == ["1", "2", "3"]


def test_nameless_nodes_nest_and_may_be_subjects():
    graph = read(P + ':s :v [ :w [ :x "tief" ] ; :y 1 ] . [ :z "allein" ] . [ :z "auch" ] :q 1 .')
    texts = {one.text for node in graph.nodes.values() for found in node.properties.values() for one in found}
    assert {"tief", "allein", "auch"} <= texts


def test_collections_hold_their_members():
    graph = read(P + ':s :v ( "a" "b" ( "c" ) ) .')
    ((_, members),) = graph.nodes_of(graph.nodes["http://x.example/#s"], "v")
    assert [one.text for one in members.properties["member"]][:2] == ["a", "b"]


def test_directives_in_both_styles_and_comments():
    text = """# Kommentar mit "Zitat" und <Adresse>
    PREFIX q: <http://q.example/>
    BASE <http://b.example/x/>
    @base <y/> .
    q:s q:v <z> . # Ende"""
    graph = read(text)
    assert graph.nodes["http://q.example/s"].properties["v"][0].node == "http://b.example/x/y/z"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (P + ':s :v "offen .', 2),
        (P + ':s :v """offen .', 2),
        (P + ":s :v [ :w 1 .", 2),
        (P + ":s :v", 2),
        (P + ":s .", 2),
        (P + "\n\n:s q:v 1 .", 4),
        (P + '"text" :v 1 .', 2),
        (P + ":s 5 1 .", 2),
        (P + "{ :s :v 1 }", 2),
        (P + ":s :v <<:a :b :c>> .", 2),
        ("@prefix x <http://x.example/> .", 1),
        (P + ":s :v 1 ]", 2),
        ("@@@@", 1),
    ],
)
def test_what_is_broken_or_not_read_is_refused_with_its_line(text, line):
    with pytest.raises(UnexpectedContentError) as caught:
        read(text)
    assert f"line {line}" in caught.value.sentence
    assert "Katalog" in caught.value.sentence


@pytest.mark.parametrize(
    "text",
    [
        '"""' + "a" * 300_000,
        '"' + "\\" * 100_001,
        "p:" + "a" * 300_000,
        "a" * 200_000,
        "<" + "a" * 300_000,
        "." * 100_000,
        "_" * 100_000,
        "p:" + ".a" * 100_000 + "..",
        "a-" * 60_000,
    ],
)
def test_hostile_text_ends_quickly(text):
    with pytest.raises(UnexpectedContentError):
        read(P + text)
