# SPDX-License-Identifier: GPL-2.0-or-later
"""What a chart shows, worked out without a screen: windows, axes, strokes, colours, heat maps, tables."""
