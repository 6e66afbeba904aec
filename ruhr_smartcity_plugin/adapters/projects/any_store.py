# SPDX-License-Identifier: GPL-2.0-or-later
"""The store behind a text: a GeoPackage by its path, PostgreSQL and feature services by their address."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Union
from urllib.parse import urlsplit, urlunsplit

from ruhr_smartcity_plugin.adapters.projects.feature_address import (
    feature_key,
    is_feature_address,
    open_feature_store,
)
from ruhr_smartcity_plugin.adapters.projects.feature_store import FeatureStore
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import (
    PostgisAddress,
    has_password,
    is_postgis_address,
)
from ruhr_smartcity_plugin.adapters.projects.postgis_store import PostgisStore, create_postgis, open_postgis
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class ServiceAddress:
    """Where a register behind a web service lies, and the id of its log-in in QGIS's password store."""

    text: str
    authcfg: str
    key: str

    @property
    def kept_authcfg(self) -> str:
        """The log-in as it may be kept."""
        return self.authcfg


AnyStore = Union[GeoPackageStore, PostgisStore, FeatureStore]


def open_any(text: str, authcfg: str = "") -> AnyStore:
    """Open the register a path or an address names. Raises StoreError, InputError, NetworkError."""
    if is_feature_address(text):
        store = open_feature_store(text, authcfg)
        store.address = ServiceAddress(text.strip(), authcfg, feature_key(text))
        return store
    if is_postgis_address(text):
        return open_postgis(PostgisAddress(text, authcfg))
    return open_store(_path(text))


def create_any(text: str, authcfg: str = "") -> AnyStore:
    """Make an empty register; never replaces one. Raises StoreError, InputError."""
    if is_feature_address(text):
        raise InputError(tr(
            "A register behind a web service is made by its operator, not from here. Make a GeoPackage or a database, "
            "and let the service publish it."))
    if is_postgis_address(text):
        return create_postgis(PostgisAddress(text, authcfg))
    return create_store(_path(text))


def is_remote(text: str) -> bool:
    """Answer whether a text names a database or a service: opening it contacts somebody."""
    return is_feature_address(text) or is_postgis_address(text)


def without_password(text: str) -> str:
    """Return an address as it may be kept and shown; other texts as they are.

    >>> without_password("service=rvr password=x"), without_password("https://anna@h/wfs"), without_password("r.gpkg")
    ('service=rvr', 'https://h/wfs', 'r.gpkg')
    """
    if has_password(text):
        return PostgisAddress(text).text
    parts = urlsplit(text) if is_feature_address(text) else None
    return urlunsplit(parts._replace(netloc=parts.netloc.split("@")[-1])) if parts and "@" in parts.netloc else text


def key_of(text: str) -> str:
    """Return what tells one register from another, without any log-in."""
    if is_feature_address(text):
        return feature_key(text)
    return PostgisAddress(text).key if is_postgis_address(text) else os.path.abspath(_path(text))


def _path(text: str) -> Path:
    path = Path(text.strip()).expanduser()
    if "://" in text or not text.strip() or path.suffix.lower() != ".gpkg":
        raise InputError(tr(
            "“{text}” is no register. Give the path of a GeoPackage (.gpkg) or an address such as "
            "“postgresql://server/database”, “service=name”, or “https://server/wfs”.").format(
            text=text.split("@")[-1]))
    return path
