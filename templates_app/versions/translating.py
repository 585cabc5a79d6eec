"""A template version in other languages: the same structure, its texts out of one catalogue or of two."""

from __future__ import annotations

from dataclasses import replace

from templates_app.catalogues import SOURCE, Catalogue
from templates_app.versions.model import TemplateVersion
from templates_app.versions.texts import with_texts
from templates_app.wording import Part, Wording


def in_languages(source: TemplateVersion, catalogues: tuple[Catalogue, ...]) -> TemplateVersion:
    """With two catalogues every text stands in both languages, the first above. Raises Untranslated."""
    first, *others = catalogues
    if not others:
        return source if first.language == SOURCE else replace(with_texts(source, first.say), language=first.tag)

    def say(text: str) -> str:
        return Wording(*(Part(one.language, one.say(text)) for one in catalogues))

    return replace(with_texts(source, say), language="+".join(one.tag for one in catalogues))
