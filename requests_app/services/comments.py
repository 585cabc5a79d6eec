"""Comments: said, and resolved when they are done with."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.access import require, sides_of
from requests_app.models import Comment, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.comments import comments_on
from requests_app.services.inputs import required_text
from requests_app.states import Side

LONGEST = 4000


@transaction.atomic
def comment_add(*, actor: User, request: Request, text: object, section: str = "") -> Comment:
    """Say something about a request, or one section of it. The same words of the same person are said once while they
    are open. Raises Invalid, and Conflict once the request is sent.
    """
    locked = _locked(actor, request)
    if section and kind_of(locked).section(section) is None:
        raise Invalid({"section": [_("This kind of request has no such section.")]})
    said = required_text(text, "text", _("Write what your colleagues shall read."), LONGEST)
    mine = Comment.objects.filter(request=locked, author=actor, section=section, resolved_at__isnull=True)
    twin = mine.filter(text=said).first()
    if twin is not None:
        return twin
    comment = Comment.objects.create(request=locked, author=actor, section=section, text=said, at=timezone.now())
    _record(actor, comment, Verb.COMMENT_ADDED)
    return comment


@transaction.atomic
def comment_resolve(*, actor: User, request: Request, pk: UUID) -> Comment:
    """It is done with; doing that again does nothing. Raises Conflict once the request is sent."""
    locked = _locked(actor, request)
    comment = comments_on(actor, locked).filter(pk=pk).first()
    if comment is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    if comment.resolved_at is None:
        comment.resolved_by, comment.resolved_at = actor, timezone.now()
        comment.save(update_fields=["resolved_by", "resolved_at"])
        _record(actor, comment, Verb.COMMENT_RESOLVED)
    return comment


def _locked(actor: User, request: Request) -> Request:
    if Side.REQUESTING not in sides_of(actor, request):
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.sent_at is not None:
        raise Conflict(_("The request has been sent: its comments can be read, and nothing is added to them."))
    return locked


def _record(actor: User, comment: Comment, verb: Verb) -> None:
    event_record(
        chain=f"request:{comment.request_id}",
        verb=verb,
        actor=actor,
        data={"section": comment.section},
        at=comment.resolved_at or comment.at,
    )
