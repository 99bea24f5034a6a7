"""The port is bound before anything starts, and a demo is bound to this machine."""

from __future__ import annotations

import socket

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from selfservice.listening import bound


def port_of(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = port_of(taken)
        with pytest.raises(ImproperlyConfigured, match=f"port {port} .*such as PORT={port + 1}"):
            bound("127.0.0.1", port)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "shop.example.com"])
def test_a_demo_answers_on_this_machine_only(host: str) -> None:
    with override_settings(DEMO=True), pytest.raises(ImproperlyConfigured, match="leave HOST out"):
        bound(host, 0)


def test_loopback_is_bound_and_inherited_by_programs() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = port_of(probe)
    listeners = bound("127.0.0.1", port)
    try:
        assert all(listener.get_inheritable() for listener in listeners)
        assert {port_of(listener) for listener in listeners} == {port}
    finally:
        for listener in listeners:
            listener.close()
