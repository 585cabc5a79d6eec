"""A translation of what was typed into a notice. What is frozen stays; the next revision bears both texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.access import require
from requests_app.models import Document, NoticeOwed
from requests_app.selectors.notice_translations import is_translatable, is_translated, originals_of
from requests_app.services.inputs import optional_text
from requests_app.services.owed_notices import translation_owe
from requests_app.services.review import request_lock
from templates_app.context import Translation
from templates_app.notice import NoticeDocument

LONGEST = 10_000


def notice_translate(
    *, actor: User, document: Document, language: str, texts: Mapping[str, object], machine: Collection[str] = ()
) -> NoticeOwed:
    """Owe the next revision of a notice, with these translations under what was typed; the original prevails.

    `texts` are by the names of `originals_of`, into one of the document's languages; `machine` names those that a
    machine made and nobody checked. In the name of `actor`, who answers for the translation. Raises NotFound for what
    is no such notice, NotAllowed, Invalid, and Conflict where it was translated already.
    """
    if not is_translatable(document):
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    require(actor, Permission.EXECUTE, document.request.requested_authority)
    context, now = NoticeDocument.from_json(document.context), timezone.now()
    if language not in context.languages:
        raise Invalid({"language": [_("Choose one of the languages of the document.")]})
    given = {name: optional_text(texts.get(name), name, LONGEST).strip() for name in originals_of(context)}
    new = tuple(
        Translation(field=name, language=language, text=text, machine=name in machine)
        for name, text in given.items()
        if text
    )
    if not new:
        raise Invalid({"": [_("Translate at least one of the texts.")]})
    written = {(one.field, one.language) for one in new}
    kept = tuple(one for one in context.translations if (one.field, one.language) not in written)
    at = now.astimezone(ZoneInfo(document.request.requested_authority.time_zone)).replace(microsecond=0)
    signatory = context.signatory and replace(
        context.signatory, name=actor.name, function=actor.function, approved_at=at
    )
    translated = replace(
        context,
        dated=at.date(),
        sender=replace(context.sender, person=actor.name),
        signatory=signatory,
        translations=kept + new,
    )
    with transaction.atomic():
        request_lock(document.request)
        if is_translated(document):
            raise Conflict(_("A translation was added already: look at the later revision."))
        return translation_owe(translated, of=document, actor=actor, now=now)
