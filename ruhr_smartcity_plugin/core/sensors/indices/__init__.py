# SPDX-License-Identifier: GPL-2.0-or-later
"""Climate indices of series: days by rule, values per day and per period, each with its completeness."""
