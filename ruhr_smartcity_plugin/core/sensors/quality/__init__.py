# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether values can be believed: checks that flag, never delete, each with its source."""
