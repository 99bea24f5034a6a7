"""Servers as bad as they come: every call ends in time, in an answer or in what to do next."""

from __future__ import annotations

import gzip
import socket
import ssl
import tracemalloc
from itertools import count
from threading import Event, Timer

import pytest
from pytest_django.fixtures import Settings

from integrations.errors import ConnectorError, Misconfigured, Silent, TryAgain
from integrations.http import Answer, Request, resolving, send, sending
from integrations.http.answers import MOST, NotReadable, unpacked
from tests.integrations.http.certificates import trusted_pair
from tests.integrations.http.conftest import PATIENCE_SECONDS, Clock, Names
from tests.integrations.http.loopback import (
    OK,
    Behaviour,
    Server,
    repeats,
    resets,
    says,
    sends,
    serving,
)

GZIP = "Content-Encoding: gzip"
BOMB = gzip.compress(b"0" * (200 * MOST))
BEGUN = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n"

pytestmark = pytest.mark.usefixtures("near")

# What nobody can make sense of although it was heard.
UNCLEAR: dict[str, Behaviour] = {
    "hangs up": lambda caller: None,
    "resets": resets(),
    "resets amid the head": resets(b"HTTP/1.1 200 OK\r\nContent-"),
    "resets amid the body": resets(BEGUN + b"half"),
    "ends too early": sends(BEGUN + b"half"),
    "ends amid a chunk": sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf"),
    "says a length that is none": sends(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
    "says two lengths": sends(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
    "speaks another language": sends(b"220 mail.example ESMTP\r\n"),
    "has a status of words": sends(b"HTTP/1.1 fine\r\n\r\n"),
    "never ends its head": repeats(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"a" * 500 + b"\r\n"),
    "only ever continues": repeats(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.02),
    "drips its head": repeats(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"a", pause=0.02),
    "drips its body": repeats(BEGUN, b"a", pause=0.02),
    "sends too much": says("200 OK", body=b"0" * (MOST + 1)),
    "sends without end": repeats(b"HTTP/1.1 200 OK\r\n\r\n", b"0" * 65536),
    "sends a bomb": says("200 OK", GZIP, body=BOMB),
    "sends half a packed body": says("200 OK", GZIP, body=gzip.compress(b"{}")[:-6]),
    "sends an unpacked body as packed": says("200 OK", GZIP, body=b"{}"),
    "sends another packing": says("200 OK", "Content-Encoding: br", body=b"{}"),
    "sends two packings": says("200 OK", "Content-Encoding: gzip, gzip", body=b"{}"),
    "fails": says("500 Oh no", body=b"Traceback: secret"),
    "fails too long": says("502 Bad", body=b"0" * (MOST + 1)),
}
UNENDING = {"only ever continues", "drips its head", "drips its body"}
NOT_JSON: dict[str, bytes] = {
    "a page": b"<html>Sign in</html>",
    "nothing": b"",
    "no number": b'{"total": NaN}',
    "endless depth": b"[" * 100_000,
    "a number too long": b"9" * 10_000,
    "no text": b"\xff\xfe\x00",
}


def _post(server: Server) -> Answer:
    return send(Request("POST", server.address, body=b"{}"))


def _get(server: Server) -> Answer:
    return send(Request("GET", server.address, changes=False))


@pytest.mark.parametrize("name", UNCLEAR)
def test_what_is_unclear_is_silence_about_a_change_and_asked_again_for_a_read(
    name: str, clock: Clock
) -> None:
    def behave(caller: socket.socket) -> None:
        if name in UNENDING:
            Timer(0.2, clock.pass_by).start()
        UNCLEAR[name](caller)

    with serving(behave) as server:
        with pytest.raises(Silent) as silence:
            _post(server).make_sure()
        with pytest.raises(TryAgain):
            _get(server).make_sure()
    assert "secret" not in silence.value.sentence
    assert len(server.requests) == 2


def test_a_call_is_over_at_its_deadline_however_slowly_it_goes_on(clock: Clock) -> None:
    def drip_for_ever(caller: socket.socket) -> None:
        for turn in count():
            repeats(b"", b"a", pause=0.02, most=1)(caller)
            if turn == 5:
                clock.pass_by()

    with serving(drip_for_ever) as server, pytest.raises(Silent):
        _post(server)


def test_a_server_that_says_nothing_is_not_waited_for_beyond_the_deadline(
    settings: Settings,
) -> None:
    settings.CONNECTOR_DEADLINE_SECONDS = 3.0  # time enough to ask
    with serving(hung_up) as server, pytest.raises(Silent):
        _post(server)


def hung_up(caller: socket.socket) -> None:
    """Waits until it is."""
    caller.settimeout(PATIENCE_SECONDS)
    caller.recv(1)


def test_a_bomb_is_never_held_in_memory() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(NotReadable):
            unpacked([BOMB[:65536], BOMB[65536:]], "gzip")
        assert tracemalloc.get_traced_memory()[1] < 8 * MOST
    finally:
        tracemalloc.stop()


def test_a_packed_body_is_unpacked() -> None:
    with serving(says("200 OK", GZIP, body=gzip.compress(b'{"a": 1}'))) as server:
        assert _post(server).json() == {"a": 1}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_an_answer_that_makes_no_sense_is_unclear(body: bytes) -> None:
    with serving(says("200 OK", body=body)) as server:
        with pytest.raises(Silent):
            _post(server).json()
        with pytest.raises(TryAgain):
            _get(server).json()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with serving(sends(OK)) as canary:
        away = says(f"{status} Elsewhere", f"Location: {canary.address}")
        with serving(away) as server, pytest.raises(ConnectorError):
            _post(server).make_sure()
    assert (len(server.requests), canary.connections) == (1, 0)


def test_an_answer_that_nobody_wants_is_not_read() -> None:
    with serving(repeats(BEGUN, b"a", pause=0.02)) as server:
        answer = send(Request("POST", server.address, reads=False))
    assert (answer.status, answer.body) == (200, b"")


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(sends(OK)) as proxy, serving(sends(OK)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        _post(server).make_sure()
    assert (proxy.connections, server.connections) == (0, 1)


@pytest.mark.parametrize("value", ["key\r\nX-Injected: 1", "key\n", "", " key", "clé", "a\x00b"])
def test_a_header_cannot_begin_another(value: str) -> None:
    with serving(sends(OK)) as server, pytest.raises(Misconfigured):
        send(Request("POST", server.address, {"Authorization": value}))
    assert server.connections == 0


def test_nobody_there_means_that_nothing_left() -> None:
    with serving(sends(OK)) as gone:
        pass
    with pytest.raises(TryAgain):
        _post(gone)


def test_an_unknown_name_means_that_nothing_left(names: Names) -> None:
    with pytest.raises(TryAgain, match="cannot be found"):
        send(Request("POST", "https://nobody.example/"))


def test_a_name_that_is_not_looked_up_in_time_means_that_nothing_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONNECTOR_DEADLINE_SECONDS = 0.1
    monkeypatch.setattr(resolving, "ask", lambda *_asked: [str(Event().wait(0.4))])
    with pytest.raises(TryAgain, match="cannot be found"):
        send(Request("POST", "https://slow.example/"))


def test_the_address_that_was_checked_is_the_one_that_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [["127.0.0.1"], ["::1"]]
    monkeypatch.setattr(resolving, "ask", lambda *_asked: answers.pop(0))
    with (
        serving(sends(OK)) as first,
        serving(sends(OK), host="::1", port=first.port) as second,
    ):
        send(Request("POST", f"http://turning.example:{first.port}/")).make_sure()
    assert (first.connections, second.connections, len(answers)) == (1, 0, 1)
    assert f"Host: turning.example:{first.port}".encode() in first.requests[0]


def test_the_next_address_of_a_name_is_tried_where_one_does_not_answer(names: Names) -> None:
    names["two.example"] = ["::1", "127.0.0.1"]
    with serving(sends(OK)) as server:
        send(Request("POST", f"http://two.example:{server.port}/")).make_sure()
    assert server.connections == 1


@pytest.mark.parametrize("host", ["hooks.example", "other.example"])
def test_the_certificate_is_checked_against_the_name(
    host: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    names[host] = ["127.0.0.1"]
    theirs, ours = trusted_pair("hooks.example")
    asked: list[str | None] = []
    theirs.sni_callback = lambda _socket, name, _context: asked.append(name)
    monkeypatch.setattr(sending, "_trust", lambda: ours)
    with serving(sends(OK), tls=theirs) as server:
        request = Request("POST", f"https://{host}:{server.port}/", body=b"{}")
        if host == "hooks.example":
            send(request).make_sure()
        else:
            with pytest.raises(TryAgain, match="certificate"):
                send(request)
    assert asked == [host]
    assert len(server.requests) == (host == "hooks.example")


def test_a_server_without_tls_means_that_nothing_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONNECTOR_DEADLINE_SECONDS = 0.3
    monkeypatch.setattr(sending, "_trust", ssl.create_default_context)
    with serving(sends(b"plain")) as server, pytest.raises(TryAgain):
        send(Request("POST", f"https://127.0.0.1:{server.port}/"))
    assert server.requests == []
