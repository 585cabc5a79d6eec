"""Who sees what: one rule, written once and projected onto the child tables by path (design: Party rule).

A request is visible to members of the requesting authority (a sealed case only to those named on it) and, from sending
on, to members of the requested one. The case and what was not sent is never visible to the requested side.
A request that was registered has no case and so no requesting side here: only the authority it reached sees it.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.access import authorities_of, authorities_where, may
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import NotAllowed, NotFound
from requests_app.clocks.kinds import INTERNAL
from requests_app.models import (
    Attachment,
    Case,
    CaseUserObjectPermission,
    Comment,
    Deadline,
    Disclosure,
    Document,
    EmergencySending,
    Means,
    Message,
    Request,
)
from requests_app.models.owed import WITHDRAWAL
from requests_app.states import Side
from templates_app.notice import Notice


def own_rule(user: User, path: str = "") -> Q:
    """The requesting side. `path` leads from the table to the request, such as "request__".

    `unsealed_rule` is of a case: no registered request passes it, also where its sender is a member of the portal.
    """
    return Q(**{f"{path}requesting_authority__in": authorities_of(user)}) & unsealed_rule(user, f"{path}case__")


def received_rule(user: User, path: str = "") -> Q:
    """The requested side, from sending on."""
    return Q(**{f"{path}requested_authority__in": authorities_of(user), f"{path}sent_at__isnull": False})


def request_rule(user: User, path: str = "") -> Q:
    return own_rule(user, path) | received_rule(user, path)


def unsealed_rule(user: User, path: str = "") -> Q:
    named = CaseUserObjectPermission.objects.filter(user=user, permission__codename="open_sealed")
    return Q(**{f"{path}sealed": False}) | Q(**{f"{path}pk__in": named.values("content_object_id")})


def requests_visible_to(user: User) -> QuerySet[Request]:
    return Request.objects.filter(request_rule(user))


def cases_visible_to(user: User) -> QuerySet[Case]:
    return Case.objects.filter(Q(authority__in=authorities_of(user)) & unsealed_rule(user))


def deadlines_visible_to(user: User) -> QuerySet[Deadline]:
    """What an authority owes itself is not the other side's to see."""
    theirs = received_rule(user, "request__") & ~Q(kind__in=INTERNAL)
    return Deadline.objects.filter(own_rule(user, "request__") | theirs)


def get_deadline(user: User, pk: UUID | str) -> Deadline:
    related = ("policy__stopped_by", "silenced_by", "request__case", "request__requesting_authority__jurisdiction")
    found = deadlines_visible_to(user).filter(pk=pk)
    row = found.select_related(*related, "request__requested_authority__jurisdiction").first()
    if row is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return row


def documents_visible_to(user: User) -> QuerySet[Document]:
    """The requested side sees only what was sent to it, not the revisions before; notices, and what withdraws the
    request, are for both sides, its order to who holds the data is its own.
    """
    own = own_rule(user, "request__") & ~Q(kind=Notice.PRESERVATION_ORDER)
    withdrawing = Q(kind=WITHDRAWAL) & ~Q(request__kind=WITHDRAWAL)
    theirs = Q(transmissions__isnull=False) | Q(kind__in=list(Notice)) | withdrawing
    return Document.objects.filter(own | received_rule(user, "request__") & theirs).distinct()


def comments_visible_to(user: User) -> QuerySet[Comment]:
    """The own side alone, also after sending."""
    return Comment.objects.filter(own_rule(user, "request__"))


def attachments_visible_to(user: User) -> QuerySet[Attachment]:
    """Each side sees what it laid there itself, and of the other side what is not for that one alone."""
    shared = request_rule(user, "request__") & Q(internal=False)
    own = own_rule(user, "request__") & Q(side=Side.REQUESTING)
    theirs = received_rule(user, "request__") & Q(side=Side.REQUESTED)
    return Attachment.objects.filter(Q(removed_at__isnull=True) & (shared | own | theirs))


def disclosures_visible_to(user: User) -> QuerySet[Disclosure]:
    """Both sides. Whether its files open is said by its conditions (`selectors.disclosures`)."""
    return Disclosure.objects.filter(request_rule(user, "request__"))


def emergencies_supervised(user: User) -> QuerySet[EmergencySending]:
    """What was sent without approval, for those who supervise the authority that sent it and may see the case."""
    mine = Q(request__requesting_authority__in=authorities_where(user, Permission.SUPERVISE))
    return EmergencySending.objects.filter(own_rule(user, "request__") & mine)


def messages_visible_to(user: User) -> QuerySet[Message]:
    """Both sides, for there is none before the request was sent."""
    return Message.objects.filter(request_rule(user, "request__"))


def unread_by(user: User) -> QuerySet[Message]:
    """What the other side said to the authorities of this person, who has not been shown it."""
    said = own_rule(user, "request__") & Q(side=Side.REQUESTED)
    said |= received_rule(user, "request__") & Q(side=Side.REQUESTING)
    return Message.objects.filter(said, means__in=Means.reaching()).exclude(readings__user=user)


def sides_of(user: User, request: Request) -> set[Side]:
    """On which side of the request this person stands (both, for a member of both authorities).

    The same rule as that of the lists: a sealed case makes a colleague who is not named on it no party to it.
    """
    rules = {Side.REQUESTING: own_rule(user), Side.REQUESTED: received_rule(user)}
    return {side for side, rule in rules.items() if Request.objects.filter(rule, pk=request.pk).exists()}


def get_request(user: User, pk: UUID | str) -> Request:
    """The request, or NotFound: a stranger must not learn that it exists."""
    found = (
        requests_visible_to(user)
        .filter(pk=pk)
        .select_related(
            "case",
            "requesting_authority__jurisdiction",
            "requested_authority__jurisdiction",
            "author",
            "requesting_person",
            "requested_person",
            "instrument",
            "follows",
            "original",
            "sender_verified_by",
            "emergency",
        )
        .first()
    )
    if found is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return found


def get_case(user: User, pk: UUID | str) -> Case:
    found = cases_visible_to(user).filter(pk=pk).select_related("authority__jurisdiction").first()
    if found is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return found


def get_document(user: User, pk: UUID | str) -> Document:
    found = documents_visible_to(user).filter(pk=pk).select_related("request").first()
    if found is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return found


def get_attachment(user: User, pk: UUID | str, *, of: UUID | None = None) -> Attachment:
    """`of` is the request that the address names."""
    visible = attachments_visible_to(user).filter(pk=pk, **({"request": of} if of else {}))
    found = visible.select_related("file__content", "request", "added_by").first()
    if found is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return found


def sending_side(request: Request) -> Side:
    """The side that is in the portal where the other one is not: it sends, and keeps the record of that."""
    return Side.REQUESTED if request.is_registered else Side.REQUESTING


def may_send(user: User, request: Request) -> bool:
    return may(user, *_sending(request))


def require_sending(user: User, request: Request) -> None:
    """NotAllowed unless the person sends for `sending_side`: of what was registered, whoever acknowledges."""
    require(user, *_sending(request))


def _sending(request: Request) -> tuple[Permission, Authority]:
    if request.is_registered:
        return Permission.ACKNOWLEDGE, request.requested_authority
    return Permission.SEND, request.requesting_authority


def require(user: User, permission: Permission, authority: Authority) -> None:
    """NotAllowed unless the person holds `permission` at the authority."""
    if not may(user, permission, authority):
        raise NotAllowed(
            _("Your role at %(authority)s does not let you do this: %(permission)s. Ask your supervisor.")
            % {"authority": authority.name, "permission": permission.label}
        )
