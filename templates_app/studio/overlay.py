"""A version of the studio in the languages of a document: its own translations over those of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from templates_app.catalogues import Catalogue
from templates_app.versions.model import TemplateVersion
from templates_app.versions.translating import in_languages


def in_language(version: TemplateVersion, own: Mapping[str, str], known: Catalogue) -> TemplateVersion:
    """Raises Untranslated."""
    return in_languages(version, (overlaid(known, own),))


def overlaid(known: Catalogue, own: Mapping[str, str]) -> Catalogue:
    return replace(known, texts={**known.texts, **own})
