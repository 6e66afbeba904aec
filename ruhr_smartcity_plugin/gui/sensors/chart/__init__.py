# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts of measured values, painted with Qt alone: lines, hours of the days, wind rose; their tables and export."""
