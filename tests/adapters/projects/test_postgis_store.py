# SPDX-License-Identifier: GPL-2.0-or-later
"""What only a database can do to a register: rights, log-ins, broken lines."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from qgis.core import QgsApplication

from ruhr_smartcity_plugin.adapters.projects import postgis_connection
from ruhr_smartcity_plugin.adapters.projects.persons import delete_person, find_person
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress
from ruhr_smartcity_plugin.adapters.projects.postgis_store import (
    PostgisStore,
    PostgresSession,
    create_postgis,
    open_postgis,
)
from ruhr_smartcity_plugin.core.errors import (
    ConnectionFailedError,
    InputError,
    NotARegisterError,
    StoreBusyError,
    StoreError,
    StoreForbiddenError,
    StoreUncertainError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.persons import Person
from ruhr_smartcity_plugin.core.projects.record import Organisation, Visibility
from ruhr_smartcity_plugin.core.projects.schema import SCHEMA_VERSION
from tests.adapters.projects.bundles import BOCHUM, ESSEN, full, simple, with_title
from tests.adapters.projects.stores import PostgisCase
from tests.support.tcp_chaos import TcpChaos

WORD = "Grubenlampe 1857"
COMMIT = b"COMMIT\0"  # as a whole message; "READ COMMITTED" is another one
LOGINS = {"anna": ("ruhr_member", BOCHUM), "bert": ("ruhr_member", ESSEN), "rita": ("ruhr_reviewer", ""),
          "adam": ("ruhr_admin", ""), "gast": ("ruhr_public", "")}
BOCHUM_TOWN, ESSEN_TOWN = Organisation("Stadt Bochum", "KOM", BOCHUM), Organisation("Stadt Essen", "KOM", ESSEN)


@pytest.fixture
def case(postgres):
    return PostgisCase(postgres)


def team_of(case):
    """The register as each log-in sees it."""
    for name, (role, ags) in LOGINS.items():
        case.sql(f"DO $$ BEGIN CREATE ROLE {name} LOGIN PASSWORD '{WORD}'; EXCEPTION WHEN duplicate_object THEN NULL; "
                 "END $$")
        case.sql(f"GRANT {role} TO {name}")
        if ags:
            case.sql("INSERT INTO membership VALUES (:login, :ags)", login=name, ags=ags)
    return {name: PostgisStore(case.address(name, WORD)) for name in LOGINS}


@pytest.fixture
def team(case):
    return team_of(case)


def led_by(town, title="Kühle Orte", **values):
    return replace(simple(title, lead_uuid=town.uuid, **values), organisations=(town,))


def in_state(bundle, state):
    return replace(bundle, project=replace(bundle.project, review_state=state))


def titles(store):
    return {one.title for one in store.list_projects()}


# --- rights ---
def test_a_member_writes_what_its_municipality_leads(team):
    first = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna")
    assert team["anna"].save(with_title(first, "Neu"), 1, "anna").project.version == 2
    assert titles(team["bert"]) == {"Neu"}


def test_a_change_of_a_foreign_record_is_not_swallowed_but_said(team, case):
    first = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna")
    with pytest.raises(StoreForbiddenError) as error:
        team["bert"].save(with_title(first, "von Bert"), 1, "bert")
    assert "another municipality" in error.value.sentence
    with pytest.raises(StoreForbiddenError):
        team["bert"].delete(first.project.uuid, 1, "bert")
    assert team["anna"].get(first.project.uuid) == first
    assert case.sql("SELECT count(*) FROM change WHERE changed_by = 'bert'") == [(0,)]


def test_a_member_cannot_make_records_for_another_municipality_nor_hand_its_own_over(team):
    with pytest.raises(StoreForbiddenError):
        team["bert"].save(led_by(BOCHUM_TOWN), 0, "bert")
    mine = team["bert"].save(led_by(ESSEN_TOWN, "Essen"), 0, "bert")
    given = replace(mine, project=replace(mine.project, lead_uuid=BOCHUM_TOWN.uuid), organisations=(BOCHUM_TOWN,))
    with pytest.raises(StoreForbiddenError):
        team["bert"].save(given, 1, "bert")
    assert team["bert"].get(mine.project.uuid) == mine


def test_a_draft_without_a_lead_belongs_to_who_made_it(team):
    draft = team["anna"].save(simple("Entwurf"), 0, "anna")
    assert team["anna"].save(with_title(draft, "Entwurf 2"), 1, "anna").project.version == 2
    with pytest.raises(StoreForbiddenError):
        team["bert"].save(with_title(team["bert"].get(draft.project.uuid), "von Bert"), 2, "bert")


def test_a_district_writes_for_its_towns(team, case):
    hattingen = Organisation("Stadt Hattingen", "KOM", "05954016")
    with pytest.raises(StoreForbiddenError):
        team["anna"].save(led_by(hattingen), 0, "anna")
    case.sql("INSERT INTO membership VALUES ('anna', '05954')")
    assert team["anna"].save(led_by(hattingen), 0, "anna").project.version == 1


def test_what_is_for_the_own_municipality_only_is_not_even_listed_for_others(team):
    town = led_by(BOCHUM_TOWN, "Nur Bochum")
    hidden = team["anna"].save(
        replace(town, project=replace(town.project, visibility=Visibility.MUNICIPALITY)), 0, "anna")
    assert titles(team["anna"]) == titles(team["rita"]) == {"Nur Bochum"}
    assert titles(team["bert"]) == set()
    with pytest.raises(StoreError):
        team["bert"].get(hidden.project.uuid)
    assert team["bert"].history(hidden.project.uuid) == ()
    # Its code is taken all the same.
    assert team["rita"].save(simple("anderes"), 0, "rita").project.code != hidden.project.code


def test_the_internal_part_is_read_by_who_may_write_only_and_neither_is_its_history(team):
    bundle = full()
    stored = team["rita"].save(bundle, 0, "rita")
    seen_by_bert, seen_by_anna = (team[name].get(stored.project.uuid) for name in ("bert", "anna"))
    assert seen_by_anna.internal == bundle.internal
    assert seen_by_anna.fundings == bundle.fundings
    assert seen_by_bert.internal == type(bundle.internal)()
    assert seen_by_bert.fundings == ()
    assert "nur intern" not in repr(team["bert"].history(stored.project.uuid))
    assert "nur intern" in repr(team["anna"].history(stored.project.uuid))


def test_reviewers_write_everything(team):
    first = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna")
    assert team["rita"].save(with_title(first, "geprüft"), 1, "rita").project.title == "geprüft"


def test_checking_publishing_and_returning_are_for_reviewers(team, case):
    first = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna")
    sent = team["anna"].save(in_state(first, "EIN"), 1, "anna")
    for state in ("PRF", "VOE", "ZUR"):
        with pytest.raises(StoreForbiddenError):
            team["anna"].save(in_state(sent, state), 2, "anna")
    with pytest.raises(StoreForbiddenError):
        team["anna"].save(in_state(led_by(BOCHUM_TOWN, "gleich fertig"), "VOE"), 0, "anna")
    checked = team["rita"].save(in_state(sent, "PRF"), 2, "rita")
    # What is checked stays so when its municipality goes on with it.
    assert team["anna"].save(with_title(checked, "Neu"), 3, "anna").project.review_state == "PRF"
    opened = {name: open_postgis(case.address(name, WORD)) for name in ("anna", "rita")}
    assert {name: one.may_review for name, one in opened.items()} == {"anna": False, "rita": True}


def test_who_sees_a_record_comments_on_it_and_nobody_changes_the_words_of_others(team):
    open_one = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna").project
    asked = team["bert"].save_comment(Comment(open_one.uuid, "Darf Essen mitmachen?"), "bert")
    assert team["anna"].comments(open_one.uuid) == team["rita"].comments(open_one.uuid) == (asked,)
    # Who writes the record marks a question as done; others do not.
    assert team["anna"].save_comment(replace(asked, done=True), "anna").done
    mine = team["anna"].save_comment(Comment(open_one.uuid, "Ja"), "anna")
    with pytest.raises(StoreForbiddenError):
        team["bert"].save_comment(replace(mine, text="Nein"), "bert")
    hidden = led_by(BOCHUM_TOWN, "Nur Bochum")
    hidden = replace(hidden, project=replace(hidden.project, visibility=Visibility.MUNICIPALITY))
    team["anna"].save(hidden, 0, "anna")
    team["anna"].save_comment(Comment(hidden.project.uuid, "unter uns"), "anna")
    assert team["bert"].comments(hidden.project.uuid) == ()
    with pytest.raises(StoreForbiddenError):
        team["bert"].save_comment(Comment(hidden.project.uuid, "hineingerufen"), "bert")
    with pytest.raises(StoreForbiddenError):
        team["gast"].comments(open_one.uuid)


def test_the_public_sees_views_with_public_columns_only(team, case):
    shown = team["rita"].save(led_by(BOCHUM_TOWN, "öffentlich"), 0, "rita")
    team["rita"].save(full(), 0, "rita")
    public = team["gast"]
    with pytest.raises(StoreForbiddenError):
        public.list_projects()
    with public.reading() as session:
        rows = session.rows("SELECT * FROM project_public", {})
        points = session.rows("SELECT * FROM project_points", {})
        people = session.rows("SELECT * FROM contact_public", {})
    with pytest.raises(StoreForbiddenError), public.reading() as session:
        session.rows("SELECT * FROM taken_codes()", {})
    assert [one["title"] for one in rows] == ["öffentlich"]
    assert [one["site_uuid"] for one in points] == [shown.sites[0].uuid]
    assert people == []
    assert not {"owner", "changed_by", "created_by", "review_state"} & set(rows[0])
    options = dict(case.sql("SELECT relname::text, reloptions::text FROM pg_class WHERE relkind = 'v' AND relname IN "
                            "('project_points', 'project_lines', 'project_areas', 'project_public', 'contact_public')"))
    assert len(options) == 5
    assert all("security_barrier" in one for one in options.values())


def test_history_can_only_be_added_to(team, case):
    first = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna")
    for statement in ("UPDATE change SET new_value = 'x'", "DELETE FROM change", "DELETE FROM project"):
        with pytest.raises(StoreForbiddenError), team["anna"].writing() as session:
            session.run(statement, {})
    assert len(team["anna"].history(first.project.uuid)) > 3


def test_a_stale_version_is_refused_by_the_database_itself(team):
    first = team["anna"].save(led_by(BOCHUM_TOWN), 0, "anna")
    team["anna"].save(with_title(first, "Neu"), 1, "anna")
    with pytest.raises(StoreBusyError), team["anna"].writing() as session:
        session.run("UPDATE project SET title = 'alt', version = 1", {})
    with pytest.raises(VersionConflictError):
        team["anna"].save(with_title(first, "alt"), 1, "anna")


def test_opening_says_what_a_log_in_may_not(team, case):
    assert open_postgis(case.address("anna", WORD)).read_only_reason == ""
    assert "may read" in open_postgis(case.address("gast", WORD)).read_only_reason


# --- opening ---
def test_a_database_without_a_register_is_none(postgres):
    with pytest.raises(NotARegisterError):
        open_postgis(PostgisAddress(postgres.address(postgres.new_database())))


def test_creating_never_overwrites(case):
    case.store.save(simple(), 0, "anna")
    with pytest.raises(StoreError) as error:
        create_postgis(case.address())
    assert "exists already" in error.value.sentence
    assert titles(case.store) == {"Kühle Orte"}


def test_creating_without_the_right_leaves_nothing(team, case, postgres):
    other = postgres.new_database()
    address = PostgisAddress(postgres.address(other, "anna", WORD))
    with pytest.raises(StoreForbiddenError, match="may not make a register"):
        create_postgis(address)
    assert postgres.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'ruhr_register'",
                            database=other) == [(0,)]
    # The roles are there since the first register of the server: only that one takes the right to make roles.
    postgres.execute(f"GRANT CREATE ON DATABASE {other} TO anna", database=other)
    create_postgis(address)
    assert open_postgis(address).list_projects() == ()


def test_a_database_without_postgis_is_named_as_such(postgres):
    postgres.execute("CREATE DATABASE ohne_raum TEMPLATE template0", database="postgres")
    with pytest.raises(StoreError, match="has no PostGIS"):
        create_postgis(PostgisAddress(postgres.address("ohne_raum")))
    postgres.execute("DROP DATABASE ohne_raum", database="postgres")


def test_many_projects_are_sent_and_deleted_in_few_questions(case, monkeypatch):
    asked = []

    def counted(real):
        return lambda session, statement, values: asked.append(statement) or real(session, statement, values)

    for name in ("run", "run_many", "rows"):
        monkeypatch.setattr(PostgresSession, name, counted(getattr(PostgresSession, name)))
    case.store.save_all([(with_title(full(), f"Ort {number}").as_copy(), 0) for number in range(12)], "anna", "")
    assert len(asked) < 100  # with a question for each of them it is 300 and more
    asked.clear()
    case.store.delete_all([(one.uuid, one.version) for one in case.store.list_projects()], "anna")
    assert len(asked) < 100
    assert case.store.list_projects() == ()


def test_a_locked_password_store_says_so(monkeypatch):
    class Locked:
        def updateDataSourceUriItems(self, items, _authcfg, _provider):
            return False, items

        def configIds(self):
            return ["rats001"]

        def masterPasswordIsSet(self):
            return False

    monkeypatch.setattr(QgsApplication, "authManager", Locked)
    with pytest.raises(InputError, match="locked"):
        open_postgis(PostgisAddress("postgresql://127.0.0.1:1/x", "rats001"))
    with pytest.raises(InputError, match="is not in"):
        open_postgis(PostgisAddress("postgresql://127.0.0.1:1/x", "anders1"))


def test_a_wrong_password_is_said_and_shown_nowhere(case):
    with pytest.raises(StoreForbiddenError) as error:
        open_postgis(case.address("postgres", "falsches Wort"))
    assert "log-in" in error.value.sentence
    assert "falsches" not in error.value.sentence + error.value.detail


def test_a_database_that_does_not_exist_is_no_broken_network(case):
    with pytest.raises(InputError, match="no database") as error:
        open_postgis(PostgisAddress(case.server.address("gibtesnicht")))
    assert "gibtesnicht" in error.value.sentence


@pytest.mark.parametrize("text", ["http://x/y", "register.gpkg", "", "postgresql://h/db?nonsense=1"])
def test_other_addresses_are_refused_without_showing_a_password(text):
    with pytest.raises(InputError):
        PostgisAddress(text)


def test_an_address_names_schema_and_title_and_hides_the_log_in():
    address = PostgisAddress("postgresql://anna:geheim@db.example.org:5433/register?schema=smart&sslmode=require")
    assert (address.schema, address.title) == ("smart", "register – db.example.org")
    assert "geheim" not in address.key + address.title
    assert address.given["sslmode"] == "require"
    assert PostgisAddress("service=rvr schema=x").key == "service=rvr schema=x"


def test_a_newer_schema_opens_for_reading(case):
    first = case.store.save(simple(), 0, "anna")
    case.sql(f"UPDATE register_schema SET version = {SCHEMA_VERSION + 1}")
    newer = case.again()
    assert "newer version" in newer.read_only_reason
    with pytest.raises(StoreError):
        newer.save(with_title(first, "Neu"), 1, "anna")
    assert newer.get(first.project.uuid) == first


def test_two_new_records_at_the_same_moment_get_two_codes(case, monkeypatch):
    case.store.save(simple("erstes"), 0, "anna")
    asked = []

    def race(session, statement, values):
        rows = original(session, statement, values)
        if "taken_codes" in statement and not asked:
            asked.append(1)
            case.again().save(simple("zugleich"), 0, "bert")
        return rows

    original = PostgresSession.rows
    monkeypatch.setattr(PostgresSession, "rows", race)
    stored = case.store.save(simple("zweites"), 0, "anna")
    assert sorted(one.code for one in case.store.list_projects()) == [f"RUHR-05911-{n}" for n in (1, 2, 3)]
    assert stored.project.code == "RUHR-05911-3"


# --- the line ---
@pytest.fixture
def line(postgres):
    with TcpChaos(postgres.port) as chaos:
        yield chaos


@pytest.fixture
def far(case, line):
    """The register behind a line that can break."""
    return PostgisStore(case.address("postgres", "geheim im Rathaus", line.port))


def test_a_lost_acknowledgement_is_looked_up_and_nothing_is_saved_twice(case, far, line):
    first = far.save(simple(), 0, "anna")
    line.trigger, line.fault = COMMIT, "lost_ack"
    second = far.save(with_title(first, "Neu"), 1, "anna")
    assert (second.project.title, second.project.version) == ("Neu", 2)
    line.fault = "lost_ack"
    third = far.save(simple("ganz neu"), 0, "anna")
    assert third.project.version == 1
    assert sorted(titles(case.store)) == ["Neu", "ganz neu"]


@pytest.mark.parametrize("trigger", [b"UPDATE project", COMMIT, b'INSERT INTO "change"', b"SELECT"])
def test_a_line_cut_before_the_commit_saves_nothing_and_says_so(case, far, line, trigger):
    first = far.save(full(), 0, "anna")
    line.trigger, line.fault = trigger, "cut"
    with pytest.raises(ConnectionFailedError) as error:
        far.save(with_title(first, "Neu"), 1, "anna")
    assert "Check the network" in error.value.sentence
    assert case.store.get(first.project.uuid) == first
    assert far.save(with_title(first, "Neu"), 1, "anna").project.version == 2


def test_a_line_that_stays_broken_says_that_it_is_not_known(case, far, line, monkeypatch):
    first = far.save(simple(), 0, "anna")
    line.trigger, line.fault = COMMIT, "lost_ack"
    line_is_used = postgis_connection.connect

    def connect_once(address, **options):
        connection = line_is_used(address, **options)
        line.refuse = True
        return connection

    monkeypatch.setattr("ruhr_smartcity_plugin.adapters.projects.postgis_store.connect", connect_once)
    with pytest.raises(StoreUncertainError) as error:
        far.save(with_title(first, "Neu"), 1, "anna")
    assert "not known" in error.value.sentence.replace("\n", " ")
    line.refuse = False
    # Saving again finds what was saved: a conflict with oneself would help nobody.
    assert far.save(with_title(first, "Neu"), 1, "anna").project.version == 2
    assert [one.new_value for one in case.store.history(first.project.uuid) if one.field == "title"].count("Neu") == 1


def test_a_server_that_takes_a_save_and_never_answers_does_not_keep_us_for_ever(case, far, line):
    first = far.save(simple(), 0, "anna")
    line.trigger, line.fault = b"UPDATE project", "hang"
    far.transaction_limit_s = 0.5
    with pytest.raises(ConnectionFailedError):
        far.save(with_title(first, "Neu"), 1, "anna")
    assert case.store.get(first.project.uuid) == first


def test_a_server_that_is_not_there_is_said(case):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectionFailedError):
        open_postgis(case.address("postgres", "x", port))


def test_a_record_somebody_else_holds_ends_in_a_sentence(case):
    first = case.store.save(simple(), 0, "anna")
    other = postgis_connection.connect(case.address())
    with other.cursor() as cursor:
        cursor.execute("SELECT * FROM project FOR UPDATE")
        store = PostgisStore(case.address(), lock_limit_s=0.2)
        with pytest.raises(StoreBusyError):
            store.save(with_title(first, "Neu"), 1, "anna")
    other.close()
    assert store.save(with_title(first, "Neu"), 1, "anna").project.version == 2


# --- persons ---
def test_only_an_administrator_deletes_a_person(team, case):
    person = Person("Erna Beispiel")
    bundle = led_by(BOCHUM_TOWN, description="Von Erna Beispiel erdacht.")
    bundle = replace(bundle, contacts=(Contact(name="Erna Beispiel", phone="0234-777"),))
    saved = team["anna"].save(bundle, 0, "Erna Beispiel")
    team["anna"].save_comment(Comment(saved.project.uuid, "Erna Beispiel weiß mehr."), "anna")
    for login in ("anna", "bert", "rita"):
        with pytest.raises(StoreForbiddenError):
            delete_person(team[login], person, login)
        assert find_person(team[login], person)
    delete_person(team["adam"], person, "adam")
    assert find_person(case.store, person) == ()
    assert team["anna"].get(saved.project.uuid).contacts == ()
    assert not [one for one in team["anna"].history(saved.project.uuid) if "0234-777" in (one.new_value or "")]
