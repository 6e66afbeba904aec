# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings and application of the service. Runs in the servers' environment; all choices come by environment.

STA_DATABASE file, STA_URL public address, STA_ID_TYPE uuid|int, STA_AS_PUBLISHED 1 leaves the package unpatched.
"""

from __future__ import annotations

import os
from uuid import UUID

from django.conf import settings
from django.db import models

INT_IDS = os.environ.get("STA_ID_TYPE") == "int"
AS_PUBLISHED = os.environ.get("STA_AS_PUBLISHED") == "1"

if INT_IDS:
    # The package's tables have UUID keys only; FROST and others count. Models and migrations both take this field.
    models.UUIDField = lambda **_options: models.BigAutoField(primary_key=True)

settings.configure(
    SECRET_KEY="loopback only",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="sta_urls",
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["STA_DATABASE"]}},
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "sensorthings.versions.v1_1",
        "sensorthings.versions.v1_1.backends.django",
        "sensorthings.versions.v1_1.extensions.dataarray",
    ],
    SENSORTHINGS_V1_1_SERVICE_URL=os.environ.get("STA_URL", "http://127.0.0.1"),
    SENSORTHINGS_V1_1_BACKEND_ADAPTER=(
        "sensorthings.versions.v1_1.backends.django.adapter.DjangoBackendAdapter" if AS_PUBLISHED else "sta_fix.Adapter"
    ),
    SENSORTHINGS_V1_1_ID_TYPE=int if INT_IDS else UUID,
    SENSORTHINGS_V1_1_ID_DELIMITER="" if INT_IDS else "'",
    SENSORTHINGS_V1_1_MAX_TOP=1000,
)


def application():
    """Return the ASGI application (uvicorn's --factory)."""
    from django.core.asgi import get_asgi_application

    asgi = get_asgi_application()
    if not AS_PUBLISHED:
        import sta_fix

        sta_fix.repair_paging()
    return asgi
