"""What a person, or else the authority, answered the last times where it is mostly the same again."""

from __future__ import annotations

from typing import Any

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.access import requests_visible_to
from requests_app.models import Request

# How one's own side is reached: the same from one request to the next.
OF_THE_HOUSE = ("response_expedited", "response_means", "confirmation_contact")
# Of the person alone: a colleague's name must not come along.
OF_THE_PERSON = ("person_in_charge",)
_LOOKED_AT = 10


def usual_answers(user: User, authority: Authority) -> tuple[dict[str, Any], Request | None]:
    """(answers, the newest request that one of them is from). Each is from the newest request that has it: the
    person's own first, then those of the authority that the person may see.
    """
    rows = requests_visible_to(user).filter(requesting_authority=authority).order_by("-id")
    own, others = rows.filter(author=user), rows.exclude(author=user)
    found: dict[str, Any] = {}
    source = None
    for names, recent in ((OF_THE_PERSON + OF_THE_HOUSE, own), (OF_THE_HOUSE, others)):
        for row in recent.only("reference", "content")[:_LOOKED_AT]:
            for name in names:
                if name not in found and row.content.get(name):
                    found[name] = row.content[name]
                    source = source or row
    return found, source
