"""The head of an authority's documents: its lines, and its picture. As `services`: an actor, and an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid
from mla_portal.storage.services.files import file_store
from templates_app.models import Letterhead
from templates_app.printable import drawable, without_invisible
from templates_app.studio.pictures import picture_made
from templates_app.studio.services import require_keeper, studio_tell

if TYPE_CHECKING:
    from mla_portal.accounts.models import User

LETTERHEAD_LINES, LINE_LENGTH, TEXT_LENGTH = 6, 120, 200


def letterhead_set(
    *,
    actor: User,
    authority: str,
    lines: Sequence[str],
    picture: bytes | None = None,
    picture_text: str = "",
    without_picture: bool = False,
) -> None:
    """The lines of an authority; none, and what is known of it stands there. `picture` replaces the one before, which
    stays where none is given, unless it shall go. Raises Invalid.
    """
    require_keeper(actor)
    given = [line.strip() for line in lines if line.strip()]
    text = " ".join(picture_text.split())
    errors = _wrong(given, text)
    made = None
    if picture is not None and not without_picture:
        try:
            made = picture_made(picture)
        except Invalid as refusal:
            errors |= refusal.errors
        if not text:
            errors["picture_text"] = [_("Say in words what the picture shows, for whoever does not see it.")]
    if errors:
        raise Invalid(errors)
    now = timezone.now()
    with transaction.atomic():
        kept, _new = Letterhead.objects.select_for_update().get_or_create(
            authority=authority, defaults={"lines": given, "changed_by": actor, "changed_at": now}
        )
        kept.lines, kept.changed_by, kept.changed_at = given, actor, now
        if made is not None:
            name = f"letterhead.{made.media_type.rpartition('/')[2]}"
            kept.picture = file_store(actor=actor, source=[made.content], name=name, now=now)
        elif without_picture:
            kept.picture = None
        kept.picture_text = (text or kept.picture_text) if kept.picture else ""
        kept.save(update_fields=["lines", "picture", "picture_text", "changed_by", "changed_at"])
        shown = kept.picture.sha256 if kept.picture else ""
        studio_tell(actor, Verb.LETTERHEAD_CHANGED, now, authority=authority, picture=shown)


def _wrong(lines: Sequence[str], text: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if len(lines) > LETTERHEAD_LINES or any(len(line) > LINE_LENGTH for line in lines):
        limit = {"lines": LETTERHEAD_LINES, "length": LINE_LENGTH}
        errors["lines"] = [_("At most %(lines)d lines of %(length)d characters.") % limit]
    if len(text) > TEXT_LENGTH:
        errors["picture_text"] = [_("At most %(length)d characters.") % {"length": TEXT_LENGTH}]
    for field, said in (("lines", "".join(lines)), ("picture_text", text)):
        if unprintable := set(without_invisible(said)) - drawable():
            shown = {"characters": " ".join(sorted(unprintable))}
            errors.setdefault(field, []).append(_("These characters cannot be printed: %(characters)s") % shown)
    return errors
