# SPDX-License-Identifier: GPL-2.0-or-later
"""Who connects how to a team's register, and what each log-in is told it may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsDataSourceUri, QgsProviderRegistry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.projects.any_store import create_any, key_of, open_any
from ruhr_smartcity_plugin.adapters.projects.import_work import plan_import, save_import
from ruhr_smartcity_plugin.adapters.projects.internal_layers import is_internal_layer
from ruhr_smartcity_plugin.adapters.projects.migration import Step
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress
from ruhr_smartcity_plugin.adapters.projects.postgis_named import connection_names
from ruhr_smartcity_plugin.adapters.projects.postgis_store import open_postgis
from ruhr_smartcity_plugin.adapters.projects.postgis_upgrade import upgrade_postgis
from ruhr_smartcity_plugin.adapters.projects.register_source import INTERNAL_VIEWS, provider_of
from ruhr_smartcity_plugin.core.errors import (
    InputError,
    LayerError,
    OlderSchemaError,
    StoreError,
    StoreForbiddenError,
    StoreReadOnlyError,
)
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.core.projects.record import Organisation, Visibility
from ruhr_smartcity_plugin.core.projects.roles import Role
from ruhr_smartcity_plugin.core.projects.schema import SCHEMA_VERSION
from tests.adapters.projects.bundles import BOCHUM, simple, with_title
from tests.adapters.projects.stores import PostgisCase
from tests.support.postgres import PASSWORD, USER

WORD = "Grubenlampe 1857"


@pytest.fixture
def case(postgres):
    return PostgisCase(postgres)


@pytest.fixture
def login(case):
    """Make a log-in with a role; answers the address it uses."""
    def make(name, role=""):
        case.sql(f"DO $$ BEGIN CREATE ROLE {name} LOGIN PASSWORD '{WORD}'; EXCEPTION WHEN duplicate_object THEN NULL; "
                 "END $$")
        if role:
            case.sql(f"GRANT {role} TO {name}")
        return case.address(name, WORD)
    return make


@pytest.fixture
def stored(postgres, case):
    """A connection of QGIS with its password, as its browser keeps it; its name holds a blank and an equals sign."""
    provider = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = QgsDataSourceUri()
    uri.setConnection("127.0.0.1", str(postgres.port), case.database, USER, PASSWORD)
    name = "Rathaus = Team"
    provider.saveConnection(provider.createConnection(uri.uri(False), {"saveUsername": True, "savePassword": True}),
                            name)
    yield name
    provider.deleteConnection(name)


def test_a_connection_of_qgis_opens_the_register_and_its_password_is_nowhere_in_what_we_keep(stored, case):
    assert stored in connection_names()
    first = create_any(f"connection={stored}").save(simple(), 0, "anna")
    store = open_any(f"connection={stored}")
    assert store.get(first.project.uuid) == first
    assert store.address.text == f"connection={stored}"
    assert PASSWORD not in store.address.text + store.key + store.title
    assert store.key == key_of(case.server.address(case.database))


def test_a_connection_that_is_gone_is_said():
    with pytest.raises(InputError, match="Weg"):
        open_any("connection=Weg damit")


@pytest.mark.parametrize("text", [
    "postgresql://anna:geheim@db.example.org:5433/regi%20ster?schema=a%20b&sslmode=require",
    "postgresql://anna@/x?host=db", "service=rvr", "service=rvr schema=x", "postgresql://h/db"])
def test_what_is_kept_of_an_address_leads_to_the_same_register_without_the_password(text):
    first = PostgisAddress(text)
    again = PostgisAddress(first.text)
    assert (again.key, again.schema) == (first.key, first.schema)
    assert {**again.given, "password": ""} == {**first.given, "password": ""}
    assert "geheim" not in first.text


def test_a_service_that_is_not_defined_is_not_taken_for_a_broken_network():
    with pytest.raises(InputError) as error:
        open_any("service=gibtsnicht")
    assert "pg_service.conf" in error.value.sentence
    assert "gibtsnicht" in error.value.sentence


@pytest.mark.parametrize(("name", "role", "expected"), [
    ("gast", "ruhr_public", Role.PUBLIC), ("anna", "ruhr_member", Role.MEMBER),
    ("rita", "ruhr_reviewer", Role.REVIEWER), ("adam", "ruhr_admin", Role.ADMIN)])
def test_the_role_of_a_log_in_is_recognised(login, name, role, expected):
    assert open_postgis(login(name, role)).role is expected


def test_the_owner_is_an_administrator(case):
    assert case.again().role is Role.ADMIN


def test_who_has_no_role_is_told_that_reading_is_not_allowed(login):
    with pytest.raises(StoreForbiddenError, match="read"):
        open_postgis(login("niemand"))


def test_the_public_reads_published_projects_and_nothing_else(case, login):
    town = Organisation("Stadt Bochum", "KOM", BOCHUM)
    shown = case.store.save(replace(simple("offen", lead_uuid=town.uuid), organisations=(town,)), 0, "rita")
    hidden = simple("intern")
    case.store.save(replace(hidden, project=replace(hidden.project, visibility=Visibility.MUNICIPALITY)), 0, "rita")
    store = open_postgis(login("gast", "ruhr_public"))
    (entry,) = store.list_projects()
    assert (entry.title, entry.lead_name, entry.ags) == ("offen", "Stadt Bochum", (BOCHUM,))
    found = store.get(shown.project.uuid)
    assert found.sites == shown.sites
    assert (found.project.created_by, found.internal, found.contacts) == ("", type(found.internal)(), ())
    assert (store.history(entry.uuid), store.changes_since("")) == ((), ())
    with pytest.raises(StoreError, match="no history"):  # today's statements must not pass for those of a day
        store.histories_since("2020-01-01")
    assert (store.list_programmes(), store.overdue_contacts(date(2099, 1, 1))) == ((), ())
    assert list(store.find_all([entry.uuid, hidden.project.uuid])) == [entry.uuid]
    with pytest.raises(StoreReadOnlyError):
        store.save(with_title(found, "x"), 1, "gast")


def test_the_public_is_told_why_there_are_no_internal_layers(login):
    with pytest.raises(LayerError, match="as the public"):
        provider_of(open_postgis(login("gast", "ruhr_public")), INTERNAL_VIEWS[0])


def test_a_member_imports_its_own_projects_and_is_told_which_rows_are_others(case, login, tmp_path):
    member = open_postgis(login("anna", "ruhr_member"))
    case.sql("INSERT INTO membership (login, ags) VALUES ('anna', '05916')")
    path = tmp_path / "herne.csv"

    def bring(*lines):
        path.write_text("\n".join(("Titel;Träger;Gemeinde", *lines)), encoding="utf-8")
        rows = plan_import(member, path, "", SILENT)
        return save_import(member, rows, "anna", path.name)[0]

    assert bring("Licht;Stadt Herne;Herne") == 1  # the town's organisation comes with its key
    with pytest.raises(StoreForbiddenError) as caught:
        bring("Luft;Stadt Herne;Herne", "Lärm;Stadt Bochum;Bochum", "Laub;Stadt Essen;Essen")
    assert caught.value.sentence.startswith("Row 3, 4: ")
    assert [one.title for one in case.store.list_projects()] == ["Licht"]


def test_an_older_schema_is_brought_up_to_date_by_its_owner_once_and_others_are_told(case, login):
    case.sql("UPDATE register_schema SET version = 1")
    step = Step(1, ("CREATE TABLE neu (n integer)",))
    with pytest.raises(OlderSchemaError, match="owner “postgres”"):
        upgrade_postgis(login("rita", "ruhr_reviewer"), 2, (step,))
    with pytest.raises(OlderSchemaError):
        upgrade_postgis(case.address(), 4, (step,))  # no step leads there
    for _ in range(2):
        upgrade_postgis(case.address(), 2, (step,))
    assert case.sql("SELECT version FROM register_schema") == [(2,)]


def test_a_register_of_schema_2_is_lifted_only_when_its_owner_is_asked_and_keeps_the_review_from_members_then(
        case, login):
    held = (
        "SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = current_schema() ORDER BY 1",
        "SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE schemaname = current_schema() "
        "ORDER BY 1, 2")
    made_anew = [case.sql(one) for one in held]
    case.sql("DROP FUNCTION keep_review CASCADE")
    case.sql("DROP FUNCTION keep_words CASCADE")
    case.sql("ALTER FUNCTION works_for RESET search_path")
    case.sql("ALTER POLICY site_line_read ON site_line USING (true)")
    case.sql("ALTER POLICY change_read ON change USING (true)")
    case.sql("UPDATE register_schema SET version = 2")
    for name, role in (("gast", "ruhr_public"), ("anna", "ruhr_member"), ("adam", "ruhr_admin")):
        with pytest.raises(OlderSchemaError, match="postgres") as told:
            open_postgis(login(name, role))
        assert not told.value.may_upgrade
    with pytest.raises(OlderSchemaError) as told:
        case.again()  # to look is not to change what the whole team uses
    assert told.value.may_upgrade
    assert PASSWORD not in told.value.address
    assert case.sql("SELECT version FROM register_schema") == [(2,)]
    upgrade_postgis(case.address())
    assert case.again().read_only_reason == ""
    assert case.sql("SELECT version FROM register_schema") == [(SCHEMA_VERSION,)]
    assert [case.sql(one) for one in held] == made_anew
    assert case.sql("SELECT tgname FROM pg_trigger WHERE tgname IN ('project_review', 'comment_words') ORDER BY 1") == [
        ("comment_words",), ("project_review",)]


def test_an_upgrade_that_fails_leaves_everything_as_it_was(case):
    case.sql("UPDATE register_schema SET version = 1")
    with pytest.raises(StoreError):
        upgrade_postgis(case.address(), 2, (Step(1, ("CREATE TABLE neu (n integer)", "SELECT 1/0")),))
    assert case.sql("SELECT version FROM register_schema") == [(1,)]
    assert case.sql("SELECT to_regclass('neu')") == [(None,)]


def test_tables_of_a_register_in_a_database_count_as_internal(case, qgis_app):
    for table, expected in (("project", True), ("contact", True), ("organisation", True), ("change", True),
                            ("vocabulary", False), ("project_points", False)):
        uri = QgsDataSourceUri()
        uri.setConnection("127.0.0.1", str(case.server.port), case.database, USER, PASSWORD)
        uri.setDataSource(case.schema, table, "geom" if table == "project_points" else None, "", "fid")
        layer = QgsVectorLayer(uri.uri(), "x", "postgres")
        assert layer.isValid(), table
        assert is_internal_layer(layer) is expected, table
