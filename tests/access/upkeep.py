"""What the routes of the directory's upkeep are about."""

from __future__ import annotations

from typing import Any

from contacts.models import DirectoryChange
from contacts.services.reachability import reachability_test_send
from mla_portal.outbox.link_keys import link_key
from tests.contacts.keepers import manager, proposal
from tests.world import World

_OF_AUTHORITY = ("authority_confirm", "authority_edit", "authority_history", "desk_new")
_OF_DESK = ("desk_edit", "desk_end", "desk_test")
_OF_COUNTRY = ("country_confirm", "country_edit", "country_history")


def upkeep_about(world: World) -> dict[str, dict[str, Any]]:
    """{route: its arguments}; `change_act` lacks the act."""
    desk = world.asked.contact_points.get(order=1)
    fact = {"code": "RO", "table": "status"}
    change = {"pk": _change(world).pk}
    return {
        **{route: {"code": "RO-247"} for route in _OF_AUTHORITY},
        **{route: {"code": "RO-247", "desk": desk.code} for route in _OF_DESK},
        **{route: {"code": "RO"} for route in _OF_COUNTRY},
        "fact_new": fact,
        "fact_edit": {**fact, "entry": "RO-CETS185"},
        "change": change,
        "change_act": change,
        "reach": {"token": _token(world)},
    }


def _token(world: World) -> str:
    """Of a test sent to the back-up desk of RO-247."""
    test = reachability_test_send(actor=world.supervisor, desk=world.asked.contact_points.get(order=2))
    return link_key(f"reach:{test.pk}")


def _change(world: World) -> DirectoryChange:
    """Proposed for RO-247."""
    return proposal(manager(world.asked), city="Cluj")
