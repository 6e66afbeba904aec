# SPDX-License-Identifier: GPL-2.0-or-later
"""What runs in pygeoapi's own Python environment: ``python pygeoapi_site.py PORT DESCRIPTOR``."""

from __future__ import annotations

import copy
import json
import sys
from typing import Any, Dict

from pygeoapi.provider.geojson import GeoJSONProvider

_read: Dict[str, Any] = {}
_load = GeoJSONProvider._load


def _load_once(self: GeoJSONProvider, *arguments: Any, **named: Any) -> Dict[str, Any]:
    """pygeoapi's provider parses its whole file for every page; a hundred thousand objects would take minutes."""
    if self.data not in _read:
        with open(self.data, encoding="utf-8") as file:
            _read[self.data] = json.load(file)
    if not any(arguments) and not any(named.values()):
        return _Page(_read[self.data])
    return _load(self, *arguments, **named)


class _Page(dict):
    """The collection, of which only what is cut out is copied: reprojection changes objects in place."""

    def __init__(self, whole: Dict[str, Any]) -> None:
        super().__init__(whole, features=_Features(whole["features"]))


class _Features(list):
    def __getitem__(self, part: Any) -> Any:
        found = super().__getitem__(part)
        return copy.deepcopy(found)


def main(port: int, descriptor: int) -> None:
    from pygeoapi.flask_app import APP
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_request(self, *_: object) -> None:
            """Keep the log for errors."""

    make_server("127.0.0.1", port, APP, threaded=True, fd=descriptor, request_handler=Quiet).serve_forever()


if __name__ == "__main__":
    GeoJSONProvider._load = _load_once
    main(int(sys.argv[1]), int(sys.argv[2]))
