"""Drafts of requests: begun once, filled in by several people, never overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority, Instrument
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid
from mla_portal.ids import uuid7
from requests_app.access import require
from requests_app.kinds import KINDS, Kind
from requests_app.kinds.base import GivenIdentifier
from requests_app.languages import languages_checked
from requests_app.models import Case, Request, Urgency
from requests_app.selectors.legal_basis import bases_of
from requests_app.services.draft_rules import not_offered, wrong_follows, wrong_recipient
from requests_app.services.editing import locked_draft, record_edit
from requests_app.services.identifiers import identifiers_checked, identifiers_replace, identifiers_write
from requests_app.services.languages import languages_taken, translations_taken
from requests_app.services.legal_basis import basis_judged, basis_moved, basis_taken
from requests_app.services.references import reference_take


@transaction.atomic
def request_draft(
    *,
    actor: User,
    case: Case,
    kind: str,
    requested_authority: Authority | None,
    urgency: str = Urgency.NORMAL,
    content: Mapping[str, Any] | None = None,
    identifiers: list[Any] | None = None,
    follows: Request | None = None,
    instrument: object = None,
    languages: object = None,
    translations: Sequence[Mapping[str, Any]] = (),
    client_token: str = "",
) -> Request:
    """A new draft. The same author and `client_token` give the draft of the first call, however often it is called.

    `instrument` is the code of the treaty that it is made under, "" for none, None for the best that is in force;
    `languages` those of its document, None for what the country wants; `translations` those of an earlier request,
    which hold as far as this one says the same.
    """
    require(actor, Permission.DRAFT, case.authority)
    now = timezone.now()
    token = client_token or str(uuid7())
    drafts_queue_up(actor, token)
    earlier = Request.objects.filter(author=actor, client_token=token).first()
    if earlier is not None:
        return earlier
    cleaned, given, errors = answers_checked(kind=kind, urgency=urgency, content=content, identifiers=identifiers)
    errors |= wrong_recipient(case, requested_authority)
    basis = None
    spoken: list[str] = []
    known = _known(kind)
    if requested_authority is not None and known is not None:
        basis, wrong = basis_taken(known, case.authority, requested_authority, instrument, earlier=follows, now=now)
        errors |= wrong
        errors |= not_offered(known, case, requested_authority, now=now)
        errors |= wrong_follows(known, follows, requested_authority)
        spoken, wrong = languages_taken(known, requested_authority.jurisdiction, languages, now=now)
        errors |= wrong
    if errors or requested_authority is None:
        raise Invalid(errors)
    request = Request.objects.create(
        reference=reference_take(authority=case.authority, now=now),
        case=case,
        kind=kind,
        requesting_authority=case.authority,
        requested_authority=requested_authority,
        instrument=basis,
        urgency=urgency,
        content=cleaned,
        languages=spoken,
        translations=list(translations),
        follows=follows,
        author=actor,
        requesting_person=actor,
        client_token=token,
        created_at=now,
        updated_at=now,
    )
    identifiers_write(request, given)
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.REQUEST_DRAFTED,
        actor=actor,
        data={"reference": request.reference, "kind": kind, "to": requested_authority.code},
        at=now,
    )
    return request


@transaction.atomic
def request_edit(
    *,
    actor: User,
    request: Request,
    content: Mapping[str, Any] | None = None,
    urgency: str | None = None,
    requested_authority: Authority | None = None,
    identifiers: list[Any] | None = None,
    instrument: object = None,
    languages: object = None,
    translations: object = None,
) -> Request:
    """Change the given answers of a draft; the others stay.

    `instrument` as of `request_draft`, None to leave it; another country may need another one, and then gets it.
    `translations` replace those before.
    Raises Invalid with every wrong answer, Conflict when the request is no draft any more.
    """
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = locked_draft(request)
    cleaned, rows, errors = answers_checked(
        kind=locked.kind,
        urgency=locked.urgency if urgency is None else urgency,
        content=content,
        identifiers=identifiers,
    )
    if requested_authority is not None:
        errors |= _wrong_move(locked, requested_authority)
    basis, wrong = _basis(locked, requested_authority, instrument)
    errors |= wrong
    changed = sorted(name for name, value in cleaned.items() if locked.content.get(name) != value)
    locked.content = {**locked.content, **cleaned}
    spoken, wrong = _words(locked, languages, translations)
    errors |= wrong
    if errors:
        raise Invalid(errors)
    for name, value in spoken.items():
        if getattr(locked, name) != value:
            setattr(locked, name, value)
            changed.append(name)
    if urgency is not None and urgency != locked.urgency:
        locked.urgency = urgency
        changed.append("urgency")
    if requested_authority is not None and requested_authority.pk != locked.requested_authority_id:
        locked.requested_authority = requested_authority
        changed.append("requested_authority")
    if basis != locked.instrument:
        locked.instrument = basis
        changed.append("instrument")
    if identifiers is not None and identifiers_replace(locked, rows):
        changed.append("identifiers")
    if changed:
        record_edit(actor=actor, request=locked, changed=changed)
        fields = ["content", "urgency", "requested_authority", "instrument", "languages", "translations", "updated_at"]
        locked.save(update_fields=fields)
    return locked


def answers_checked(
    *, kind: object, urgency: object, content: object, identifiers: object
) -> tuple[dict[str, Any], list[GivenIdentifier], dict[str, list[str]]]:
    """(content, identifiers, errors) of what a draft shall say; None for content or identifiers means nothing yet."""
    errors: dict[str, list[str]] = {}
    cleaned: dict[str, Any] = {}
    known = _known(kind)
    if known is None:
        errors["kind"] = [_("Choose one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}]
    elif content is not None and not isinstance(content, Mapping):
        errors["content"] = [_("This must be an object with the answers by their names.")]
    else:
        cleaned, wrong = known.clean_content(content or {})
        errors |= {f"content.{name}": texts for name, texts in wrong.items()}
    given, wrong = identifiers_checked([] if identifiers is None else identifiers)
    return cleaned, given, errors | wrong | _wrong_urgency(urgency)


def _wrong_move(draft: Request, authority: Authority) -> dict[str, list[str]]:
    """Why the draft cannot go to this authority instead."""
    if authority.pk == draft.requested_authority_id:
        return wrong_recipient(draft.own_case, authority)
    kind, field = KINDS[draft.kind], "requested_authority"
    return (
        not_offered(kind, draft.own_case, authority, now=timezone.now(), field=field)
        | wrong_follows(kind, draft.follows, authority, field=field)
        | wrong_recipient(draft.own_case, authority)
    )


def _basis(
    draft: Request, authority: Authority | None, chosen: object
) -> tuple[Instrument | None, dict[str, list[str]]]:
    now = timezone.now()
    if authority is not None and authority.pk != draft.requested_authority_id:
        return basis_moved(draft, authority, chosen, now=now)
    current = draft.instrument.code if draft.instrument else ""
    return (draft.instrument, {}) if chosen in (None, current) else basis_judged(chosen, bases_of(draft, now=now))


def _words(draft: Request, languages: object, translations: object) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The languages and translations that were given, and what is wrong with them."""
    words: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    if languages is not None:
        words["languages"], errors = languages_checked(KINDS[draft.kind], languages)
    if translations is not None:
        words["translations"], wrong = translations_taken(draft, translations, now=timezone.now())
        errors = errors | wrong
    return words, errors


def _wrong_urgency(urgency: object) -> dict[str, list[str]]:
    if urgency in Urgency.values:
        return {}
    return {"urgency": [_("Choose one of: %(urgencies)s.") % {"urgencies": ", ".join(Urgency.values)}]}


def drafts_queue_up(author: User, token: str) -> None:
    """The second of two presses waits here until the first is committed, and then finds its draft."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"draft:{author.pk}:{token}"])


def _known(kind: object) -> Kind | None:
    """The row of the kind; what a program sends need not be text."""
    return KINDS.get(kind) if isinstance(kind, str) else None
