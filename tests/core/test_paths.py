# SPDX-License-Identifier: GPL-2.0-or-later
"""Shipped files are found in an installed plugin and in a checkout."""

from __future__ import annotations

from ruhr_smartcity_plugin import paths


def test_a_checkout_has_its_resources_beside_the_package():
    assert paths.resource("data", "municipalities.json").is_file()
    assert paths.shipped("metadata.txt").is_file()


def test_an_installed_plugin_finds_its_own_files_first(tmp_path, monkeypatch):
    package = tmp_path / "plugins" / "ruhr_smartcity_plugin"
    (package / "resources" / "data").mkdir(parents=True)
    (package / "resources" / "data" / "x.json").write_text("{}", encoding="utf-8")
    (tmp_path / "plugins" / "resources").mkdir()
    monkeypatch.setattr(paths, "PACKAGE_DIR", package)
    assert paths.resource("data", "x.json") == package / "resources" / "data" / "x.json"


def test_a_missing_file_is_named_where_an_installed_plugin_would_have_it(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "PACKAGE_DIR", tmp_path / "ruhr_smartcity_plugin")
    assert paths.shipped("no", "such.file") == tmp_path / "ruhr_smartcity_plugin" / "no" / "such.file"


def test_a_linked_install_finds_the_resources_of_its_checkout(tmp_path, monkeypatch):
    checkout = tmp_path / "checkout"
    (checkout / "ruhr_smartcity_plugin").mkdir(parents=True)
    (checkout / "resources").mkdir()
    (checkout / "resources" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    link = tmp_path / "plugins" / "ruhr_smartcity_plugin"
    link.symlink_to(checkout / "ruhr_smartcity_plugin", target_is_directory=True)
    monkeypatch.setattr(paths, "PACKAGE_DIR", link)
    assert paths.resource("a.txt").read_text(encoding="utf-8") == "a"
