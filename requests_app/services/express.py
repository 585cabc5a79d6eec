"""A draft that is complete when it begins: all that the duties need for one identifier, given at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import require
from requests_app.models import Case, Request
from requests_app.services.cases import case_change
from requests_app.services.drafts import drafts_queue_up, request_draft
from requests_app.services.duties import refuse_incomplete


@transaction.atomic
def request_draft_at_once(
    *,
    actor: User,
    case: Case,
    kind: str,
    requested_authority: Authority | None,
    urgency: str,
    content: Mapping[str, Any],
    identifiers: list[Any],
    client_token: str,
    offences: list[dict[str, Any]] | None = None,
    complete: bool = True,
) -> Request:
    """As `request_draft`; `offences` are written into a case that has none yet.

    With `complete` nothing is written unless every duty is met. Raises Invalid with every wrong answer, else with
    every duty that is not met, by its field.
    """
    require(actor, Permission.DRAFT, case.authority)
    drafts_queue_up(actor, client_token)
    earlier = Request.objects.filter(author=actor, client_token=client_token).first()
    if earlier is not None:
        return earlier
    if offences:
        _name_offences(actor, case, offences)
    draft = request_draft(
        actor=actor,
        case=case,
        kind=kind,
        requested_authority=requested_authority,
        urgency=urgency,
        content=content,
        identifiers=identifiers,
        client_token=client_token,
    )
    if complete:
        refuse_incomplete(draft, timezone.now(), _("The request is not complete. Answer what is missing."))
    return draft


def _name_offences(actor: User, case: Case, offences: list[dict[str, Any]]) -> None:
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.offences.exists():
        raise Invalid(
            {"offences": [_("A colleague has named the offences of this case meanwhile. Read them, then go on.")]}
        )
    case_change(actor=actor, case=locked, answers={"offences": offences})
