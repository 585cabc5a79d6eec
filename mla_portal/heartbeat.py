"""Signs of life of the parts that nobody can call: each leaves one in the cache, where it fades by itself.

`python -m mla_portal.heartbeat beat` ends with 0 when the beat is alive and with 1 when not, for a container's check.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any, Literal

import redis
from celery.beat import PersistentScheduler
from django.core.cache import cache

Part = Literal["worker", "beat"]
FADES_AFTER_SECONDS = 20
_log = logging.getLogger(__name__)


def leave_sign(part: Part) -> None:
    """Say that this part lives. A broker that is away is no reason to die of it: the sign is left a moment later."""
    try:
        cache.set(_key(part), 1, timeout=FADES_AFTER_SECONDS)
    except redis.RedisError as error:
        _log.warning("The broker does not take a sign of life of the %s: %s", part, error)


def is_alive(part: Part) -> bool:
    """Whether the part left a sign within `FADES_AFTER_SECONDS`. Raises redis.RedisError when the broker is away."""
    return cache.get(_key(part)) is not None


class Scheduler(PersistentScheduler):
    """Celery's own scheduler, which also says that it lives each time it looks at the clock."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        leave_sign("beat")
        return float(super().tick(*args, **kwargs))


def _key(part: Part) -> str:
    return f"alive:{part}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mla_portal.settings")
    part: Part = "beat" if sys.argv[1:] == ["beat"] else "worker"
    sys.exit(0 if is_alive(part) else 1)
