"""What changes a person's account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.accounts.services.guessing import attempt_count
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.counters import count_forget
from mla_portal.errors import Invalid

CHAIN = "accounts"


def user_create(*, actor: User | None, username: str, password: str | None, **fields: Any) -> User:
    """A new person. `fields` are those of `User`; without a password nobody can sign in as them.

    Raises Invalid, with every wrong field, also when the name is taken in another spelling of its letters.
    """
    user = User(username=User.normalize_username(username), **fields)
    user.set_password(password)
    errors = _errors_of(user)
    if password is not None:
        errors |= _password_errors(password, user, field="password")
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            event_record(chain=CHAIN, verb=Verb.ACCOUNT_CREATED, actor=actor, data={"user": str(user.id)})
    except IntegrityError as error:
        raise Invalid({"username": [_("This user name is taken. Choose another one.")]}) from error
    return user


def preferences_change(*, actor: User, language: str, time_zone: str) -> User:
    """The language and the time zone in which this person reads the portal. Raises Invalid."""
    actor.language, actor.time_zone = language, time_zone
    errors = _errors_of(actor)
    if errors:
        raise Invalid(errors)
    actor.save(update_fields=["language", "time_zone"])
    return actor


def password_change(*, actor: User, old_password: str, new_password: str) -> User:
    """A new password for oneself; it ends the sessions of other browsers.

    Raises Invalid when the old one is wrong or the new one is weak, TooManyAttempts when the old one is guessed at.
    """
    guesses = f"password:{actor.id}"
    attempt_count({guesses: settings.SIGN_IN_ATTEMPTS})
    errors: dict[str, list[str]] = {}
    if not actor.check_password(old_password):
        errors["old_password"] = [_("This is not your present password. Type it again.")]
    errors |= _password_errors(new_password, actor, field="new_password")
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        actor.set_password(new_password)
        actor.save(update_fields=["password"])
        event_record(chain=CHAIN, verb=Verb.PASSWORD_CHANGED, actor=actor)
    count_forget(guesses)
    return actor


def _errors_of(user: User) -> dict[str, list[str]]:
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        return {("username" if field == "__all__" else field): texts for field, texts in error.message_dict.items()}
    return {}


def _password_errors(password: str, user: User, *, field: str) -> dict[str, list[str]]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {field: error.messages}
    return {}
