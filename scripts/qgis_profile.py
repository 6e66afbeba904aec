# SPDX-License-Identifier: GPL-2.0-or-later
"""A throw-away QGIS profile with the plugin switched on and no start-up questions; also deploys into a real profile.

Usage: python3 -m scripts.qgis_profile fresh FOLDER     make a throw-away profile "ruhr" in FOLDER
       python3 -m scripts.qgis_profile deploy PROFILE   copy the staged plugin into the user's profile PROFILE
       python3 -m scripts.qgis_profile link PROFILE     link the checkout into the user's profile PROFILE
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import zipfile
from pathlib import Path

from scripts import translations
from scripts.stage import LEFT_OUT, PACKAGE, ROOT, stage

# The name says nothing of QGIS's own `profiles` folder level: <folder>/profiles/<name>.
NAME = "ruhr"
INI = """\
[PythonPlugins]
{package}=true
processing=true

[UI]
UITheme={theme}

[locale]
overrideFlag=true
userLocale={locale}
globalLocale={locale}

[qgis]
checkVersion=false
showTips=false
askToSaveProjectChanges=false

[migration]
fileVersion=2
firstRunVersionFlag=99999
settings=true
"""


def fresh(folder: Path, zip_path: Path | None = None, locale: str = "de_DE", theme: str = "default") -> Path:
    """Make the profile below `folder` (QGIS's --profiles-path) anew and return its folder.

    The plugin comes from `zip_path`, as the plugin manager would unpack it, or is staged from the checkout.
    """
    profile = folder / "profiles" / NAME
    if profile.exists():
        shutil.rmtree(profile)
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    settings = profile / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir()
    settings.write_text(INI.format(package=PACKAGE, theme=theme, locale=locale), encoding="utf-8")
    if zip_path is None:
        stage(plugins)
    else:
        with zipfile.ZipFile(zip_path) as archive:
            archive.extractall(plugins)  # our own zip, its names were checked when it was built
    return profile


def user_plugins(profile: str) -> Path:
    """Return the plugin folder of the user's QGIS 3 profile; it must have been made by QGIS."""
    places = {
        "Windows": Path(os.environ.get("APPDATA", "")) / "QGIS" / "QGIS3",
        "Darwin": Path.home() / "Library" / "Application Support" / "QGIS" / "QGIS3",
    }
    data_home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    profiles = places.get(platform.system(), data_home / "QGIS" / "QGIS3") / "profiles"
    folder = profiles / profile
    if not profile or not folder.is_dir():
        known = sorted(path.name for path in profiles.iterdir() if path.is_dir()) if profiles.is_dir() else []
        raise SystemExit(f"There is no QGIS profile {profile!r} in {profiles}. Start QGIS once with it; known: {known}")
    plugins = folder / "python" / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    return plugins


def link(plugins: Path) -> Path:
    """Make a real plugin folder full of links into the checkout: edits show after a reload, new files are found.

    A link to the package folder itself would not do: resources and metadata lie beside the package in a checkout.
    """
    translations.release()
    target = plugins / PACKAGE
    if target.is_symlink():  # also a broken one, which does not "exist"
        target.unlink()
    elif target.exists():
        shutil.rmtree(target)
    target.mkdir()
    inside = sorted((ROOT / PACKAGE).iterdir())
    left_out = LEFT_OUT(str(ROOT / PACKAGE), [path.name for path in inside])
    outside = [ROOT / name for name in ("resources", "i18n", "metadata.txt", "LICENSE")]
    for path in [path for path in inside if path.name not in left_out] + outside:
        (target / path.name).symlink_to(path)
    return target


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    command, name = arguments
    if command == "fresh":
        print(fresh(Path(name)))
    elif command == "deploy":
        print(f"{stage(user_plugins(name))}: reload the plugin or restart QGIS")
    elif command == "link":
        print(f"{link(user_plugins(name))}: reload the plugin or restart QGIS")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
