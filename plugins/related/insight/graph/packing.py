"""Discs beside one another without overlap, those with much in common close together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

WIDE = 1.5
"""The whole grows so many times wider than high: screens and paper on its side are."""

PULL = 0.4
"""Weight of the place in the middle against that of the links."""

SLACK = 1e-6


def packed(
    radii: Sequence[float], ties: Sequence[Mapping[int, float]], gap: float
) -> NDArray[np.float64]:
    """Centres, (discs, 2), of discs at least `gap` apart; each touches two others where it can.

    Discs are laid in the order given, each in the free place nearest to those it has `ties` with.
    """
    centres = np.zeros((len(radii), 2))
    for disc in range(1, len(radii)):
        laid, sizes = centres[:disc], np.array(radii[:disc])
        places = _places(laid, sizes, radii[disc], gap)
        free = _free(places, laid, sizes + radii[disc] + gap)
        wanted = _wanted(free, laid, ties[disc])
        centres[disc] = free[int(np.argmin(np.round(wanted, 6)))]
    return centres


def _places(
    laid: NDArray[np.float64], sizes: NDArray[np.float64], radius: float, gap: float
) -> NDArray[np.float64]:
    """Centres at which a disc touches two of the laid, or one of them at either side."""
    reach = sizes + radius + gap
    sides = [laid + reach[:, None] * np.array(way) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    one, other = np.triu_indices(len(laid), 1)
    between = laid[other] - laid[one]
    apart = np.sqrt((between**2).sum(axis=1))
    meet = (apart <= reach[one] + reach[other]) & (apart > SLACK)
    one, other, between, apart = one[meet], other[meet], between[meet], apart[meet]
    along = (reach[one] ** 2 - reach[other] ** 2 + apart**2) / (2 * apart)
    across = np.sqrt(np.maximum(reach[one] ** 2 - along**2, 0))
    unit = between / apart[:, None]
    foot = laid[one] + along[:, None] * unit
    turned = np.column_stack([-unit[:, 1], unit[:, 0]]) * across[:, None]
    return np.concatenate([*sides, foot + turned, foot - turned])


def _free(
    places: NDArray[np.float64], laid: NDArray[np.float64], reach: NDArray[np.float64]
) -> NDArray[np.float64]:
    distance = np.sqrt(((places[:, None, :] - laid[None, :, :]) ** 2).sum(axis=2))
    return np.asarray(places[(distance >= reach - SLACK).all(axis=1)])


def _wanted(
    places: NDArray[np.float64], laid: NDArray[np.float64], ties: Mapping[int, float]
) -> NDArray[np.float64]:
    """How far each place is from where the disc should be."""
    middle = np.sqrt((places[:, 0] / WIDE) ** 2 + places[:, 1] ** 2)
    tied = sorted(other for other in ties if other < len(laid))
    if not tied:
        return np.asarray(middle)
    weights = np.array([ties[other] for other in tied])
    distance = np.sqrt(((places[:, None, :] - laid[tied][None, :, :]) ** 2).sum(axis=2))
    return np.asarray(distance @ weights / weights.sum() + PULL * middle)
