# SPDX-License-Identifier: GPL-2.0-or-later
"""The series store: stations of many owners and years of their values in one SQLite file."""
