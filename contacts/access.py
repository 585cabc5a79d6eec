"""What a person may do at an authority. Guardian holds the answer; a superuser gets nothing for free.

Only the upkeep of the directory knows administrators: those who may change it on the administration pages decide what
authorities propose.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from contacts.days import day_in
from contacts.models import (
    Absence,
    Authority,
    AuthorityKind,
    AuthorityUserObjectPermission,
    ChangeState,
    DirectoryChange,
    Jurisdiction,
    Membership,
    Subject,
)
from contacts.roles import Permission

if TYPE_CHECKING:
    from mla_portal.accounts.models import User

Held = Mapping[int, Collection[str]]

_DECIDE = "contacts.change_directorychange"
# They speak for their country, so they also keep what the directory says of it.
_SPEAKERS = (AuthorityKind.CENTRAL_AUTHORITY, AuthorityKind.CONTACT_POINT_247)
_PUBLIC = (ChangeState.ACCEPTED, ChangeState.APPLIED)


def authorities_of(user: User) -> QuerySet[Authority]:
    """The authorities this person belongs to, whatever the role."""
    return Authority.objects.filter(
        pk__in=Membership.objects.filter(user=user, until__isnull=True).values("authority_id")
    )


def authorities_where(user: User, permission: Permission) -> QuerySet[Authority]:
    """The authorities at which this person holds `permission`."""
    held = AuthorityUserObjectPermission.objects.filter(
        user=user, permission__codename=permission, permission__content_type__app_label="contacts"
    )
    there = Q(pk__in=held.values("content_object_id"))
    if permission == Permission.APPROVE:
        there |= Q(pk__in=approving_for(user).values("authority_id"))
    return Authority.objects.filter(there)


def approving_for(user: User) -> QuerySet[Absence]:
    """The absences of approvers in whose place this person approves now, as long as both belong to the authority."""
    here = Membership.objects.filter(user=user, authority=OuterRef("authority"), until__isnull=True)
    return approvals_deputised().filter(Exists(here), deputy=user)


def approvals_deputised() -> QuerySet[Absence]:
    """The absences that run now, of people who may approve, whose deputy approves meanwhile."""
    now = timezone.now()
    may = AuthorityUserObjectPermission.objects.filter(
        user=OuterRef("user"), content_object=OuterRef("authority"), permission__codename=Permission.APPROVE
    )
    return Absence.objects.filter(
        Exists(may), approves=True, called_off_at__isnull=True, starts_at__lte=now, ends_at__gt=now
    )


def holders(permission: Permission, authority: Authority) -> Q:
    """Of people: those who hold `permission` at the authority now; to approve, also in the place of somebody absent."""
    held = AuthorityUserObjectPermission.objects.filter(content_object=authority, permission__codename=permission)
    found = Q(pk__in=held.values("user_id"))
    if permission == Permission.APPROVE:
        here = Membership.objects.filter(user=OuterRef("deputy"), authority=authority, until__isnull=True)
        found |= Q(pk__in=approvals_deputised().filter(Exists(here), authority=authority).values("deputy_id"))
    return found


def may(user: User, permission: Permission, authority: Authority, held: Held | None = None) -> bool:
    """`held` are the `permissions_at` of a page that asks for several, so that it asks the database once."""
    if held is not None:
        return permission in held.get(authority.pk, ())
    return authorities_where(user, permission).filter(pk=authority.pk).exists()


def may_draft_to(user: User, authority: Authority) -> bool:
    """Whether the person may draft requests somewhere that can ask this authority: not one of its own country."""
    return authorities_where(user, Permission.DRAFT).exclude(jurisdiction=authority.jurisdiction_id).exists()


def permissions_at(user: User, authority_ids: set[int]) -> dict[int, set[str]]:
    """{authority id: codenames} for several authorities in one query."""
    held = AuthorityUserObjectPermission.objects.filter(user=user, content_object_id__in=authority_ids)
    rows = held.values_list("content_object_id", "permission__codename")
    deputised = approving_for(user).filter(authority__in=authority_ids)
    found: dict[int, set[str]] = {pk: set() for pk in authority_ids}
    for authority_id, codename in rows.union(deputised.values_list("authority_id", Value(Permission.APPROVE.value))):
        found[authority_id].add(codename)
    return found


def manages_people(user: User, authority: Authority) -> bool:
    """Whether the person says who is absent from the authority and who leaves it: supervisors, and administrators."""
    return may(user, Permission.SUPERVISE, authority) or (
        user.is_active and user.is_staff and user.has_perm("contacts.change_membership")
    )


def may_decide(user: User) -> bool:
    """Whether the person decides, as an administrator, on what authorities propose."""
    return user.is_active and user.is_staff and user.has_perm(_DECIDE)


def deciders() -> QuerySet[User]:
    """Everybody who `may_decide`."""
    return ModelBackend().with_perm(_DECIDE).filter(is_staff=True).order_by("username")


def may_keep(user: User, owner: Authority | Jurisdiction) -> bool:
    """Whether the person may propose changes of an authority's entries, or of the facts about a country."""
    kept = authorities_where(user, Permission.MANAGE_DIRECTORY)
    if isinstance(owner, Authority):
        return kept.filter(pk=owner.pk).exists()
    return countries_kept_by(user).filter(pk=owner.pk).exists()


