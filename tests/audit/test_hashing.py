"""The hash can be made again without the portal: here with the ten lines of docs/audit.md and any SHA-256."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mla_portal.accounts.models import User
from mla_portal.audit.hashing import event_hash, instant_text
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb


def test_instants_are_hashed_in_utc_with_microseconds() -> None:
    assert instant_text(datetime(2026, 11, 21, 12, tzinfo=UTC)) == "2026-11-21T12:00:00.000000Z"
    tirane = datetime(2026, 11, 21, 0, 30, 0, 7, tzinfo=timezone(timedelta(hours=1)))
    assert instant_text(tirane) == "2026-11-20T23:30:00.000007Z"


def test_a_known_hash() -> None:
    assert (
        event_hash(
            prev_hash="0" * 64,
            chain="request:1",
            seq=1,
            at="2026-11-21T12:00:00.000000Z",
            recorded_at="2026-11-21T12:00:00.000001Z",
            actor="",
            actor_name="",
            verb="request.drafted",
            data="{}",
        )
        == "a8608d54dfbbe831abcab73a42a89731e690c28c5f210a22b939b11f43bfba86"
    )


@pytest.mark.django_db
def test_database_python_and_sha256sum_agree() -> None:
    user = User.objects.create_user("officer.rs", name="Ђорђе | Č")
    event = event_record(
        chain="request:1", verb=Verb.REQUEST_SENT, actor=user, data={"z": "\u2028 \\ é", "n": 1.5, "l": []}
    )
    text = "\n".join(
        (
            "mla-portal event 1",
            event.prev_hash,
            "request:1",
            "1",
            instant_text(event.at),
            instant_text(event.recorded_at),
            str(user.pk),
            "Ђорђе | Č",
            "request.sent",
            event.data,
        )
    )
    printed = subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True).stdout
    assert printed.decode().split()[0] == event.hash == hashlib.sha256(text.encode()).hexdigest()
