"""Counters that all processes share and that forget by themselves: how often something was tried in a while."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings

# One step on the server: a key that ended between looking and counting would come back without an end.
_DOWN = "if redis.call('exists', KEYS[1]) == 1 then return redis.call('decr', KEYS[1]) end"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Count:
    """`number` of times so far, this one included; `seconds_left` until counting begins anew."""

    number: int
    seconds_left: int


def count_up(name: str, *, window: int) -> Count:
    """Count once more. The window, in seconds, begins with the first and is not prolonged by the later ones.

    When Redis does not answer, the count is 0: a portal in which nobody can sign in loses more than it protects.
    """
    key = _key(name)
    try:
        with _client().pipeline(transaction=True) as commands:
            commands.set(key, 0, nx=True, ex=window)
            commands.incr(key)
            commands.ttl(key)
            _set, number, seconds = commands.execute()
    except redis.RedisError:
        log.exception("Redis does not answer; %s is not counted", name)
        return Count(0, 0)
    return Count(int(number), max(1, int(seconds)))


def count_forget(name: str) -> None:
    """Begin anew: the person has shown who they are."""
    try:
        _client().delete(_key(name))
    except redis.RedisError:
        log.exception("Redis does not answer; %s is not forgotten before its time", name)


def count_down(name: str) -> None:
    """Take back one count, unless it was forgotten in the meantime."""
    try:
        _client().eval(_DOWN, 1, _key(name))
    except redis.RedisError:
        log.exception("Redis does not answer; %s is not taken back before its time", name)


def _key(name: str) -> str:
    return f"mla:count:{name}"


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
