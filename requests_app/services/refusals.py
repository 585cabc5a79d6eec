"""Refusing: only on a ground that the article allows, with the reasons that the other side has a right to."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.kinds.refusals import Refusal
from requests_app.models import Request
from requests_app.selectors.refusals import article_of, grounds_of
from requests_app.services.decisions import decision_make
from requests_app.services.inputs import optional_text, required_text
from requests_app.services.moves import move_checked
from requests_app.states import Action, Outcome


@transaction.atomic
def request_refuse(*, actor: User, request: Request, ground: object, reason: str, considered: str = "") -> Request:
    """Refuse on a ground of the closed list of the kind; the paragraph is kept with it.

    `considered` says what was thought of instead, a part or conditions (Art. 27(6)); the page asks for it. Raises
    Invalid for a ground that the article does not know, or that is not open for this request.
    """
    move = move_checked(actor=actor, request=request, action=Action.REFUSE)
    now = timezone.now()
    chosen = _chosen(request, ground)
    text = required_text(
        reason, "reason", _("Say why it is refused: the other side has a right to the reasons (Art. 27(7)).")
    )
    instead = optional_text(considered, "considered", 2000)
    decision_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        words={
            "outcome": Outcome.REFUSED,
            "ground": chosen.ground,
            "article": article_of(request, chosen),
            "text": text,
            "considered": instead,
        },
        changes={"reason": text},
        data={"ground": chosen.ground.value, "article": article_of(request, chosen)},
    )
    return request


def _chosen(request: Request, ground: object) -> Refusal:
    found = grounds_of(request, now=timezone.now())
    for one, closed in found:
        if one.ground == ground:
            if closed:
                raise Invalid({"ground": [closed]})
            return one
    known = ", ".join(one.ground.value for one, closed in found if not closed)
    raise Invalid(
        {"ground": [_("Such a request may be refused only on one of these grounds: %(grounds)s.") % {"grounds": known}]}
    )
