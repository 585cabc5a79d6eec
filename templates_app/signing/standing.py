"""Who signs, with what, until when: for the administrator, and for whoever is about to approve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from templates_app.signing.certificates import Certificate, what_forbids
from templates_app.signing.config import Source, source_of, sources
from templates_app.signing.keys import opened
from templates_app.signing.problems import CannotSign, NotAsWritten

SOON = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`problem` is a sentence where the authority cannot sign now; `is_ending` says that it soon will not."""

    authority: str
    certificate: Certificate | None = None
    problem: str = ""
    is_ending: bool = False


def standing_of(authority: str, *, now: datetime) -> Standing | None:
    """None where no certificate is set up: it does not sign."""
    try:
        source = source_of(authority)
    except NotAsWritten as error:
        return Standing(authority=authority, problem=str(error))
    return _standing(source, now) if source else None


def standings(*, now: datetime) -> list[Standing]:
    """Of every authority that is set up to sign. Raises NotAsWritten."""
    return [_standing(source, now) for source in sources().values()]


def _standing(source: Source, now: datetime) -> Standing:
    try:
        with opened(source) as key:
            certificate, problem = Certificate.of(key.certificate), what_forbids(key.certificate, now=now)
    except CannotSign as error:
        return Standing(authority=source.authority, problem=error.reason)
    is_ending = not problem and certificate.valid_until - now < SOON
    return Standing(authority=source.authority, certificate=certificate, problem=problem, is_ending=is_ending)
