"""Whether the portal can do its work: `GET /healthz/`, for a load balancer and for `make run`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mla_portal import heartbeat

LIMIT_SECONDS = 4.0
OK = "ok"
NO_ANSWER = "no answer"
_log = logging.getLogger(__name__)


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database, broker, worker and beat answer, else 503; each part is `ok` or `no answer`."""
    answers = ask({"database": _database, "broker": _broker, "worker": _worker, "beat": _beat})
    return JsonResponse(answers, status=200 if set(answers.values()) == {OK} else 503)


def ask(parts: Mapping[str, Callable[[], bool]]) -> dict[str, str]:
    """Ask all at once and wait for none longer than `LIMIT_SECONDS`: a part that hangs must not hang the answer."""
    answers = dict.fromkeys(parts, NO_ANSWER)

    def ask_one(name: str, answers_well: Callable[[], bool]) -> None:
        if answers_well():
            answers[name] = OK

    threads = [threading.Thread(target=ask_one, args=part, daemon=True) for part in parts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_SECONDS)
    return dict(answers)


def _database() -> bool:
    # The connection belongs to this thread, which ends: so a fresh one is opened, and this is what is asked about.
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except Error as error:
        _log.warning("The database does not answer: %s", error)
        return False
    finally:
        connection.close()


def _broker() -> bool:
    wait = LIMIT_SECONDS / 2
    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=wait, socket_connect_timeout=wait)
    with broker:
        return _answers("broker", broker.ping)


def _worker() -> bool:
    return _answers("worker", lambda: heartbeat.is_alive("worker"))


def _beat() -> bool:
    return _answers("beat", lambda: heartbeat.is_alive("beat"))


def _answers(name: str, question: Callable[[], object]) -> bool:
    try:
        return bool(question())
    except redis.RedisError as error:
        _log.warning("The %s does not answer: %s", name, error)
        return False
