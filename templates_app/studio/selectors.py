"""Which version documents are made of now, and what the studio shows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mla_portal.errors import NotFound
from mla_portal.storage.models import StoredFile
from mla_portal.storage.services.files import file_read
from templates_app.catalogues import SOURCE, Catalogue, Untranslated, catalogues, newest
from templates_app.emblem import emblem_of
from templates_app.models import FIRST_VERSION, Letterhead, State, StudioVersion, TranslationReview
from templates_app.studio.changes import Changes
from templates_app.studio.overlay import overlaid
from templates_app.versions import VERSIONS, current_version, find_version
from templates_app.versions.data import version_from_data
from templates_app.versions.model import TemplateVersion
from templates_app.versions.translating import in_languages


def version_in_use(kind: str, *wanted: str, authority: str = "") -> TemplateVersion:
    """The version for documents of this authority: its own, the portal's, or the shipped one. Raises NotFound."""
    rows = StudioVersion.objects.filter(code=kind, state=State.PUBLISHED, authority__in=["", authority])
    row = rows.order_by("-authority").first()
    if row is None:
        return current_version(kind, *wanted)
    try:
        tags = [newest(language).tag for language in wanted or (SOURCE,)]
    except LookupError as error:
        raise _not_in_this_language() from error
    return _worded(row, tags)


def version_frozen(code: str, version: int, language: str) -> TemplateVersion:
    """The version that a frozen document names, shipped or made here. Raises NotFound."""
    if version < FIRST_VERSION:
        return find_version(code, version, language)
    row = StudioVersion.objects.filter(code=code, version=version).first()
    if row is None:
        raise NotFound(_("There is no such version of this document template."))
    return _worded(row, language.split("+"))


def shipped(code: str, version: int = 0) -> TemplateVersion:
    """That version as it ships, in English; the newest without a number. Raises NotFound."""
    return find_version(code, version, SOURCE) if version else current_version(code)


def kinds_shipped() -> tuple[TemplateVersion, ...]:
    """The newest version of each kind of document."""
    return tuple(current_version(code) for code in dict.fromkeys(one.code for one in VERSIONS))


def changes_of(row: StudioVersion) -> Changes:
    return Changes.of(row.changes)


def base_of(row: StudioVersion) -> TemplateVersion:
    return shipped(row.code, row.base_version)


def studio_versions() -> QuerySet[StudioVersion]:
    """Newest first."""
    return StudioVersion.objects.select_related("made_by", "published_by").defer("data", "translations")


def letterhead_of(authority: str) -> Letterhead:
    """One without lines and picture where none was made."""
    found = Letterhead.objects.filter(authority=authority).select_related("picture__content").first()
    return found or Letterhead(authority=authority, lines=[])


def head_of(authority: str) -> dict[str, Any]:
    """The fields of a `Party` that stand at the head of its documents. Raises FileDamaged."""
    found = letterhead_of(authority)
    emblem = None
    if found.picture:
        content = _picture(found.picture.sha256, found.picture.pk)
        emblem = emblem_of(content, found.picture.content.media_type, found.picture_text)
    return {"letterhead": tuple(found.lines), "emblem": emblem}


@lru_cache(maxsize=32)
def _picture(_sha256: str, pk: UUID) -> bytes:
    """Kept at hand, unsealed: every look at a draft asks for it."""
    return file_read(StoredFile.objects.get(pk=pk))


def is_reviewed(known: Catalogue) -> bool:
    """Whether somebody answers for the wording, as it ships or since."""
    return known.reviewed or TranslationReview.objects.filter(tag=known.tag).exists()


def _worded(row: StudioVersion, tags: list[str]) -> TemplateVersion:
    known, translations = catalogues(), row.translations or {}
    if not known.keys() >= set(tags) or len(set(tags)) < len(tags):
        raise _not_in_this_language()
    source = version_from_data(row.data)
    found = tuple(overlaid(known[tag], translations.get(known[tag].language, {})) for tag in tags)
    try:
        return in_languages(source, found)
    except Untranslated as error:
        raise _not_in_this_language() from error


def _not_in_this_language() -> NotFound:
    return NotFound(_("There is no document template for this kind of request in this language."))
