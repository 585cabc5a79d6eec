"""What a case asks, and the check of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.kinds.fields import Field, FieldError, FlagField, TextField

ARTICLES = (
    ("2", gettext_lazy("Illegal access")),
    ("3", gettext_lazy("Illegal interception")),
    ("4", gettext_lazy("Data interference")),
    ("5", gettext_lazy("System interference")),
    ("6", gettext_lazy("Misuse of devices")),
    ("7", gettext_lazy("Computer-related forgery")),
    ("8", gettext_lazy("Computer-related fraud")),
    ("9", gettext_lazy("Offences related to child sexual abuse material")),
    ("10", gettext_lazy("Infringements of copyright and related rights")),
    ("11", gettext_lazy("Attempt and aiding or abetting")),
)
MAX_OFFENCES = 50

CASE_FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        TextField(
            name="reference",
            label=gettext_lazy("Case number"),
            hint=gettext_lazy("As in your own register. It is printed on the request."),
            max_length=80,
        ),
        TextField(
            name="title",
            label=gettext_lazy("Title"),
            hint=gettext_lazy("For your colleagues only; it is never sent. Leave out the names of suspects."),
            max_length=200,
        ),
        TextField(
            name="facts",
            label=gettext_lazy("Brief summary of the facts"),
            hint=gettext_lazy("Carried into each request of this case, where it can be adapted before sending."),
            max_length=20000,
            rows=8,
        ),
        FlagField(
            name="sealed",
            label=gettext_lazy("Seal this case"),
            hint=gettext_lazy("Only you and the colleagues you name can open it or find it."),
        ),
    )
}
OFFENCE_FIELDS: dict[str, TextField] = {
    field.name: field
    for field in (
        TextField(name="title", label=gettext_lazy("Offence"), max_length=300),
        TextField(name="provision", label=gettext_lazy("Provision of your law"), max_length=200),
        TextField(name="max_penalty", label=gettext_lazy("Maximum penalty"), max_length=200),
    )
}


def clean_case(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """(cleaned, errors) of the answers that were given; keys like "offences.1.title" count from 1."""
    cleaned: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, raw in answers.items():
        if name == "offences":
            cleaned["offences"] = _clean_offences(raw, errors)
        elif name in CASE_FIELDS:
            try:
                cleaned[name] = CASE_FIELDS[name].clean(raw)
            except FieldError as error:
                errors[name] = error.errors[""]
        else:
            errors[str(name)[:40]] = [_("A case has no such field.")]
    return cleaned, errors


def _clean_offences(raw: Any, errors: dict[str, list[str]]) -> list[dict[str, Any]]:
    if not isinstance(raw, list):
        errors["offences"] = [_("This must be a list of offences.")]
        return []
    if len(raw) > MAX_OFFENCES:
        errors["offences"] = [_("Name at most %(limit)d offences.") % {"limit": MAX_OFFENCES}]
        return []
    return [_clean_offence(one, f"offences.{number}", errors) for number, one in enumerate(raw, start=1)]


def _clean_offence(raw: Any, path: str, errors: dict[str, list[str]]) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        errors[path] = [_("An offence is an object with article, provision, title and max_penalty.")]
        return {}
    articles: dict[str, Any] = dict(ARTICLES)
    article = raw.get("article") or None
    cleaned: dict[str, Any] = {"article": article}
    if article is not None and not (isinstance(article, str) and article in articles):
        errors[f"{path}.article"] = [_("Choose an article of the Convention from 2 to 11, or none.")]
    for name, field in OFFENCE_FIELDS.items():
        try:
            cleaned[name] = field.clean(raw.get(name))
        except FieldError as error:
            errors[f"{path}.{name}"] = error.errors[""]
    for name in raw:
        if name not in OFFENCE_FIELDS and name != "article":
            errors[f"{path}.{str(name)[:40]}"] = [_("An offence has no such field.")]
    if not cleaned.get("title") and f"{path}.title" not in errors:
        if isinstance(article, str) and article in articles:
            cleaned["title"] = str(articles[article])
        else:
            errors[f"{path}.title"] = [_("Name the offence.")]
    return cleaned
