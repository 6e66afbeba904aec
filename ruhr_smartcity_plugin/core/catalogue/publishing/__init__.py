# SPDX-License-Identifier: GPL-2.0-or-later
"""Own data described for others: a DCAT-AP.de record, its rules, its three notations."""
