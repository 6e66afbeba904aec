# SPDX-License-Identifier: GPL-2.0-or-later
"""A trial: one tile or picture of a service is fetched and decoded before its layer stands on the map."""

from __future__ import annotations

from typing import Callable, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
    QgsRectangle,
)
from qgis.PyQt.QtGui import QImage

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError, TruncatedError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Answer, Content, HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

Check = Callable[[Answer, str], None]


def fetch_one(
    client: HttpClient, addresses: Sequence[str], check: Check, *, expect: Content, service: str, progress: Progress
) -> bytes:
    """Fetch the first of the addresses that has something, check and return it; nothing where there is no address.

    Services leave out tiles where nothing is drawn (404, or no content), so the next one is asked then.

    Raises
    ------
    NetworkError
        None came, or what came is no tile.
    """
    failure: NetworkError | None = None
    for address in addresses:
        try:
            answer = client.get(address, expect=expect, service=service, progress=progress)
            check(answer, service)
        except (HttpStatusError, TruncatedError) as error:
            if isinstance(error, HttpStatusError) and error.status not in (204, 404):
                raise
            failure = failure or error
            continue
        return answer.body
    if failure is not None:
        raise failure
    return b""


def require_picture(answer: Answer, service: str) -> None:
    """Raise `UnexpectedContentError` for a picture that cannot be decoded: its first bytes may be all that is right."""
    picture = QImage()
    if not picture.loadFromData(answer.body) or picture.isNull():
        raise broken(service, f"{answer.url}: {len(answer.body)} bytes of {answer.content_type or 'no type'}")


def require_tile(answer: Answer, service: str) -> None:
    """Raise `UnexpectedContentError` for a tile that cannot be decoded, or that QGIS does not draw for its name.

    QGIS 3.40 drops tiles that are declared as anything but a picture, "application/octet-stream" or nothing; stores in
    the cloud say "binary/octet-stream" where nobody told them what they hold.
    """
    require_picture(answer, service)
    kind = answer.content_type.casefold()
    if kind and not kind.startswith("image/") and kind != "application/octet-stream":
        sentence = tr("The service “{service}” declares its tiles as “{type}” and not as pictures, so QGIS does not "
                      "draw them. Tell its operator.")  # fmt: skip
        text = sentence.format(service=service, type=quotable(answer.content_type, 60))
        raise UnexpectedContentError(text, answer.url)


def broken(service: str, detail: str) -> UnexpectedContentError:
    """Return the error for a picture or tile whose content is damaged."""
    sentence = tr("The service “{service}” sent a damaged picture or tile. Try again later, or tell its operator.")
    return UnexpectedContentError(sentence.format(service=service), detail)


def place_of_trial(area_25832: Box, extent_4326: Extent4326 | None, crs: str) -> QgsPointXY | None:
    """Return the middle of what the area and the layer share, in `crs`; of the layer where they share nothing.

    None where the place has no coordinates in that system.
    """
    box = box_in("EPSG:25832", crs, QgsRectangle(*area_25832))
    own = box_in("EPSG:4326", crs, QgsRectangle(*extent_4326)) if extent_4326 else None
    if box is None or own is None:
        found = box or own
        return found.center() if found is not None else None
    shared = box.intersect(own)
    return own.center() if shared.isEmpty() else shared.center()


def box_in(known: str, wanted: str, box: QgsRectangle) -> QgsRectangle | None:
    """Return a box in another system; None where that is not possible (the whole earth in metres)."""
    source, target = QgsCoordinateReferenceSystem(known), QgsCoordinateReferenceSystem(wanted)
    if not target.isValid():
        return None
    try:
        found = QgsCoordinateTransform(source, target, QgsCoordinateTransformContext()).transformBoundingBox(box)
    except QgsCsException:
        return None
    return found if found.isFinite() and not found.isEmpty() else None
