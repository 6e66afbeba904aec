# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip that goes to the plugin portal: its rules, and what we ask of it beyond them."""

from __future__ import annotations

import configparser
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import package, qgis_profile, stage, validator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def zip_path(tmp_path_factory) -> Path:
    return package.package(tmp_path_factory.mktemp("zip"))


def rebuilt(zip_path: Path, target: Path, change=lambda names: names) -> Path:
    """Return a copy of the zip whose {name: content} went through `change`."""
    with zipfile.ZipFile(zip_path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in change(contents).items():
            archive.writestr(name, content)
    return target


def test_the_portal_finds_nothing_to_refuse(zip_path):
    assert validator.findings(zip_path) == []
    assert zip_path.name == f"ruhr_smartcity_plugin-{stage.metadata()['version']}.zip"


def test_the_zip_holds_one_folder_with_all_that_ships(zip_path):
    with zipfile.ZipFile(zip_path) as archive:
        names = archive.namelist()
    top = "ruhr_smartcity_plugin/"
    assert all(name.startswith(top) for name in names)
    wanted = ["__init__.py", "plugin.py", "metadata.txt", "LICENSE", "resources/icons/icon.svg"]
    assert {top + name for name in [*wanted, "i18n/ruhr_smartcity_plugin_de.qm"]} <= set(names)
    assert not [name for name in names if name.startswith(top + "test") or name.endswith((".ts", ".pyc", "~"))]


def test_every_source_file_is_in_the_zip(zip_path):
    with zipfile.ZipFile(zip_path) as archive:
        names = set(archive.namelist())
    package_files = sorted((ROOT / "ruhr_smartcity_plugin").rglob("*.py"))
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.name[0] not in ".~"]
    expected = {path.relative_to(ROOT).as_posix() for path in package_files}
    expected |= {f"ruhr_smartcity_plugin/{path.relative_to(ROOT).as_posix()}" for path in resources}
    assert expected <= names


def test_two_builds_are_identical_byte_for_byte(zip_path, tmp_path):
    again = package.package(tmp_path)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(zip_path.read_bytes()).digest()


def test_entries_are_sorted_with_fixed_dates_and_plain_modes(zip_path):
    with zipfile.ZipFile(zip_path) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {package.ENTRY_TIME}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_only_text_and_pictures_ship(zip_path):
    """QGIS's own project format is a zip of text."""
    kinds = {Path(name).suffix for name in zipfile.ZipFile(zip_path).namelist()}
    allowed = {".py", ".txt", "", ".svg", ".ui", ".json", ".qml", ".qm", ".sql", ".html", ".css", ".csv", ".png",
               ".qgz"}
    assert kinds <= allowed


def test_metadata_says_what_the_portal_and_qgis_read():
    keys = stage.metadata()
    assert keys["qgisMinimumVersion"] == "3.40"
    assert keys["qgisMaximumVersion"] == "4.99"
    assert keys["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in keys
    assert keys["description"].isascii()  # the portal wants the short description in English
    assert "shapely" in keys["about"]
    assert len(keys["description"]) <= 200


BROKEN = {
    "LICENSE is missing": lambda c: {n: v for n, v in c.items() if not n.endswith("LICENSE")},
    "metadata.txt is missing": lambda c: {n: v for n, v in c.items() if not n.endswith("metadata.txt")},
    "__init__.py is missing": lambda c: {n: v for n, v in c.items() if n != "ruhr_smartcity_plugin/__init__.py"},
    "exactly one folder": lambda c: {**c, "other/file.py": b""},
    "is no Python identifier": lambda c: {"ruhr-plugin/" + n.split("/", 1)[1]: v for n, v in c.items()},
    "not a plain relative path": lambda c: {**c, "ruhr_smartcity_plugin/../evil.py": b""},
    "hidden, cache or version control": lambda c: {**c, "ruhr_smartcity_plugin/.bandit": b""},
    "file type the portal refuses": lambda c: {**c, "ruhr_smartcity_plugin/run.sh": b""},
    "tests do not ship": lambda c: {**c, "ruhr_smartcity_plugin/tests/test_x.py": b""},
}


@pytest.mark.parametrize("expected", BROKEN)
def test_the_validator_names_what_is_wrong_with_a_zip(zip_path, tmp_path, expected):
    found = validator.findings(rebuilt(zip_path, tmp_path / "broken.zip", BROKEN[expected]))
    assert [text for text in found if expected in text]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("about=20 % faster", "cannot be read"),
        ("tracker=", "tracker is missing"),
        ("supportsQt6=True", "supportsQt6"),
        ("author=Someone / Else", "plain ASCII"),
        ("version=1.10.0", "single digits"),
        ("icon=nowhere.svg", "is not in the zip"),
    ],
)
def test_the_validator_names_what_is_wrong_with_the_metadata(zip_path, tmp_path, line, expected):
    name = "ruhr_smartcity_plugin/metadata.txt"

    def change(contents: dict) -> dict:
        key = line.split("=")[0]
        lines = [text for text in contents[name].decode().splitlines() if not text.startswith(f"{key}=")]
        return {**contents, name: "\n".join([*lines, line]).encode()}

    found = validator.findings(rebuilt(zip_path, tmp_path / "broken.zip", change))
    assert [text for text in found if expected in text]


