"""Error texts by kind of field. Placeholders in them are filled by Django's validators."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _


def mending_texts(field: forms.Field, label: str) -> dict[str, str]:
    """{error code: sentence} for this field; the sentences name it and say how to mend it."""
    subject = _as_subject(label)
    # A per cent sign of the label must survive the filling of placeholders.
    name = subject.replace("%", "%%")
    texts = {"required": _required(field, subject)}
    if isinstance(field, forms.CharField):
        texts["max_length"] = _too_long() % {"name": name}
        texts["min_length"] = _too_short() % {"name": name}
    if isinstance(field, forms.IntegerField):
        texts["max_value"] = _("The %(name)s may be at most %%(limit_value)s. Change it.") % {"name": name}
        texts["min_value"] = _("The %(name)s must be at least %%(limit_value)s. Change it.") % {"name": name}
    if isinstance(field, forms.EmailField):
        texts["invalid"] = _("Enter an e-mail address such as name@authority.example.")
    elif isinstance(field, forms.URLField):
        texts["invalid"] = _("Enter a full address such as https://example.org/page.")
    elif isinstance(field, forms.GenericIPAddressField):
        texts["invalid"] = _("Enter an IPv4 address such as 192.0.2.17, or an IPv6 address such as 2001:db8::17.")
    elif isinstance(field, forms.IntegerField):
        texts["invalid"] = _("Enter the %(name)s as a whole number, digits only.") % {"name": subject}
    elif isinstance(field, forms.DateField):
        texts["invalid"] = _("Enter the %(name)s as year-month-day, such as 2026-11-14.") % {"name": subject}
    elif isinstance(field, forms.TimeField):
        texts["invalid"] = _("Enter the %(name)s as hours:minutes or hours:minutes:seconds, such as 08:21:07.") % {
            "name": subject
        }
    elif isinstance(field, forms.ChoiceField):
        texts["invalid_choice"] = _("That choice is not on the list any more. Choose the %(name)s again.") % {
            "name": name
        }
    return texts


def _required(field: forms.Field, subject: str) -> str:
    names = {"name": subject}
    if subject.endswith("?"):
        return _("Answer the question: %(name)s") % names
    if isinstance(field, forms.BooleanField):
        return _("Tick the box to go on: %(name)s.") % names
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return _("Choose at least one: %(name)s.") % names
    if isinstance(field, forms.ChoiceField):
        return _("Choose the %(name)s.") % names
    if isinstance(field, forms.FileField):
        return _("Choose a file: %(name)s.") % names
    return _("Enter the %(name)s.") % names


def _too_long() -> str:
    # Doubled signs: the outer ones are filled now, the inner ones by the validator.
    return _("The %(name)s may have at most %%(limit_value)d characters and has %%(show_value)d. Shorten it.")


def _too_short() -> str:
    return _("The %(name)s needs at least %%(limit_value)d characters and has %%(show_value)d.")


def _as_subject(label: str) -> str:
    """The label as it stands inside a sentence: `Case title` -> `case title`; `IP address` stays."""
    label = label.strip().rstrip(":.")
    if label.lower().startswith("the "):
        label = label[4:]
    if len(label) > 1 and label[1].islower() and not label.endswith("?"):
        return label[0].lower() + label[1:]
    return label
