"""Who is at a place now: a note that forgets itself.

Nothing may depend on it: when Redis does not answer, nobody is said to be there.
"""

from __future__ import annotations

import logging
import time
from functools import cache

import redis
from django.conf import settings

# How long somebody counts as being there after the last sign of it, in seconds.
STAYS = 120

log = logging.getLogger(__name__)


def presence_mark(place: str, key: str) -> list[str]:
    """Note that `key` is at this place now; the keys of the others who are there."""
    name, now = _name(place), time.time()
    try:
        with _client().pipeline(transaction=True) as commands:
            commands.zadd(name, {key: now})
            commands.zremrangebyscore(name, "-inf", now - STAYS)
            commands.expire(name, STAYS)
            commands.zrange(name, 0, -1)
            there = commands.execute()[-1]
    except redis.RedisError:
        log.exception("Redis does not answer; nobody is said to be at %s", place)
        return []
    return [one.decode() for one in there if one.decode() != key]


def presence_end(place: str, key: str) -> None:
    """They have left; whoever does not say so is forgotten in time."""
    try:
        _client().zrem(_name(place), key)
    except redis.RedisError:
        log.exception("Redis does not answer; %s is forgotten in time", place)


def _name(place: str) -> str:
    return f"mla:presence:{place}"


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
