"""The sockets the web server answers on, bound before anything else is started."""

from __future__ import annotations

import socket

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from selfservice.environment import is_loopback

BACKLOG = 1024


def bound(host: str, port: int) -> list[socket.socket]:
    """Listening sockets that programs started from here inherit.

    `localhost` means ::1 to many browsers, so loopback is answered in both families where the
    machine has them.
    """
    if settings.DEMO and not is_loopback(host):
        raise ImproperlyConfigured(
            f"DEMO=1 answers on this machine only, and HOST is {host}: leave HOST out, "
            "or start without DEMO."
        )
    sockets = [_listener(host, port)]
    if host in {"127.0.0.1", "localhost"} and socket.has_ipv6:
        sockets += _listener_if_any("::1", port)
    return sockets


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise ImproperlyConfigured(
            f"Cannot answer on {host} port {port} ({error.strerror}): choose another port, "
            f"such as PORT={port + 1}."
        ) from error
    listener.set_inheritable(True)
    return listener


def _listener_if_any(host: str, port: int) -> list[socket.socket]:
    try:
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM).close()
        probe = socket.create_server((host, 0), family=socket.AF_INET6)
    except OSError:  # the machine has no IPv6
        return []
    probe.close()
    return [_listener(host, port)]
