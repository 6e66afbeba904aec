# SPDX-License-Identifier: GPL-2.0-or-later
"""Where observations come from: services and files of many owners, all read into stations and streams."""
