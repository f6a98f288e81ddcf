"""A folder of feed files → a web server on loopback, with validators like a real publisher's."""

from __future__ import annotations

import hashlib
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit

_TYPES = {
    ".rss": "application/rss+xml",
    ".xml": "application/xml",
    ".rdf": "application/rdf+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
}


class FolderServer:
    """Serves the files under a folder on 127.0.0.1 while the context is open.

    Args:
        folder: Only files inside it are served; sub-folders included.
        port: 0 takes a free one. Give the same port again and the feed addresses stay the same.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.folder = folder.resolve()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.folder = self.folder
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    @property
    def base_url(self) -> str:
        """Address of the folder, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def url_of(self, path: Path) -> str:
        """Return the address under which a file of the folder is served."""
        return f"{self.base_url}/{quote(path.resolve().relative_to(self.folder).as_posix())}"

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    folder: Path

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that hung up: it knows, and nobody else is concerned."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed names two kinds of requests


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        path = (self.server.folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
        if not path.is_relative_to(self.server.folder) or not path.is_file():
            self._answer(HTTPStatus.NOT_FOUND, b"not found\n", "text/plain", etag="")
            return
        body = path.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", "", etag=etag)
            return
        self._answer(HTTPStatus.OK, body, _TYPES.get(path.suffix, "application/xml"), etag=etag)

    def _answer(self, status: HTTPStatus, body: bytes, content_type: str, *, etag: str) -> None:
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        if etag:
            self.send_header("ETag", etag)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing: the poll reports what matters."""
