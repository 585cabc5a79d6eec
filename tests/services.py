"""Where the tests find PostgreSQL, a broker and a mail server of their own.

One pair of services per clone is kept between runs (`mla_portal.local.keeper`); every run, and every xdist worker in
it, has its own database and its own number at the broker, so that runs beside each other never meet.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis

from mla_portal.local import broker, files, keeper

_DIRECTORY = Path(__file__).resolve().parent.parent / ".data" / "test"


def use() -> None:
    """Set what `mla_portal.env` reads. DATABASE_URL and REDIS_URL from outside are respected."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker and not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        os.environ["PORTAL_TEST_SERVICES"] = "kept"
    if os.environ.get("PORTAL_TEST_SERVICES") == "kept":
        _use_kept(keeper.use(_DIRECTORY), run=os.environ.setdefault("PORTAL_TEST_RUN", str(os.getpid())))
    elif worker:
        number = 1 + int(worker.removeprefix("gw"))
        os.environ["REDIS_URL"] = _with_path(os.environ["REDIS_URL"], str(number))
    data = tempfile.mkdtemp(prefix="portal-test-")
    (Path(data) / "static").mkdir()
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "mla_portal.settings",
        "DATA_DIR": data,
        "SECRET_KEY": "a key for tests that protects nothing whatsoever",
        "FILE_KEYS": f"k1:{b64encode(b'a key for tests that hides nothing'[:32]).decode()}",
        "BASE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    }


def _use_kept(addresses: dict[str, str], *, run: str) -> None:
    number = _next_number(_DIRECTORY / "number") % broker.DATABASES
    # The test runner puts test_ before the name, and the worker's name behind it.
    os.environ["DATABASE_URL"] = _with_path(addresses["DATABASE_URL"], f"portal_{run}")
    os.environ["REDIS_URL"] = _with_path(addresses["REDIS_URL"], str(number))
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()


def _next_number(path: Path) -> int:
    held = files.lock(path.with_suffix(".lock"))
    number = int(path.read_text()) + 1 if path.exists() else 0
    path.write_text(str(number))
    os.close(held)
    return number


def _with_path(url: str, path: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{path}"))
