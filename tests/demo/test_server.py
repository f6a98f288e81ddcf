"""The loopback server behaves like a publisher's."""

import socket
import struct
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tapestory.demo import FolderServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a b.rss").write_text("<rss/>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    return tmp_path / "site"


def _get(server: FolderServer, path: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
    connection = HTTPConnection(server.base_url.removeprefix("http://"))
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.getheader("ETag") or ""
    finally:
        connection.close()


def test_a_file_is_served_under_its_quoted_name_and_not_again_when_unchanged(folder: Path) -> None:
    with FolderServer(folder) as server:
        path = server.url_of(folder / "a b.rss").removeprefix(server.base_url)
        status, body, etag = _get(server, path, {})
        again, empty, _ = _get(server, path, {"If-None-Match": etag})

    assert (status, body) == (HTTPStatus.OK, b"<rss/>")
    assert (again, empty) == (HTTPStatus.NOT_MODIFIED, b"")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/none.rss", "/"])
def test_nothing_outside_the_folder_is_served(folder: Path, path: str) -> None:
    with FolderServer(folder) as server:
        status, _, _ = _get(server, path, {})

    assert status == HTTPStatus.NOT_FOUND


def test_a_client_that_hangs_up_is_no_error(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with FolderServer(folder) as server:
        host, _, port = server.base_url.removeprefix("http://").partition(":")
        for _ in range(20):
            with socket.create_connection((host, int(port))) as client:
                # Closed with nothing waited for, a connection is reset.
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.sendall(b"GET / HTTP/1.1\r\n")
        status, _, _ = _get(server, "/none.rss", {})

    assert status == HTTPStatus.NOT_FOUND
    assert capfd.readouterr().err == ""
