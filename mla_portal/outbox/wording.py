"""The words of a mail, from a template of templates/mail: its first line is the subject, then an empty line, the body.

Thousands of mails differ in nothing but a few values that are only printed. So a template is rendered once for each
language, zone and case of its conditions, as a form with blanks; each message then fills in its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache

from django.template import Context, Engine, Template
from django.utils import timezone, translation

from mla_portal.env import BASE_DIR
from mla_portal.outbox.blanks import Blank, form_of
from mla_portal.outbox.instants import Instants, instants_in
from mla_portal.values import JSON, one_line

MISSING = "[no value for "
LIBRARIES = {"i18n": "django.templatetags.i18n", "mail": "mla_portal.outbox.templatetags.mail"}
# No condition of any template asks for these: they are only printed. tests/outbox/test_forms.py reads the templates.
PRINTED = frozenset(
    {"at", "authority", "begins_at", "by", "code", "desk", "due_at", "entry", "from_authority", "next_at", "other_zone"}
    | {"reference", "to_authority", "until"}
)
# These are printed, and conditions ask no more than whether they are there.
PRINTED_IF_THERE = frozenset({"link", "to_name", "wording"})
FORMS_KEPT = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """The words of many messages; `blanks` are filled in by the values of one."""

    text: str
    blanks: tuple[str, ...]
    instants: Instants
    zone: tzinfo

    def filled(self, values: Mapping[str, JSON]) -> str:
        return self.text % {blank: self._fill(blank.split(), values) for blank in self.blanks}

    def _fill(self, said: list[str], values: Mapping[str, JSON]) -> str:
        match said:
            case ["instant", name]:
                return self.instants.in_zone(str(values[name]), self.zone)
            case ["clock_in", name, other]:
                return self.instants.by_clock_of(str(values[name]), str(values[other]), self.zone)
            case [name]:
                return one_line(str(values[name]))
        raise ValueError(f"{' '.join(said)} is no blank")


_forms: dict[tuple[str, str, str, str], Form] = {}


def worded(template: str, values: Mapping[str, JSON], *, language: str, zone: tzinfo) -> tuple[str, str]:
    """Subject and body. Raises TemplateDoesNotExist, LookupError for a value that is not given."""
    # What many messages have in common: whatever a condition may ask for.
    case = {name: ... if _is_blank(name, value) else value for name, value in values.items()}
    key = (template, language, str(zone), repr(case))
    form = _forms.get(key)
    if form is None:
        if len(_forms) >= FORMS_KEPT:
            _forms.clear()
        given = {name: Blank(name) if value is ... else value for name, value in case.items()}
        form = _forms[key] = _form(template, given, language, zone)
    subject, _, body = form.filled(values).lstrip().partition("\n")
    return one_line(subject), body.strip() + "\n"


def template_of(name: str) -> Template:
    """Raises TemplateDoesNotExist."""
    return _engine().get_template(f"mail/{name}.txt")


def _is_blank(name: str, value: JSON) -> bool:
    return isinstance(value, str) and (name in PRINTED or (name in PRINTED_IF_THERE and value != ""))


def _form(template: str, values: Mapping[str, object], language: str, zone: tzinfo) -> Form:
    with translation.override(language), timezone.override(zone):
        text = template_of(template).render(Context({**values}, autoescape=False))
    if MISSING in text:
        raise LookupError(f"{template}: {text[text.index(MISSING) :].partition(']')[0]}]")
    form, blanks = form_of(text)
    return Form(text=form, blanks=blanks, instants=instants_in(language), zone=zone)


@cache
def _engine() -> Engine:
    """Apart from the engine of the pages: a mail is plain text, so nothing is escaped, and no value may be missing."""
    return Engine(
        dirs=[str(BASE_DIR / "templates")],
        autoescape=False,
        string_if_invalid=MISSING + "%s]",
        libraries=LIBRARIES,
        builtins=list(LIBRARIES.values()),
    )
