"""Who may come in, and who went out."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction

from mla_portal.accounts.models import User
from mla_portal.accounts.services.guessing import TooManyAttempts, attempt_count
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.counters import count_down, count_forget

CHAIN = "accounts"


def sign_in_attempt(*, username: str, password: str, address: str) -> User | None:
    """The person whose name and password these are, or None, whichever of the two is wrong.

    Failures are counted for the name and for the address of the client. Raises TooManyAttempts, also for the right
    password; that is recorded once per window, for a line for each would let anyone fill the trail.
    """
    by_name = f"sign_in:name:{hashlib.sha256(username.lower().encode()).hexdigest()}"
    by_address = f"sign_in:address:{address}"
    try:
        attempt_count({by_name: settings.SIGN_IN_ATTEMPTS, by_address: settings.SIGN_IN_ATTEMPTS_PER_ADDRESS})
    except TooManyAttempts as refusal:
        if refusal.is_first:
            _record(Verb.SIGN_IN_THROTTLED, None, username, address)
        raise
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        _record(Verb.SIGN_IN_FAILED, None, username, address)
        return None
    count_forget(by_name)
    count_down(by_address)
    _record(Verb.SIGN_IN_SUCCEEDED, user, username, address)
    return user


def sign_out_record(*, actor: User) -> None:
    with transaction.atomic():
        event_record(chain=CHAIN, verb=Verb.SIGN_OUT, actor=actor)


def _record(verb: Verb, actor: User | None, username: str, address: str) -> None:
    """The name is noted only when somebody has it: what is typed in its place may be a password."""
    known = User.objects.filter_named(username).first()
    data = {"username": known.username if known else None, "address": address}
    with transaction.atomic():
        event_record(chain=CHAIN, verb=verb, actor=actor, data=data)
