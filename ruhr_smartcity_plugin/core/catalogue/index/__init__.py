# SPDX-License-Identifier: GPL-2.0-or-later
"""The local index of all chosen portals: one SQLite file, searched while the user types."""
