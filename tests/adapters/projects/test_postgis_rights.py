# SPDX-License-Identifier: GPL-2.0-or-later
"""What the database itself refuses, whoever writes past the plugin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects import postgis_connection
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import Document
from ruhr_smartcity_plugin.core.projects.record import Site, Visibility
from tests.adapters.projects.bundles import BOCHUM
from tests.adapters.projects.stores import PostgisCase
from tests.adapters.projects.test_postgis_store import BOCHUM_TOWN, WORD, led_by, team_of


@pytest.fixture
def case(postgres):
    return PostgisCase(postgres)


@pytest.fixture
def team(case):
    return team_of(case)


@pytest.fixture
def line_of(case):
    """A function that runs statements past the plugin, with the rights of a log-in, in one session each."""
    opened = {}

    def run(name, statement, **values):
        if name not in opened:
            opened[name] = postgis_connection.connect(case.address(name, WORD))
            opened[name].autocommit = True
        with opened[name].cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else cursor.rowcount

    yield run
    for one in opened.values():
        one.close()


def test_tables_of_ones_own_change_no_rights(team, case, line_of):
    """Temporary tables are found before all others unless the functions of the register say otherwise."""
    uuid = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna").project.uuid
    line_of("bert", "CREATE TEMP TABLE membership (login name, ags text)")
    line_of("bert", "CREATE TEMP TABLE organisation AS SELECT uuid, %(ags)s::text AS ags FROM organisation", ags=BOCHUM)
    line_of("bert", "INSERT INTO pg_temp.membership VALUES ('bert', %(ags)s)", ags=BOCHUM)
    assert line_of("bert", "UPDATE project SET title = 'x' WHERE uuid = %(uuid)s", uuid=uuid) == 0
    line_of("bert", "CREATE FUNCTION pg_temp.whoever() RETURNS text LANGUAGE sql AS 'SELECT current_user::text'")
    line_of("bert", "CREATE TEMP VIEW project AS SELECT pg_temp.whoever() AS code")
    assert line_of("bert", "SELECT * FROM taken_codes()") == [("RUHR-05911-1",)]


def test_what_is_for_the_own_municipality_has_no_history_for_others(team, line_of):
    bundle = replace(led_by(BOCHUM_TOWN), documents=(Document("Vorlage", relative_path="vertraulich.pdf"),), sites=(
        Site(coordinates=(376000.0, 5705000.0), label="Notstrom"),
        Site(coordinates=(376000.0, 5705000.0), label="Rathaus", visibility=Visibility.PUBLIC)))
    team["anna"].save(bundle, 0, "anna")
    assert [one.label for one in team["bert"].get(bundle.project.uuid).sites] == ["Rathaus"]
    for name, others in (("anna", 1), ("rita", 1), ("bert", 0)):
        told = str(team[name].history(bundle.project.uuid))
        assert [told.count(one) for one in ("Notstrom", "vertraulich.pdf", "Rathaus")] == [others, others, 1]


def test_the_database_itself_keeps_the_words_of_others(team, line_of):
    uuid = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna").project.uuid
    asked = team["bert"].save_comment(Comment(uuid, "Darf Essen mitmachen?"), "bert")
    for change in ("text = 'Essen zahlt'", "author = 'anna'", "owner = 'anna'", "written_at = now()"):
        with pytest.raises(Exception, match="words of others"):
            line_of("anna", f"UPDATE comment SET {change}")
    assert team["bert"].comments(uuid) == (asked,)
    assert team["anna"].save_comment(replace(asked, deleted=True), "anna").deleted  # who keeps a project tidies up
