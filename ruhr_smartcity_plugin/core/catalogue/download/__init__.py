# SPDX-License-Identifier: GPL-2.0-or-later
"""Complete downloads: pages of a service fetched, judged, fetched again where they fail, and kept without doubles."""