def countries_kept_by(user: User) -> QuerySet[Jurisdiction]:
    """The countries of which the person may propose what is said of them."""
    kept = authorities_where(user, Permission.MANAGE_DIRECTORY)
    return Jurisdiction.objects.filter(pk__in={one.jurisdiction_id for one in speaking_now(kept)})


def may_confirm(user: User, subject: Subject) -> bool:
    """Whether the person may say that everything is still right: those whom it is about, and administrators."""
    return confirms_own(user, subject) or may_decide(user)


def confirms_own(user: User, subject: Subject) -> bool:
    """Whether the person speaks for those whom it is about: the keepers of an authority and those who are told when
    there is none (`contacts.services.verification`), those who keep what is said of a country, nobody for a provider.
    """
    if isinstance(subject, Authority):
        return authorities_confirmed_by(user).filter(pk=subject.pk).exists()
    return isinstance(subject, Jurisdiction) and may_keep(user, subject)


def authorities_confirmed_by(user: User) -> QuerySet[Authority]:
    """The authorities whose entries the person may confirm as a member of theirs."""
    return authorities_where(user, Permission.MANAGE_DIRECTORY) | authorities_where(user, Permission.SUPERVISE)


def keeps_somewhere(user: User) -> bool:
    """Whether the person keeps the entry of some authority, or decides on all: they may test the desks of anybody."""
    return authorities_confirmed_by(user).exists() or may_decide(user)


def may_export(user: User) -> bool:
    """Whether the person may take the directory out as a file: its administrators, and those who keep a part of it."""
    return may_decide(user) or authorities_where(user, Permission.MANAGE_DIRECTORY).exists()


def changes_known_to(user: User) -> QuerySet[DirectoryChange]:
    """The changes of which the person sees everything, also what was only proposed, and by whom."""
    return DirectoryChange.objects.all() if may_decide(user) else DirectoryChange.objects.filter(_of_own(user))


def changes_visible_to(user: User) -> QuerySet[DirectoryChange]:
    """The same, and what was decided for good: that is open to everybody who is signed in."""
    if may_decide(user):
        return DirectoryChange.objects.all()
    return DirectoryChange.objects.filter(Q(state__in=_PUBLIC) | _of_own(user))


def _of_own(user: User) -> Q:
    own = authorities_of(user)
    countries = {one.jurisdiction_id for one in speaking_now(own)}
    return Q(authority__in=own) | Q(authority=None, jurisdiction__in=countries)


def speaking_now(authorities: QuerySet[Authority]) -> list[Authority]:
    """Those that speak for their country, by the day that it is there: one that was superseded does no longer."""
    now = timezone.now()
    return [one for one in authorities.filter(kind__in=_SPEAKERS) if one.valid_on(day_in(one.time_zone, now))]