def test_a_zip_above_25_megabytes_is_refused(zip_path, tmp_path):
    filler = {"ruhr_smartcity_plugin/filler.txt": os.urandom(26 << 20)}
    large = rebuilt(zip_path, tmp_path / "large.zip", lambda contents: {**contents, **filler})
    assert "larger than 25 MB" in validator.findings(large)[0]


def test_a_release_is_refused_until_the_publisher_has_set_the_four_values(capsys, tmp_path):
    assert package.main(["--release", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert all(key in said for key in ("homepage", "tracker", "repository", "email", "CONTRIBUTING.md"))
    assert not list(tmp_path.iterdir())


def test_a_release_is_allowed_with_the_publishers_values():
    parser = configparser.ConfigParser()
    parser.read_dict({"general": dict(stage.metadata())})
    keys = parser["general"]
    for key in validator.ADDRESSES:
        keys[key] = f"https://www.ruhr-publisher.de/{key}"
    keys["email"] = "geo@ruhr-publisher.de"
    assert validator.publisher_findings(keys) == []
    keys["tracker"] = "http://example.org/issues"
    assert len(validator.publisher_findings(keys)) == 1


def test_make_zip_release_1_says_no(tmp_path):
    """Through make, with the set-up left out (the environment running this test is the one it would make)."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$(if $(RELEASE),--release)" in makefile
    answer = subprocess.run(
        ["make", "-n", "zip", "RELEASE=1"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "scripts.package --release" in answer


def test_a_fresh_profile_holds_the_plugin_from_the_zip_switched_on_in_german(zip_path, tmp_path):
    profile = qgis_profile.fresh(tmp_path, zip_path)
    settings = configparser.ConfigParser()
    settings.optionxform = str
    settings.read(profile / "QGIS" / "QGIS3.ini")
    assert settings["PythonPlugins"]["ruhr_smartcity_plugin"] == "true"
    assert settings["locale"]["userLocale"] == "de_DE"
    assert (profile / "python" / "plugins" / "ruhr_smartcity_plugin" / "metadata.txt").exists()


def test_a_linked_profile_finds_resources_and_german(tmp_path):
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    qgis_profile.link(plugins)
    target = qgis_profile.link(plugins)  # twice: an old link goes, the checkout stays
    assert not target.is_symlink()
    code = "from ruhr_smartcity_plugin.paths import shipped, PACKAGE_DIR; print(PACKAGE_DIR, shipped('i18n').exists())"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(plugins), "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout.split()[1] == "True"
    shutil.rmtree(target)
    assert (ROOT / "ruhr_smartcity_plugin" / "__init__.py").exists()


@pytest.mark.parametrize("is_broken", [False, True])
def test_linking_replaces_a_link_to_a_whole_folder_and_leaves_that_alone(tmp_path, is_broken):
    plugins, elsewhere = tmp_path / "plugins", tmp_path / "elsewhere"
    plugins.mkdir()
    if not is_broken:
        elsewhere.mkdir()
        (elsewhere / "kept.py").touch()
    (plugins / "ruhr_smartcity_plugin").symlink_to(elsewhere)
    target = qgis_profile.link(plugins)
    assert target.is_dir()
    assert not target.is_symlink()
    assert (target / "metadata.txt").exists()
    assert is_broken or (elsewhere / "kept.py").exists()


def test_deploying_into_a_profile_that_does_not_exist_names_the_known_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "QGIS" / "QGIS3" / "profiles" / "work").mkdir(parents=True)
    with pytest.raises(SystemExit, match=r"no QGIS profile 'wrok'.*known: \['work'\]"):
        qgis_profile.user_plugins("wrok")
    assert qgis_profile.user_plugins("work").is_dir()
