"""What forbids publishing, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mla_portal.errors import Refusal
from templates_app.catalogues import SOURCE, Catalogue, Untranslated
from templates_app.printable import drawable, without_invisible
from templates_app.rendering import render_html, render_pdf
from templates_app.studio.changes import Changes, applied, may_leave, translations
from templates_app.studio.overlay import in_language
from templates_app.studio.sample import sample_of
from templates_app.studio.values import document_of, known_values, wrong_places
from templates_app.values import PLACEHOLDER, UnknownValue
from templates_app.versions.model import TemplateVersion
from templates_app.versions.texts import source_texts


@dataclass(frozen=True, kw_only=True)
class Fault:
    """`place` is the English text, "item 7", "clause 2" or "document"; `language` is empty where it is about all."""

    place: str
    message: str
    language: str = ""


def faults_of(base: TemplateVersion, changes: Changes, languages: tuple[Catalogue, ...]) -> tuple[Fault, ...]:
    """All at once; that it renders is tried only when nothing else is wrong."""
    found = (*_duties(base, changes), *_texts(base, changes), *_missing(base, changes, languages))
    return found or tuple(_rendering(base, changes, languages))


def _duties(base: TemplateVersion, changes: Changes) -> Iterator[Fault]:
    for item in base.items:
        if changes.order and item.number not in changes.order and not may_leave(item):
            duties = ", ".join(item.duties)
            message = _("This item cannot be left out: it fulfils %(duties)s.") % {"duties": duties}
            yield Fault(place=f"item {item.number}", message=message)


def _texts(base: TemplateVersion, changes: Changes) -> Iterator[Fault]:
    known = frozenset(known_values(document_of(base.code)))
    for language, texts in changes.texts.items():
        for text, said in texts.items():
            # A place that the shipped text has may stay, and must: the sentence was made around it.
            own = frozenset(PLACEHOLDER.findall(text))
            yield from _text_faults(text, language, said, known | own)
            if lost := own - frozenset(PLACEHOLDER.findall(said)):
                message = _("The place %(place)s is missing.") % {"place": f"{{{min(lost)}}}"}
                yield Fault(place=text, language=language, message=message)
    for number, clause in enumerate(changes.clauses, start=1):
        for language, said in clause.texts.items():
            yield from _text_faults(f"clause {number}", language, said, known)


def _text_faults(place: str, language: str, said: str, allowed: frozenset[str]) -> Iterator[Fault]:
    for wrong in wrong_places(said, allowed):
        yield Fault(place=place, language=language, message=_("%(place)s stands for nothing.") % {"place": wrong})
    if unprintable := sorted(set(without_invisible(said)) - drawable()):
        shown = " ".join(unprintable)
        message = _("These characters cannot be printed: %(characters)s") % {"characters": shown}
        yield Fault(place=place, language=language, message=message)


def _missing(base: TemplateVersion, changes: Changes, languages: tuple[Catalogue, ...]) -> Iterator[Fault]:
    for number, clause in enumerate(changes.clauses, start=1):
        if not clause.texts.get(SOURCE):
            yield Fault(place=f"clause {number}", language=SOURCE, message=_("The English text is missing."))
    for known in languages:
        if known.language == SOURCE:
            continue
        told = translations(base, changes, known)
        for text in source_texts(base):
            if text and (changes.said(SOURCE, text) or text) not in told:
                message = _("The English was changed, and this language not yet.")
                yield Fault(place=text, language=known.language, message=message)
        for number, clause in enumerate(changes.clauses, start=1):
            if not clause.texts.get(known.language):
                message = _("The clause is missing in this language.")
                yield Fault(place=f"clause {number}", language=known.language, message=message)


def _rendering(base: TemplateVersion, changes: Changes, languages: tuple[Catalogue, ...]) -> Iterator[Fault]:
    version, sample = applied(base, changes, version=base.version), sample_of(base.code)
    for known in languages:
        try:
            worded = in_language(version, translations(base, changes, known), known)
            render_html(worded, sample)
            if known.language == SOURCE:
                render_pdf(worded, sample)
        except (UnknownValue, Untranslated, Refusal, KeyError) as error:
            message = _("It does not render: %(error)s") % {"error": error}
            yield Fault(place="document", language=known.language, message=message)
