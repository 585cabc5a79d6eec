"""Marks on what was handed over: what they shut, for whom, and who may do what about them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, Q

from contacts.access import may
from contacts.models import Authority, AuthorityUserObjectPermission
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import (
    CaseUserObjectPermission,
    Disclosure,
    DisclosureFile,
    MaterialMark,
    MaterialReader,
    Request,
)
from requests_app.selectors.contract import not_here
from requests_app.states import Side

# What keeps files shut: as `MaterialMark.holds` says of one of them.
HOLDING = Q(filtered_at__isnull=True) | ~Q(taken_out="")


def marks_of(request: Request) -> list[MaterialMark]:
    """Of all deliveries of the request, the first mark first, with those who are named."""
    readers = MaterialReader.objects.select_related("user", "named_by").order_by("id")
    found = MaterialMark.objects.filter(disclosure__request=request).order_by("id")
    related = found.select_related("by", "part__file", "superseded_by", "recorded_by")
    return list(related.prefetch_related(Prefetch("readers", readers)))


def get_mark(disclosure: Disclosure, pk: UUID) -> MaterialMark:
    found = disclosure.marks.filter(pk=pk).first()
    if found is None:
        raise not_here()
    return found


def withheld(user: User, part: DisclosureFile, marks: Iterable[MaterialMark]) -> bool:
    """Whether one of the marks keeps this file from the person."""
    concerning = (one for one in marks if one.holds and one.disclosure_id == part.disclosure_id)
    return any(
        user.pk not in {reader.user_id for reader in one.readers.all()}
        for one in concerning
        if one.part_id in (None, part.pk)
    )


def is_withheld(user: User, *, request: UUID, file: UUID) -> bool:
    """The same of a stored file, wherever it is opened."""
    named = MaterialReader.objects.filter(user=user).values("mark")
    whole = Q(part__isnull=True, disclosure__parts__file=file)
    marks = MaterialMark.objects.filter(HOLDING, whole | Q(part__file=file), disclosure__request=request)
    return marks.exclude(pk__in=named).exists()


def is_being_filtered(request: Request) -> bool:
    """Whether a delivery waits for its filter: another one may take its place, after the last one too."""
    return MaterialMark.objects.filter(disclosure__request=request, filtered_at__isnull=True).exists()


def naming_at(user: User, request: Request) -> Authority | None:
    """The authority of whose members this person may name some; None for who supervises neither."""
    for authority in (request.requesting_authority, request.requested_authority):
        if may(user, Permission.SUPERVISE, authority):
            return authority
    return None


def nameable(user: User, request: Request) -> list[User]:
    """Members who work at the own authority; of a sealed case those who are named on it."""
    authority = naming_at(user, request)
    if authority is None:
        return []
    held = AuthorityUserObjectPermission.objects.filter(
        content_object=authority, permission__codename__in=[Permission.DRAFT, Permission.EXECUTE]
    )
    people = User.objects.filter(pk__in=held.values("user_id"), is_active=True)
    case = request.case
    if case is not None and case.sealed and authority.pk == request.requesting_authority_id:
        people = people.filter(pk__in=CaseUserObjectPermission.objects.filter(content_object=case).values("user_id"))
    return list(people.order_by("name", "pk"))


def is_named(user: User, mark: MaterialMark) -> bool:
    return any(one.user_id == user.pk for one in mark.readers.all())


def marking_side(*, answers: bool, hands_over: bool) -> Side | None:
    """For whom a person marks who answers for the requesting side, or hands over for the other one."""
    if answers:
        return Side.REQUESTING
    return Side.REQUESTED if hands_over else None
