"""`manage.py verify_audit` finds whatever the owner of the tables did to them, and says where."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mla_portal.audit.services import NewEvent, event_record, events_record
from mla_portal.audit.verbs import Verb
from tests.audit.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trail() -> None:
    """Five events in request:1 and two in request:2."""
    chains = ["request:1"] * 5 + ["request:2"] * 2
    events_record([NewEvent(chain=chain, verb=Verb.REQUEST_READ, actor=None) for chain in chains])


def verify(**options: str) -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, **options)
    return out.getvalue()


def broken(**options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="is broken") as refused:
        call_command("verify_audit", stdout=out, **options)
    assert refused.value.returncode == 1
    return out.getvalue()


def test_an_intact_trail() -> None:
    assert verify() == "The audit trail is intact: 2 chains, 7 events.\n"


def test_one_chain_alone() -> None:
    tamper("delete from audit_event where chain = 'request:1'")
    assert verify(chain="request:2") == "The audit trail is intact: 1 chains, 2 events.\n"
    assert broken(chain="request:1")


def test_a_chain_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="There is no chain request:9"):
        verify(chain="request:9")


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'request.sent'",
        "data = '{\"x\":1}'",
        "actor_name = 'Somebody'",
        "at = at - interval '1 microsecond'",
        "at = 'infinity'",
        "recorded_at = recorded_at + interval '1 day'",
    ],
)
def test_a_forged_row(change: str) -> None:
    tamper(f"update audit_event set {change} where chain = 'request:1' and seq = 3")  # noqa: S608
    assert broken() == "request:1, event 3: it does not say what was written\n"


def test_a_row_forged_with_a_new_hash_breaks_the_next() -> None:
    tamper("update audit_event set hash = repeat('a', 64) where chain = 'request:1' and seq = 3")
    assert broken() == "request:1, event 3: it does not say what was written\n"
    tamper("update audit_event set prev_hash = repeat('a', 64) where chain = 'request:1' and seq = 4")
    assert broken().startswith("request:1, event 3")


def test_a_row_moved_to_another_chain() -> None:
    tamper("update audit_event set chain = 'request:3' where chain = 'request:2'")
    assert broken().splitlines() == [
        "request:2, event 1: it is missing, with all up to the last, 2",
        "request:3, event 1: it does not say what was written",
    ]


def test_a_row_removed_from_the_middle() -> None:
    tamper("delete from audit_event where chain = 'request:1' and seq = 3")
    assert broken() == "request:1, event 3: it is missing\n"


def test_a_removed_row_and_its_followers_renumbered() -> None:
    tamper("delete from audit_event where chain = 'request:1' and seq = 3")
    tamper("update audit_event set seq = seq - 1 where chain = 'request:1' and seq > 3")
    assert broken() == "request:1, event 3: it does not continue the event before it\n"


def test_a_removed_tail() -> None:
    tamper("delete from audit_event where chain = 'request:1' and seq > 3")
    assert broken() == "request:1, event 4: it is missing, with all up to the last, 5\n"


def test_a_chain_removed_whole() -> None:
    tamper("delete from audit_event where chain = 'request:2'")
    assert broken() == "request:2, event 1: it is missing, with all up to the last, 2\n"


def test_a_removed_tail_with_the_head_put_back() -> None:
    tamper("delete from audit_event where chain = 'request:2' and seq = 2")
    tamper("update audit_chainhead set seq = 1 where chain = 'request:2'")
    assert broken() == "request:2, event 1: it is the last, but not the one that the head of the chain names\n"


def test_a_removed_head() -> None:
    tamper("delete from audit_chainhead where chain = 'request:2'")
    assert broken() == "request:2, event 2: it is the last, but the head of the chain is missing\n"


def test_an_event_written_around_the_trigger() -> None:
    tamper(
        "insert into audit_event (chain, seq, at, actor_name, verb, data, prev_hash, hash)"
        " select chain, 3, at, '', 'request.sent', '{}', hash, repeat('b', 64)"
        " from audit_event where chain = 'request:2' and seq = 2"
    )
    assert broken() == "request:2, event 3: it does not say what was written\n"


def test_every_broken_chain_is_named() -> None:
    tamper("update audit_event set verb = 'sign_out' where seq = 2")
    assert [line.rpartition(":")[0] for line in broken().splitlines()] == ["request:1, event 2", "request:2, event 2"]


def test_writing_goes_on_after_a_break_and_the_break_stays_visible() -> None:
    tamper("update audit_event set verb = 'sign_out' where chain = 'request:1' and seq = 2")
    event_record(chain="request:1", verb=Verb.REQUEST_READ, actor=None)
    assert broken().startswith("request:1, event 2")
