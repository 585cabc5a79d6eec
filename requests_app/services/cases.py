"""Cases: opened, changed, sealed, and shared with named colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Permission as AuthPermission
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import authorities_of
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid
from requests_app.access import require
from requests_app.case_answers import clean_case
from requests_app.models import Case, CaseUserObjectPermission, Offence
from requests_app.selectors.shown_answers import offences_as_answers


@transaction.atomic
def case_open(*, actor: User, authority: Authority, answers: Mapping[str, Any]) -> Case:
    """A new case of `authority`; whoever opens it may always open it, sealed or not.

    Raises Invalid with every wrong field, NotAllowed without the permission to draft.
    """
    require(actor, Permission.DRAFT, authority)
    now = timezone.now()
    cleaned, errors = clean_case(answers)
    for name, sentence in (
        ("reference", _("Enter the number of the case in your own register.")),
        ("title", _("Enter a short title by which your colleagues will know the case.")),
    ):
        if not cleaned.get(name) and name not in errors:
            errors[name] = [sentence]
    if errors:
        raise Invalid(errors)
    offences = cleaned.pop("offences", [])
    try:
        with transaction.atomic():
            case = Case.objects.create(authority=authority, created_by=actor, created_at=now, updated_at=now, **cleaned)
    except IntegrityError as error:
        raise Invalid({"reference": [_reference_taken()]}) from error
    _write_offences(case, offences)
    _name_on_case(case, actor)
    event_record(chain=f"case:{case.pk}", verb=Verb.CASE_OPENED, actor=actor, data={"sealed": case.sealed}, at=now)
    return case


@transaction.atomic
def case_change(*, actor: User, case: Case, answers: Mapping[str, Any]) -> Case:
    """Change the given answers of a case; the others stay. Raises Invalid with every wrong one."""
    require(actor, Permission.DRAFT, case.authority)
    now = timezone.now()
    locked = Case.objects.select_for_update().get(pk=case.pk)
    cleaned, errors = clean_case(answers)
    for name in ("reference", "title"):
        if name in cleaned and not cleaned[name]:
            errors[name] = [_("This cannot be left empty.")]
    if errors:
        raise Invalid(errors)
    offences = cleaned.pop("offences", None)
    changed = sorted(name for name, value in cleaned.items() if getattr(locked, name) != value)
    for name in changed:
        setattr(locked, name, cleaned[name])
    if offences is not None and offences != offences_as_answers(locked):
        _write_offences(locked, offences)
        changed.append("offences")
    if not changed:
        return locked
    locked.updated_at = now
    try:
        with transaction.atomic():
            locked.save(update_fields=[*(set(changed) - {"offences"}), "updated_at"])
    except IntegrityError as error:
        raise Invalid({"reference": [_reference_taken()]}) from error
    if "sealed" in changed and locked.sealed:
        _name_on_case(locked, actor)
        event_record(chain=f"case:{locked.pk}", verb=Verb.CASE_SEALED, actor=actor, data={}, at=now)
    event_record(
        chain=f"case:{locked.pk}", verb=Verb.CASE_CHANGED, actor=actor, data={"fields": sorted(changed)}, at=now
    )
    return locked


@transaction.atomic
def case_share(*, actor: User, case: Case, colleague: User) -> None:
    """Name a colleague of the same authority on the case, so that it opens for them although it is sealed."""
    require(actor, Permission.DRAFT, case.authority)
    if not authorities_of(colleague).filter(pk=case.authority_id).exists():
        raise Invalid({"colleague": [_("Choose a colleague who belongs to the authority of this case.")]})
    if _name_on_case(case, colleague):
        event_record(
            chain=f"case:{case.pk}",
            verb=Verb.CASE_ACCESS_GRANTED,
            actor=actor,
            data={"to": colleague.username},
            at=timezone.now(),
        )


def _write_offences(case: Case, offences: list[dict[str, Any]]) -> None:
    case.offences.all().delete()
    Offence.objects.bulk_create(
        Offence(case=case, position=position, **offence) for position, offence in enumerate(offences, start=1)
    )


def _name_on_case(case: Case, user: User) -> bool:
    permission = AuthPermission.objects.get(codename="open_sealed", content_type__app_label="requests_app")
    _row, created = CaseUserObjectPermission.objects.get_or_create(
        user=user, permission=permission, content_object=case
    )
    return created


def _reference_taken() -> str:
    return _("Your authority already has a case with this number. Open that one, or enter another number.")
