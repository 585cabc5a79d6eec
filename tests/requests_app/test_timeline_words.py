"""Each event that a side may know of has its words."""

from __future__ import annotations

import pytest

from mla_portal.audit.verbs import Verb
from requests_app.models import Request
from requests_app.selectors.assignments import ASSIGNED
from requests_app.selectors.timeline_verbs import verbs_of
from requests_app.selectors.timeline_words import title_of
from requests_app.states import Side


@pytest.mark.parametrize("side", list(Side))
def test_whatever_a_side_may_know_has_a_title(side: Side) -> None:
    for verb in set(verbs_of(side, Request())) - set(ASSIGNED.values()):
        assert title_of(verb, {"outcome": "executed"}, side), verb


def test_what_is_sent_on_one_side_is_received_on_the_other() -> None:
    assert [title_of(Verb.REQUEST_SENT, {}, side) for side in (Side.REQUESTING, Side.REQUESTED)] == ["Sent", "Received"]
