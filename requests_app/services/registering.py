"""What may be written down of a request that came from outside: judged alike when it is registered and corrected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from contacts.models import Authority
from mla_portal.errors import Invalid
from requests_app.case_answers import clean_case
from requests_app.instants import EARLIEST
from requests_app.models import Arrival, SenderCheck
from requests_app.received import CASE_NUMBER, CONTINUES, OFFENCES
from requests_app.services.inputs import optional_text

Errors = dict[str, list[str]]

# What the clock of a machine may be ahead of ours.
AHEAD = timedelta(minutes=5)


def told_checked(
    facts: str, offences: Any, case_number: str, continues: Mapping[str, Any] | None
) -> tuple[dict[str, Any], Errors]:
    """What a registered request says beside the answers of its kind."""
    cleaned, errors = clean_case({"offences": [] if offences is None else offences})
    texts, wrong = texts_checked(case_number=(case_number, 200), facts=(facts, 20000))
    told = {
        "facts": texts.get("facts", ""),
        OFFENCES: cleaned["offences"],
        CASE_NUMBER: texts.get("case_number", ""),
        CONTINUES: continues,
    }
    return {name: value for name, value in told.items() if value}, errors | wrong


def texts_checked(**given: tuple[object, int]) -> tuple[dict[str, str], Errors]:
    cleaned: dict[str, str] = {}
    errors: Errors = {}
    for name, (raw, length) in given.items():
        try:
            cleaned[name] = optional_text(raw, name, length)
        except Invalid as refusal:
            errors |= refusal.errors
    return cleaned, errors


def wrong_arrival(received_at: object, channel: object, how: object, now: datetime) -> Errors:
    errors: Errors = {}
    if not isinstance(received_at, datetime) or received_at.utcoffset() is None:
        errors["received_at"] = [_("Say when it was received, with the offset from UTC.")]
    elif not EARLIEST <= received_at <= now + AHEAD:
        errors["received_at"] = [_("It cannot have been received then: this lies in the future, or before 1970.")]
    if channel not in Arrival.values:
        errors["channel"] = [choose(Arrival.values)]
    if how and how not in SenderCheck.values:
        errors["sender_verified_how"] = [choose(SenderCheck.values)]
    return errors


def wrong_sender(sender: Authority, addressee: Authority, note: str) -> Errors:
    if sender.jurisdiction_id == addressee.jurisdiction_id:
        return {"requesting_authority": [_("Choose an authority of another country: this one is in your own.")]}
    if sender.member and not note:
        return {
            "note": [
                _(
                    "%(authority)s works in this portal: its requests should come through it. Ask for that, or write"
                    " here why this one is registered by hand."
                )
                % {"authority": sender.name}
            ]
        }
    return {}


def wrong_call(channel: object, note: str) -> Errors:
    if channel != Arrival.TELEPHONE or note:
        return {}
    return {"note": [_("Write who telephoned, from which number, and what was said: nothing else is in writing.")]}


def choose(values: Collection[str]) -> str:
    return _("Choose one of: %(values)s.") % {"values": ", ".join(values)}


def number_queue_up(addressee: Authority, sender: Authority, reference: str) -> None:
    """Two colleagues who register the same letter come one after the other, and the second is told."""
    with connection.cursor() as cursor:
        key = f"incoming:{addressee.pk}:{sender.pk}:{reference}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
