# SPDX-License-Identifier: GPL-2.0-or-later
"""URLs of the service: everything below /v1.1/."""

from __future__ import annotations

from sensorthings.versions.v1_1.urls import urlpatterns

__all__ = ["urlpatterns"]
