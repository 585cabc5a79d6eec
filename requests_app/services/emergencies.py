"""The emergency lane: sent at once where a life is at stake, without an approval, and reviewed afterwards.

An emergency is a significant and imminent risk to the life or safety of a person (Art. 3(2)(c) of CETS 224; Art. 10 of
it is of mutual assistance in one). The facts that show it are required, and both sides read them.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.nudge import nudge
from requests_app.access import require
from requests_app.models import Case, DeadlineKind, EmergencySending, Finding, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.cautions import directory_cautions_of
from requests_app.selectors.document_context import context_digest, document_context
from requests_app.services import notices
from requests_app.services.clocks import emergency_review_start
from requests_app.services.deadlines import deadline_close, deadlines_lock
from requests_app.services.documents import Rendering, document_issue, document_render
from requests_app.services.drafts import request_edit
from requests_app.services.duties import refuse_incomplete
from requests_app.services.inputs import optional_text, required_choice, required_text
from requests_app.services.moves import move_checked
from requests_app.services.review import request_lock, wishes_end
from requests_app.services.transmissions import chosen_channel, require_valid, transmission_make
from requests_app.states import EDITABLE, Action
from templates_app.printable import require_printable

LONGEST, LONGEST_FACTS = 2000, 8000
# Where the document of a kind says what makes it an emergency.
_SAID_IN = ("emergency_facts", "urgency_details")
REMINDERS = "requests_app.tasks.reminders_say"


def request_send_at_once(
    *, actor: User, request: Request, emergency_facts: str = "", channel: str = "", note: str = ""
) -> Request:
    """Send an emergency out of the draft, or out of review, by one person who may send.

    `emergency_facts` show the risk to life; a draft that does not say them yet says them in its document from now on.
    The document has to be complete, for it is the request; what the directory says against it stops nothing, and goes
    on record. The supervisors are told at once, and the review is open until one of them decides.

    Rendered before anything is locked. Raises Invalid, NotAllowed, and Conflict where it is no emergency or somebody
    was first.
    """
    now = timezone.now()
    move_checked(actor=actor, request=request, action=Action.SEND_AT_ONCE)
    require_valid(request.requested_authority, now)
    said = required_text(
        emergency_facts or said_already(request),
        "emergency_facts",
        _("Say which facts show that the life or safety of a person is at risk, and that it is imminent."),
        LONGEST_FACTS,
    )
    chosen, noted = chosen_channel(request.requested_authority, channel), optional_text(note, "note", 500)
    _put_into_document(actor, request, said)
    refuse_incomplete(request, now, _("The document is not complete. Answer what is missing, and telephone meanwhile."))
    require_printable(document_context(request, now=now))
    despite = sorted({one.code for one in directory_cautions_of(request, now=now, channel=chosen)})
    rendering = document_render(actor=actor, request=request, now=now, approved=False)
    with transaction.atomic():
        request_lock(request)
        move = move_checked(actor=actor, request=request, action=Action.SEND_AT_ONCE)
        _require_same(request, rendering, now)
        EmergencySending.objects.create(request=request, facts=said, sent_by=actor, sent_at=now)
        wishes_end(request, now, refusal=_("The request was sent at once, as an emergency."))
        document = document_issue(actor=actor, request=request, rendering=rendering, now=now)
        transmission_make(
            actor=actor,
            request=request,
            move=move,
            document=document,
            channel=chosen,
            note=noted,
            despite=despite,
            now=now,
        )
        _watch(actor, request, now)
    return request


@transaction.atomic
def emergency_review(*, actor: User, request: Request, finding: object, reason: object) -> EmergencySending:
    """Decide afterwards whether the emergency was one: by a supervisor who neither wrote nor sent it.

    Raises NotAllowed, Invalid, and Conflict where nothing waits for a review.
    """
    require(actor, Permission.SUPERVISE, request.requesting_authority)
    deadlines_lock(request)
    sending = EmergencySending.objects.select_for_update(of=("self",)).filter(request=request).first()
    if sending is None:
        raise Conflict(_("This request was not sent as an emergency without approval."))
    if sending.reviewed_at is not None:
        raise Conflict(_("It was reviewed already: %(finding)s.") % {"finding": sending.get_finding_display()})
    if actor.pk in {sending.sent_by_id, request.author_id}:
        raise NotAllowed(_("Another person than who wrote or sent it reviews an emergency. Ask a colleague."))
    chosen = Finding(required_choice(finding, "finding", Finding.values))
    sending.finding_reason = required_text(
        reason, "reason", _("Say why: whoever looks at emergencies later reads it."), LONGEST
    )
    now = timezone.now()
    sending.finding, sending.reviewed_by, sending.reviewed_at = chosen, actor, now
    sending.save(update_fields=["finding", "finding_reason", "reviewed_by", "reviewed_at"])
    deadline_close(request=request, kind=DeadlineKind.EMERGENCY_REVIEW, reason=chosen.value, now=now)
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.EMERGENCY_REVIEWED,
        actor=actor,
        data={"finding": chosen.value},
        at=now,
    )
    notices.emergency_reviewed(request=request, by=actor, now=now)
    return sending


def said_already(request: Request) -> str:
    """The facts of the emergency, where the answers hold them."""
    return next((request.content[name] for name in _SAID_IN if request.content.get(name)), "")


def _put_into_document(actor: User, request: Request, facts: str) -> None:
    """A draft that does not say them yet says them from now on; nothing typed is written over."""
    name = next((one for one in _SAID_IN if one in kind_of(request).fields), "")
    if not name or request.status not in EDITABLE or request.content.get(name):
        return
    grounds = request.content.get("urgency_grounds") or []
    content: dict[str, Any] = {name: facts}
    if "urgency_grounds" in kind_of(request).fields and "threat_to_life" not in grounds:
        content["urgency_grounds"] = [*grounds, "threat_to_life"]
    require(actor, Permission.DRAFT, request.requesting_authority)
    try:
        request_edit(actor=actor, request=request, content=content)
    except Invalid as refusal:
        raise Invalid({"emergency_facts": [text for texts in refusal.errors.values() for text in texts]}) from refusal
    request.refresh_from_db()


def _require_same(request: Request, rendering: Rendering, now: datetime) -> None:
    """The case is held until the transaction ends: what a colleague writes into it meanwhile is not in the document."""
    request.case = Case.objects.select_for_update(no_key=True).get(pk=request.own_case.pk)
    if context_digest(request, now=now) != rendering.digest:
        raise Conflict(_("A colleague changed the request while its document was being made. Read it, and send again."))


def _watch(actor: User, request: Request, now: datetime) -> None:
    event_record(chain=f"request:{request.pk}", verb=Verb.EMERGENCY_SENT, actor=actor, at=now)
    emergency_review_start(request=request, now=now)
    notices.emergency_sent(request=request, by=actor, now=now)
    # The first rung of the review is the bell of the supervisors: at once, not when the beat comes by.
    transaction.on_commit(partial(nudge, REMINDERS))
