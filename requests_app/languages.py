"""In which languages a request is made, and what of it can be translated. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from contacts.facts import RequirementsFact
from contacts.languages import official_languages
from mla_portal.errors import Invalid
from requests_app.kinds import Kind
from requests_app.kinds.fields import FieldError, Text, TextField, bounded_text
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from templates_app.catalogues import SOURCE, Catalogue
from templates_app.context import RequestDocument, Translation
from templates_app.notice import Notice
from templates_app.versions import MOST_LANGUAGES, languages_of

Errors = dict[str, list[str]]

# Answers that the document has under another name.
IN_DOCUMENT = {"data_description": "data_details"}
LONGEST = 20_000
KEYS = {"field", "language", "text", "machine"}


def offered(kind: Kind) -> dict[str, Catalogue]:
    """By code, the languages in which there is a document of this kind."""
    return {one.language: one for one in languages_of(kind.template)}


def wanted_languages(kind: Kind, requirements: RequirementsFact | None) -> tuple[str, ...]:
    """English alone where it is taken or nothing is known; else beside the first language wanted that we have."""
    if requirements is None:
        return (SOURCE,)
    wanted = requirements.mla_languages if kind.code in KINDS_OF_IT else requirements.preservation_languages
    fitting = [code for code in wanted if code in offered(kind)]
    return (SOURCE, fitting[0]) if fitting and SOURCE not in wanted else (SOURCE,)


def languages_at_home(country: str, named: Sequence[str]) -> tuple[str, ...]:
    """The official languages of a country in which there are orders; of several those that its authority has `named`,
    two at most. English where there is none.
    """
    written = {one.language for one in languages_of(Notice.PRESERVATION_ORDER)}
    official = [code for code in official_languages(country) if code in written]
    chosen = [code for code in named if code in official]
    return tuple((chosen or official)[:MOST_LANGUAGES]) or (SOURCE,)


def languages_checked(kind: Kind, raw: object) -> tuple[list[str], Errors]:
    """(codes, errors): one language, or two of which the first stands above."""
    known = offered(kind)
    codes = list(raw) if isinstance(raw, Sequence) and not isinstance(raw, str) else []
    fit = all(isinstance(code, str) and code in known for code in codes)
    if fit and 0 < len(codes) <= MOST_LANGUAGES and len(set(codes)) == len(codes):
        return codes, {}
    sentence = _("Give one language, or two different ones, of: %(languages)s.") % {"languages": ", ".join(known)}
    return [], {"languages": [sentence]}


def languages_asked(kind: Kind, lang: str | None) -> list[str]:
    """The codes in "en,fr"; none where nothing was asked. Raises Invalid."""
    if lang is None:
        return []
    codes, errors = languages_checked(kind, [code.strip() for code in lang.split(",")])
    if errors:
        raise Invalid({"lang": errors["languages"]})
    return codes


def translatable(kind: Kind) -> dict[str, Text]:
    """By their name in the document, the texts that people write at length, with their labels."""
    of_document = {field.name for field in fields(RequestDocument)}
    long = (one for one in kind.fields.values() if isinstance(one, TextField) and one.rows > 1)
    named = {IN_DOCUMENT.get(one.name, one.name): one.label for one in long}
    return {name: label for name, label in named.items() if name in of_document}


def originals(kind: Kind, document: RequestDocument) -> dict[str, str]:
    """The texts of a document that can be translated, as they are typed; those that are empty left out."""
    found = {name: getattr(document, name) for name in translatable(kind)}
    return {name: text for name, text in found.items() if isinstance(text, str) and text}


def translations_checked(kind: Kind, texts: Mapping[str, str], raw: object) -> tuple[list[dict[str, Any]], Errors]:
    """(rows to keep, errors). Each row remembers of which text it is the translation; an empty one is dropped."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return [], {"translations": [_("This must be a list.")]}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    errors: Errors = {}
    for number, given in enumerate(raw):
        try:
            row = _row(kind, texts, given)
        except FieldError as error:
            errors[f"translations.{number}"] = error.errors[""]
        else:
            if row["text"]:
                rows[row["field"], row["language"]] = row
    return list(rows.values()), errors


def _row(kind: Kind, texts: Mapping[str, str], given: object) -> dict[str, Any]:
    if not isinstance(given, Mapping) or not {"field", "language", "text"} <= given.keys() <= KEYS:
        raise FieldError(_("A translation has field, language, text and machine (true or false)."))
    field, language, machine = given["field"], given["language"], given.get("machine", False)
    if field not in texts:
        raise FieldError(_("There is no text to translate in this field."))
    if not isinstance(language, str) or language not in offered(kind):
        raise FieldError(_("There is no document in this language."))
    if not isinstance(given["text"], str) or not isinstance(machine, bool):
        raise FieldError(_("A translation has field, language, text and machine (true or false)."))
    text = bounded_text(given["text"], LONGEST)
    return {"field": field, "language": language, "text": text, "machine": machine, "of": digest(texts[field])}


def current(rows: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Those whose original still says what it said when it was translated."""
    return [row for row in rows if row["field"] in texts and row["of"] == digest(texts[row["field"]])]


def printed(rows: Sequence[Mapping[str, Any]], kind: Kind, document: RequestDocument) -> tuple[Translation, ...]:
    """What stands on paper: translations into a language of the document, of what it says now."""
    return translations_into(document.languages, originals(kind, document), rows)


def translations_into(
    languages: Collection[str], texts: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> tuple[Translation, ...]:
    """Of these texts of a document, by their names in it, the translations that still fit."""
    return tuple(
        Translation(field=row["field"], language=row["language"], text=row["text"], machine=row["machine"])
        for row in current(rows, texts)
        if row["language"] in languages
    )


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
