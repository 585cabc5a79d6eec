"""`manage.py check --deploy` opens every key and reads every certificate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils import timezone

from templates_app.signing.anchors import trusted
from templates_app.signing.problems import NotAsWritten
from templates_app.signing.standing import Standing, standings


@register("signing", deploy=True)
def signing_check(app_configs: Sequence[Any] | None, **options: Any) -> list[CheckMessage]:
    return [*_settings(), *_certificates()]


def _settings() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.SIGNING_LONG_TERM and not (settings.TIMESTAMP_URL and settings.SIGNING_TRUST_DIR):
        hint = "Set TIMESTAMP_URL and SIGNING_TRUST_DIR."
        found.append(
            Error("SIGNING_LONG_TERM needs a time-stamping service and trusted certificates.", hint, id="signing.E1")
        )
    try:
        trusted()
    except (OSError, ValueError) as error:
        found.append(Error(f"SIGNING_TRUST_DIR holds what is no certificate: {error}", id="signing.E2"))
    return found


def _certificates() -> list[CheckMessage]:
    try:
        return [message for one in standings(now=timezone.now()) if (message := _message(one))]
    except NotAsWritten as error:
        return [Error(f"SIGNING_CONFIG: {error}", id="signing.E3")]


def _message(standing: Standing) -> CheckMessage | None:
    if standing.problem or standing.certificate is None:
        hint = f"Nothing can be approved for {standing.authority} until this is mended."
        return Error(f"{standing.authority} cannot sign: {standing.problem}", hint, id="signing.E4")
    if standing.is_ending:
        day = standing.certificate.valid_until.date().isoformat()
        hint = "Put a new one in its place: it counts at once, without a new start."
        return Warning(f"The certificate of {standing.authority} expires on {day}.", hint, id="signing.W1")
    return None
