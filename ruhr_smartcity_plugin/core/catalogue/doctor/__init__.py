# SPDX-License-Identifier: GPL-2.0-or-later
"""The project doctor: what is wrong with the layers of a project, and what would heal them."""
