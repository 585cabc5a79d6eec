"""Every template version that was ever published. A published one is never changed: a correction is a new version."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from mla_portal.errors import NotFound
from templates_app.catalogues import SOURCE, Catalogue, Untranslated, catalogues, languages, newest
from templates_app.versions.answers_en_1 import (
    ACKNOWLEDGEMENT_EN_1,
    CLARIFICATION_EN_1,
    CONSULTATION_EN_1,
    POSTPONEMENT_EN_1,
    REDIRECT_EN_1,
    REFUSAL_EN_1,
)
from templates_app.versions.emergency_disclosure_en_1 import EMERGENCY_DISCLOSURE_EN_1
from templates_app.versions.model import TemplateVersion
from templates_app.versions.mutual_assistance_en_1 import MLA_STORED_DATA_EN_1, MLA_SUBSCRIBER_EN_1
from templates_app.versions.notices_en_1 import EXTENSION_EN_1, WITHDRAWAL_EN_1
from templates_app.versions.preservation_en_1 import PRESERVATION_EN_1
from templates_app.versions.preservation_en_2 import PRESERVATION_EN_2
from templates_app.versions.reports_en_1 import (
    EXECUTION_REPORT_EN_1,
    PARTIAL_EXECUTION_EN_1,
    PATH_DISCLOSURE_EN_1,
    PRESERVATION_ORDER_EN_1,
    PRESERVATION_REPORT_EN_1,
)
from templates_app.versions.reports_en_2 import (
    EXECUTION_REPORT_EN_2,
    PARTIAL_EXECUTION_EN_2,
    PATH_DISCLOSURE_EN_2,
    PRESERVATION_ORDER_EN_2,
)
from templates_app.versions.texts import source_texts
from templates_app.versions.translating import in_languages
from templates_app.versions.un_preservation_en_1 import UN_PRESERVATION_EN_1

# Written in English; every other language is one of these with a catalogue.
VERSIONS: tuple[TemplateVersion, ...] = (
    PRESERVATION_EN_1,
    PRESERVATION_EN_2,
    EXTENSION_EN_1,
    MLA_SUBSCRIBER_EN_1,
    MLA_STORED_DATA_EN_1,
    WITHDRAWAL_EN_1,
    UN_PRESERVATION_EN_1,
    EMERGENCY_DISCLOSURE_EN_1,
    ACKNOWLEDGEMENT_EN_1,
    PRESERVATION_REPORT_EN_1,
    PATH_DISCLOSURE_EN_1,
    REFUSAL_EN_1,
    PARTIAL_EXECUTION_EN_1,
    CLARIFICATION_EN_1,
    CONSULTATION_EN_1,
    POSTPONEMENT_EN_1,
    REDIRECT_EN_1,
    EXECUTION_REPORT_EN_1,
    PRESERVATION_ORDER_EN_1,
    PATH_DISCLOSURE_EN_2,
    EXECUTION_REPORT_EN_2,
    PARTIAL_EXECUTION_EN_2,
    PRESERVATION_ORDER_EN_2,
)
MOST_LANGUAGES = 2


def current_version(kind: str, *wanted: str) -> TemplateVersion:
    """The newest version for a kind of document, in one language or in two under each other. Raises NotFound."""
    fitting = [one for one in VERSIONS if one.code == kind]
    if not fitting:
        raise NotFound(_("There is no document template for this kind of request."))
    try:
        tags = tuple(newest(language).tag for language in wanted or (SOURCE,))
    except LookupError as error:
        raise NotFound(_("There is no document template for this kind of request in this language.")) from error
    newest_of_kind = max(fitting, key=lambda one: one.version)
    return find_version(kind, newest_of_kind.version, "+".join(tags))


@cache
def find_version(code: str, version: int, language: str) -> TemplateVersion:
    """The version that a frozen document names; `language` as it stands there: "en", "en+fr.2". Raises NotFound."""
    source = next((one for one in VERSIONS if (one.code, one.version) == (code, version)), None)
    tags = language.split("+")
    known = catalogues()
    if source is None or len(tags) > MOST_LANGUAGES or len(set(tags)) < len(tags) or not known.keys() >= set(tags):
        raise NotFound(_("There is no such version of this document template."))
    try:
        return in_languages(source, tuple(known[tag] for tag in tags))
    except Untranslated as error:
        raise NotFound(_("There is no document template for this kind of request in this language.")) from error


def version_named(name: str) -> TemplateVersion:
    """The version of a name such as "preservation/2/en+ka". Raises NotFound."""
    try:
        code, version, language = name.split("/")
        return find_version(code, int(version), language)
    except ValueError as error:
        raise NotFound(_("There is no such version of this document template.")) from error


@cache
def languages_of(kind: str) -> tuple[Catalogue, ...]:
    """The languages in which the newest version for a kind exists: those that have every one of its texts."""
    texts = set(source_texts(current_version(kind)))
    return tuple(one for one in languages() if one.language == SOURCE or texts <= one.texts.keys())
