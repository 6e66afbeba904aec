# SPDX-License-Identifier: GPL-2.0-or-later
"""Colours of charts that people with colour blindness tell apart, on light and on dark ground."""

from __future__ import annotations

from typing import Tuple

import numpy as np

Rgb = Tuple[int, int, int]

#: Okabe and Ito, "Color Universal Design" (2008), the darker ones first; yellow is too faint on paper.
TRACE_COLOURS: Tuple[Rgb, ...] = (
    (0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (230, 159, 0),
)
MOST_TRACES = len(TRACE_COLOURS)
GRAPHICS_CONTRAST = 3.0  # WCAG 2.1, criterion 1.4.11


def trace_colour(number: int, base: Rgb, text: Rgb) -> Rgb:
    """Return the colour of a trace, moved towards the text's until it stands out from the ground."""
    return readable(TRACE_COLOURS[number % MOST_TRACES], base, text)


def readable(colour: Rgb, base: Rgb, text: Rgb) -> Rgb:
    """Return the colour, moved towards the text's until it stands out from the base.

    >>> readable((238, 238, 0), (255, 255, 0), (0, 0, 0))
    (143, 143, 0)
    """
    for share in (1.0, 0.8, 0.6, 0.4, 0.2):
        candidate = mixed(colour, text, share)
        if contrast(candidate, base) >= GRAPHICS_CONTRAST:
            return candidate
    return text


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return `share` of one colour with the rest of another."""
    red, green, blue = (round(a * share + b * (1.0 - share)) for a, b in zip(one, other))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of WCAG 2.1, 1 to 21.

    >>> round(contrast((0, 0, 0), (255, 255, 255)))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    parts = (_linear(part / 255.0) for part in colour)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


#: Cividis, which people with and without colour blindness see alike, from low (dark blue) to high (yellow); nine even
#: steps. Nuñez, Anderson and Renslow, PLOS ONE 13(7), 2018, e0199239.
RAMP: Tuple[Rgb, ...] = (
    (0, 34, 78), (18, 53, 112), (59, 73, 108), (87, 93, 109), (112, 113, 115), (138, 134, 120), (165, 156, 116),
    (195, 179, 105), (225, 204, 85), (254, 232, 56),
)


def ramp_colours(shares: np.ndarray) -> np.ndarray:
    """Return the colours of the ramp for shares from 0 (low) to 1 (high), beyond these its ends (uint8, [..., 3]).

    >>> ramp_colours(np.array([0.0, 1.0, 7.0])).tolist()
    [[0, 34, 78], [254, 232, 56], [254, 232, 56]]
    """
    stops = np.linspace(0.0, 1.0, len(RAMP))
    channels = [np.interp(shares, stops, [colour[channel] for colour in RAMP]) for channel in range(3)]
    return np.rint(np.stack(channels, axis=-1)).astype(np.uint8)
