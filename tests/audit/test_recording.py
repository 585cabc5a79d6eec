"""Writing an event: numbered, chained and hashed by the database."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from mla_portal.accounts.models import User
from mla_portal.audit.hashing import NO_HASH
from mla_portal.audit.models import Event
from mla_portal.audit.selectors import events_of
from mla_portal.audit.services import NewEvent, event_data, event_record, events_record, events_record_from
from mla_portal.audit.verbs import Verb

pytestmark = pytest.mark.django_db


def test_the_first_event_of_a_chain() -> None:
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    event = event_record(chain="request:1", verb=Verb.REQUEST_DRAFTED, actor=None, at=at)
    assert (event.seq, event.prev_hash, event.at, event.actor_name) == (1, NO_HASH, at, "")
    assert len(event.hash) == 64
    assert event == Event.objects.get(hash=event.hash)


def test_each_event_continues_the_one_before_in_its_own_chain() -> None:
    first = event_record(chain="request:1", verb=Verb.REQUEST_DRAFTED, actor=None)
    other = event_record(chain="request:2", verb=Verb.REQUEST_DRAFTED, actor=None)
    second = event_record(chain="request:1", verb=Verb.REQUEST_SUBMITTED, actor=None)
    assert (second.seq, second.prev_hash) == (2, first.hash)
    assert (other.seq, other.prev_hash) == (1, NO_HASH)
    assert list(events_of("request:1")) == [first, second]


def test_the_name_of_the_actor_is_kept_as_it_was() -> None:
    user = User.objects.create_user("officer.al", name="Ana \n Hoxha")
    event = event_record(chain="accounts", verb=Verb.PASSWORD_CHANGED, actor=user)
    User.objects.filter(pk=user.pk).update(name="Ana Leka")
    event.refresh_from_db()
    assert (event.actor, event.actor_name) == (user, "Ana Hoxha")


def test_particulars_are_kept_as_canonical_json() -> None:
    event = event_record(chain="directory", verb=Verb.DIRECTORY_CHANGED, actor=None, data={"b": [1, None], "a": "Ë\n"})
    assert event.data == '{"a":"Ë\\n","b":[1,null]}'
    assert json.loads(event.data) == {"a": "Ë\n", "b": [1, None]}


def test_events_of_many_chains_that_a_query_names() -> None:
    data = event_data({"step": 1, "kind": "reply"})
    event_record(chain="request:2", verb=Verb.REQUEST_DRAFTED, actor=None)
    query = "SELECT 'request:' || n AS chain, %(data)s AS data FROM generate_series(3, 1, -1) n"
    events_record_from(query, {"data": data}, verb=Verb.REMINDER_SENT, at=datetime(2026, 11, 21, 12, tzinfo=UTC))
    written = (
        Event.objects.filter(verb=Verb.REMINDER_SENT, actor=None).order_by("id").values_list("chain", "seq", "data")
    )
    assert list(written) == [
        ("request:1", 1, '{"kind":"reply","step":1}'),
        ("request:2", 2, '{"kind":"reply","step":1}'),
        ("request:3", 1, '{"kind":"reply","step":1}'),
    ]


def test_the_head_of_a_chain_is_found_by_its_index_however_few_there_were() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'audit_event_chain'")
        assert "enable_seqscan=off" in (cursor.fetchone() or [[]])[0]


def test_many_events_in_one_statement_are_numbered_in_the_order_given() -> None:
    chains = ["request:2", "request:1", "request:2"]
    events_record(
        [
            NewEvent(chain=chain, verb=Verb.REQUEST_READ, actor=None, data={"place": place})
            for place, chain in enumerate(chains)
        ]
    )
    written = Event.objects.order_by("chain", "seq").values_list("chain", "seq", "data")
    assert list(written) == [
        ("request:1", 1, '{"place":1}'),
        ("request:2", 1, '{"place":0}'),
        ("request:2", 2, '{"place":2}'),
    ]


def test_what_a_caller_writes_into_the_number_or_the_hash_does_not_count() -> None:
    forged = Event.objects.create(
        chain="request:1", seq=7, at=datetime.now(UTC), verb="sign_out", data="{}", hash="f" * 64, prev_hash="e" * 64
    )
    forged.refresh_from_db()
    assert (forged.seq, forged.prev_hash) == (1, NO_HASH)
    assert forged.hash != "f" * 64


@pytest.mark.parametrize("chain", ["", "Request:1", "request:1\nx", "request: 1"])
def test_a_chain_is_named_properly(chain: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        event_record(chain=chain, verb=Verb.SIGN_OUT, actor=None)


def test_an_unknown_verb_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a valid Verb"):
        event_record(chain="accounts", verb="request.lost", actor=None)  # type: ignore[arg-type]


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        event_record(chain="accounts", verb=Verb.SIGN_OUT, actor=None, at=datetime(2026, 11, 21))  # noqa: DTZ001


def test_what_canonical_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="is not representable"):
        event_record(chain="accounts", verb=Verb.SIGN_OUT, actor=None, data={"x": float("nan")})


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        event_record(chain="accounts", verb=Verb.SIGN_OUT, actor=None)


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_the_change_it_tells_of() -> None:
    with transaction.atomic():
        event_record(chain="request:1", verb=Verb.REQUEST_DRAFTED, actor=None)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert event_record(chain="request:1", verb=Verb.REQUEST_DRAFTED, actor=None).seq == 1


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_has_a_sentence(verb: Verb) -> None:
    assert Event(verb=verb).sentence
    assert Event(verb=verb).sentence != verb.value
