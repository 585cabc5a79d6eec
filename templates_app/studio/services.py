"""The studio's only writers. Each takes the actor, refuses who may not, and leaves an event in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.values import JSON
from templates_app.catalogues import catalogues
from templates_app.models import FIRST_VERSION, State, StudioVersion, TranslationReview
from templates_app.studio.changes import Changes, applied, translations
from templates_app.studio.checking import Fault, faults_of
from templates_app.studio.selectors import base_of, changes_of, shipped
from templates_app.versions import languages_of
from templates_app.versions.data import version_to_data

if TYPE_CHECKING:
    from mla_portal.accounts.models import User

CHAIN = "studio"


def require_keeper(user: User) -> None:
    """Administrators who may change templates. Raises NotAllowed."""
    if not (user.is_staff and user.has_perm("templates_app.change_studioversion")):
        raise NotAllowed(_("Templates are changed by administrators of the portal."))


@transaction.atomic
def draft_start(*, actor: User, code: str, authority: str = "", like: StudioVersion | None = None) -> StudioVersion:
    """A draft of the newest shipped version of a kind, or of an earlier one of the studio. Raises NotFound."""
    require_keeper(actor)
    base = base_of(like) if like else shipped(code)
    now = timezone.now()
    row = StudioVersion.objects.create(
        code=base.code,
        authority=authority,
        base_version=base.version,
        changes=like.changes if like else {},
        made_by=actor,
        made_at=now,
    )
    studio_tell(actor, Verb.TEMPLATE_DRAFTED, now, template=str(row.pk), code=row.code, authority=authority)
    return row


@transaction.atomic
def draft_change(*, actor: User, draft: StudioVersion, changes: Changes, edition: int) -> StudioVersion:
    """Keep the changes as they are, faults and all: publishing asks. `edition` is the one that the person saw."""
    require_keeper(actor)
    base = base_of(draft)
    _refuse_wrong_order(changes.order, [one.number for one in base.items])
    kept = StudioVersion.objects.filter(pk=draft.pk, state=State.DRAFT, edition=edition)
    if not kept.update(changes=changes.plain(), edition=edition + 1):
        raise Conflict(_("Somebody changed or published this draft in the meantime. Read it again."))
    draft.changes, draft.edition = changes.plain(), edition + 1
    studio_tell(actor, Verb.TEMPLATE_CHANGED, timezone.now(), template=str(draft.pk))
    return draft


@transaction.atomic
def draft_discard(*, actor: User, draft: StudioVersion) -> None:
    require_keeper(actor)
    if not StudioVersion.objects.filter(pk=draft.pk, state=State.DRAFT).delete()[0]:
        raise Conflict(_("This is no draft any more. To change it, copy it into a new draft."))
    studio_tell(actor, Verb.TEMPLATE_DISCARDED, timezone.now(), template=str(draft.pk))


def draft_faults(draft: StudioVersion) -> tuple[Fault, ...]:
    """What forbids publishing; takes its time, as it renders."""
    return faults_of(base_of(draft), changes_of(draft), languages_of(draft.code))


def version_publish(*, actor: User, draft: StudioVersion, note: str = "") -> StudioVersion:
    """From now on documents are made of it; the one before is retired. Raises Invalid with what is wrong.

    Checked before anything is locked, and published only if the draft still says what was checked.
    """
    require_keeper(actor)
    if faults := draft_faults(draft):
        raise Invalid({"template": [one.message for one in faults]}, _("This draft cannot be published yet."))
    base, changes = base_of(draft), changes_of(draft)
    with transaction.atomic():
        list(StudioVersion.objects.select_for_update().filter(code=draft.code).order_by("pk").values_list("pk"))
        last = StudioVersion.objects.filter(code=draft.code).aggregate(last=Max("version"))["last"]
        number, now = max(FIRST_VERSION, (last or 0) + 1), timezone.now()
        _retire(draft.code, draft.authority, now)
        own = {one.language: translations(base, changes, one) for one in languages_of(draft.code)}
        published = StudioVersion.objects.filter(pk=draft.pk, state=State.DRAFT, edition=draft.edition).update(
            state=State.PUBLISHED,
            version=number,
            data=version_to_data(applied(base, changes, version=number)),
            translations=own,
            note=note[:200],
            published_by=actor,
            published_at=now,
        )
        if not published:
            raise Conflict(_("Somebody changed or published this draft in the meantime. Read it again."))
        studio_tell(actor, Verb.TEMPLATE_PUBLISHED, now, template=str(draft.pk), code=draft.code, version=number)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def version_retire(*, actor: User, row: StudioVersion) -> None:
    """New documents are made of the shipped version again; those that were made of this one stay as they are."""
    require_keeper(actor)
    now = timezone.now()
    live = StudioVersion.objects.filter(pk=row.pk, state=State.PUBLISHED)
    if not live.update(state=State.RETIRED, retired_at=now):
        raise Conflict(_("This version is not in use: only the one that is published can be retired."))
    studio_tell(actor, Verb.TEMPLATE_RETIRED, now, template=str(row.pk), code=row.code)


@transaction.atomic
def translation_confirm(*, actor: User, tag: str) -> None:
    """Answer for the wording of a shipped translation, by name and for ever: a correction is another edition."""
    require_keeper(actor)
    known = catalogues().get(tag)
    if known is None or known.reviewed:
        raise Conflict(_("There is nothing to confirm in this translation."))
    now = timezone.now()
    _row, is_new = TranslationReview.objects.get_or_create(tag=tag, defaults={"reviewed_by": actor, "reviewed_at": now})
    if is_new:
        studio_tell(actor, Verb.TRANSLATION_CONFIRMED, now, language=tag)


def _retire(code: str, authority: str, now: datetime) -> None:
    live = StudioVersion.objects.filter(code=code, authority=authority, state=State.PUBLISHED)
    live.update(state=State.RETIRED, retired_at=now)


def _refuse_wrong_order(order: Sequence[int], numbers: Sequence[int]) -> None:
    if len(set(order)) < len(order) or not set(order) <= set(numbers):
        raise Invalid({"order": [_("Give each item a place of its own.")]})


def studio_tell(actor: User, verb: Verb, now: datetime, **data: JSON) -> None:
    event_record(chain=CHAIN, verb=verb, actor=actor, data=data, at=now)
