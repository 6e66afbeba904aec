# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms of the sensors room."""
