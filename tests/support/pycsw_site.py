# SPDX-License-Identifier: GPL-2.0-or-later
"""What runs in pycsw's own Python environment: ``python pycsw_site.py DATABASE RECORDS_FOLDER PORT DESCRIPTOR``."""

from __future__ import annotations

import contextlib
import io
import socket
import sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from pycsw import wsgi
from pycsw.core import admin, config


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the log for errors."""


def application(environment: dict, start_response: object) -> list:
    """pycsw prints each path, and drops the port from the host's name."""
    with contextlib.redirect_stdout(io.StringIO()):
        return wsgi.application(environment, start_response)


def main(database: str, folder: str, port: int, descriptor: int) -> None:
    admin.setup_db(database, "records", "/", create_plpythonu_functions=False)
    admin.load_records(config.StaticContext(), database, "records", folder)
    server = WSGIServer(("127.0.0.1", port), Quiet, bind_and_activate=False)
    server.socket = socket.socket(fileno=descriptor)
    server.server_name, server.server_port = "127.0.0.1", port
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
