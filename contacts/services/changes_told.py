"""The mails that a proposal causes. They name the entry and where to read; what it says stays in the portal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from contacts.access import deciders
from contacts.models import ChangeState, DirectoryChange
from contacts.selectors.changes import shown_change
from contacts.services.letters import letter
from mla_portal.accounts.models import User
from mla_portal.outbox.services import messages_cancel, messages_queue


def proposed(change: DirectoryChange, *, now: datetime) -> None:
    """To those who decide; whoever proposed it is none of them."""
    _tell("directory_proposed", change, (one for one in deciders() if one != change.made_by), now)


def decided(change: DirectoryChange, *, by: User | None, now: datetime) -> None:
    """To the proposer, and that it is overtaken also to those who decide; not to `by`, whose act it was.

    What was to tell that it waits for a decision is called off.
    """
    messages_cancel(topics=[_topic(change)], templates=["directory_proposed"], now=now)
    people = set(_proposer(change))
    if change.state == ChangeState.OVERTAKEN:
        people |= set(deciders())
    _tell("directory_decided", change, people - {by}, now)


def path_of(change: DirectoryChange) -> str:
    """Where in the portal one reads of it."""
    return f"/directory/changes/{change.pk}/"


def _proposer(change: DirectoryChange) -> list[User]:
    return [change.made_by] if change.made_by and change.made_by.is_active else []


def _tell(template: str, change: DirectoryChange, people: Iterable[User], now: datetime) -> None:
    name = shown_change(change).name
    messages_queue(
        [
            letter(
                one,
                key=f"{template}:{change.pk}:{change.state}",
                template=template,
                topic=_topic(change),
                entry=name,
                state=change.state,
                path=path_of(change),
            )
            for one in people
            if one.email
        ],
        now=now,
    )


def _topic(change: DirectoryChange) -> str:
    return f"directory-change:{change.pk}"
