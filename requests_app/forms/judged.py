"""The questions of the field table as controls of a page. The table stays the judge of every value."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mla_portal.ui.forms import DayField, InstantField
from requests_app.forms.focus import Boxes
from requests_app.kinds import fields as questions


class Judged(forms.Field):
    """Mixin: what the control read is cleaned by its question. Errors begin with the label, for the error summary."""

    judge: questions.Field

    def clean(self, value: Any) -> Any:
        problems: list[tuple[str, str | None]] = []
        try:
            return self.judge.clean(self.read(value))
        except questions.FieldError as error:
            problems = [(text, None) for texts in error.errors.values() for text in texts]
        except ValidationError as error:
            problems = [(text, one.code) for one in error.error_list for text in one.messages]
        raise ValidationError([ValidationError(f"{self.label}: {text}", code=code) for text, code in problems])

    def read(self, value: Any) -> Any:
        """The value as the question takes it."""
        return value


class JudgedText(Judged, forms.CharField):
    pass


class JudgedChoices(Judged, forms.MultipleChoiceField):
    pass


class JudgedFlag(Judged, forms.BooleanField):
    pass


class JudgedDay(Judged, DayField):
    def read(self, value: Any) -> Any:
        return self.to_python(value)


class JudgedInstant(Judged, InstantField):
    def read(self, value: Any) -> Any:
        return InstantField.clean(self, value)


def control_for(question: questions.Field, *, demanded: bool = False) -> forms.Field:
    """The control of one question; `demanded` by the law, it is not called optional although a draft may lack it."""
    control = _control(question)
    control.judge = question
    if demanded:
        control.widget.attrs["data_no_optional"] = True
    return control


def hint_of(question: questions.Field) -> str | Promise:
    """The hint, with the paragraph of the law that asks before it."""
    if not question.article:
        return question.hint
    return format_html('<span class="mla-article">{}</span> {}', article_of(question), question.hint)


def article_of(question: questions.Field) -> str:
    return _("Art. %(number)s") % {"number": question.article} if question.article else ""


def _control(question: questions.Field) -> Judged:
    common: dict[str, Any] = {"required": False, "label": question.label, "help_text": hint_of(question)}
    match question:
        case questions.TextField(rows=rows) if rows > 1:
            prose = forms.Textarea(attrs={"rows": rows})
            return JudgedText(max_length=question.max_length, widget=prose, **common)
        case questions.TextField():
            return JudgedText(max_length=question.max_length, **common)
        case questions.ChoicesField():
            return JudgedChoices(choices=question.choices, widget=Boxes, **common)
        case questions.FlagField():
            return JudgedFlag(**common)
        case questions.NumberField():
            digits = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5 mla-mono"})
            return JudgedText(widget=digits, **common)
        case questions.DayField():
            return JudgedDay(**common)
        case questions.InstantField():
            return JudgedInstant(**common)
        case _:
            raise TypeError(f"No control is known for {type(question).__name__}")
