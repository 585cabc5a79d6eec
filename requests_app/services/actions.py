"""The moves by name, for the pages and the HTTP contract: {"action": name, ...answers}."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.models import Request
from requests_app.services.acknowledgements import acknowledge
from requests_app.services.emergencies import request_send_at_once
from requests_app.services.execution import (
    request_close,
    request_complete,
    request_postpone,
    request_resume,
    request_start,
)
from requests_app.services.redirects import request_redirect
from requests_app.services.refusals import request_refuse
from requests_app.services.review import request_approve, request_return, request_submit
from requests_app.services.transmissions import transmission_send
from requests_app.services.withdrawals import request_withdraw
from requests_app.states import Action

# the service of each action and the answers it takes
_SERVICES: dict[str, tuple[Callable[..., Request], frozenset[str]]] = {
    Action.SUBMIT: (request_submit, frozenset()),
    Action.RETURN: (request_return, frozenset({"reason"})),
    Action.APPROVE: (request_approve, frozenset({"seen"})),
    Action.SEND: (transmission_send, frozenset({"channel", "note", "recipients", "despite"})),
    Action.SEND_AT_ONCE: (request_send_at_once, frozenset({"emergency_facts", "channel", "note"})),
    Action.ACKNOWLEDGE: (acknowledge, frozenset({"their_reference", "note"})),
    Action.START: (request_start, frozenset()),
    Action.REFUSE: (request_refuse, frozenset({"ground", "reason", "considered"})),
    Action.REDIRECT: (request_redirect, frozenset({"authority", "note"})),
    Action.POSTPONE: (request_postpone, frozenset({"until", "reason"})),
    Action.RESUME: (request_resume, frozenset()),
    Action.COMPLETE: (
        request_complete,
        frozenset({"outcome", "note", "preserved_from", "preserved_until", "deleted_on", "items"}),
    ),
    Action.CLOSE: (request_close, frozenset()),
    Action.WITHDRAW: (request_withdraw, frozenset({"reason"})),
}
_REQUIRED = {
    Action.RETURN: ("reason",),
    Action.WITHDRAW: ("reason",),
    Action.REFUSE: ("ground", "reason"),
    Action.POSTPONE: ("until", "reason"),
}


def action_perform(*, actor: User, request: Request, action: object, answers: Mapping[str, Any]) -> Request:
    """Make the move. Raises Invalid for an unknown action or answer, and what its service raises."""
    if not isinstance(action, str) or action not in _SERVICES:
        raise Invalid({"action": [_("Choose one of: %(actions)s.") % {"actions": ", ".join(Action.values)}]})
    service, known = _SERVICES[action]
    wrong = {name: [_("This action takes no such answer.")] for name in answers if name not in known}
    if wrong:
        raise Invalid(wrong)
    given = dict(answers)
    for name in _REQUIRED.get(Action(action), ()):
        given.setdefault(name, "")
    return service(actor=actor, request=request, **given)
