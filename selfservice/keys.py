"""Keys that a first start on one machine makes for itself, kept in files only their owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_key(path: Path, octets: int = 32) -> str:
    """The URL-safe key stored at `path`, made on the first call.

    Two processes starting together agree: the one that loses the exclusive link reads the
    other's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    scratch.touch(mode=0o600)
    scratch.write_text(secrets.token_urlsafe(octets))
    try:
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()
    return path.read_text()
