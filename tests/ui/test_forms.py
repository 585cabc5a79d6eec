"""What forms say, and how they are drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from mla_portal.errors import Invalid
from mla_portal.ui.forms import DayField, PortalForm


def problems(field: forms.Field, *values: Any) -> list[str]:
    form = type("OneField", (PortalForm,), {"field": field})({"field": values[0]} if values else {})
    return [str(text) for text in form.errors.get("field", [])]


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (forms.CharField(label="Case title"), "", "Enter the case title."),
        (forms.CharField(label="The facts"), "", "Enter the facts."),
        (forms.CharField(label="IP address"), "", "Enter the IP address."),
        (forms.ChoiceField(label="Requested authority", choices=[("a", "A")]), "", "Choose the requested authority."),
        (forms.BooleanField(label="I have read it"), "", "Tick the box to go on: I have read it."),
        (forms.ChoiceField(label="How urgent?", choices=[("a", "A")]), "", "Answer the question: How urgent?"),
        (
            forms.CharField(label="Share in %", max_length=3),
            "12345",
            "The share in % may have at most 3 characters and has 5. Shorten it.",
        ),
        (forms.IntegerField(label="Port", max_value=65535), "70000", "The port may be at most 65535. Change it."),
        (forms.IntegerField(label="Port"), "x", "Enter the port as a whole number, digits only."),
        (DayField(label="Day"), "3/4/2026", "Enter the day as year-month-day, such as 2026-11-14."),
        (DayField(label="Day"), "9999-12-31", "Enter a year from 1800 to 2199."),
        (DayField(label="Day"), "0001-01-01", "Enter a year from 1800 to 2199."),
        (forms.EmailField(label="E-mail"), "x", "Enter an e-mail address such as name@authority.example."),
    ],
)
def test_errors_name_the_field_and_say_how_to_mend_it(field: forms.Field, value: str, text: str) -> None:
    assert problems(field, value) == [text]


def test_a_text_of_the_author_is_kept() -> None:
    assert problems(forms.CharField(error_messages={"required": "Say why."}), "") == ["Say why."]


class Case(PortalForm):
    title = forms.CharField(label="Case title", help_text="Short.", max_length=10)
    facts = forms.CharField(label="Facts", max_length=500, widget=forms.Textarea)
    sealed = forms.BooleanField(label="Sealed", required=False)


def test_hint_and_error_are_tied_to_the_control() -> None:
    drawn = str(Case({"title": "much too long a title"}))
    assert 'aria-invalid="true" aria-describedby="id_title_helptext id_title_error"' in drawn
    assert 'id="id_title_helptext"' in drawn
    assert 'id="id_title_error"' in drawn
    assert 'value="much too long a title"' in drawn


def test_the_browser_neither_blocks_nor_cuts() -> None:
    drawn = str(Case())
    assert "required" not in drawn
    assert " maxlength=" not in drawn


def test_a_refusal_of_a_service_stands_beside_its_field() -> None:
    form = Case({"title": "Phishing", "facts": "Facts"})
    assert form.is_valid()
    form.add_refusal(Invalid({"title": ["This title is taken. Choose another."], "offences": ["Add an offence."]}))
    summary = Template("{% load ui %}{% error_summary form %}").render(Context({"form": form}))
    assert '<a href="#id_title">This title is taken. Choose another.</a>' in summary
    assert "Add an offence." in summary


def test_no_summary_without_errors() -> None:
    template = Template("{% load ui %}{% error_summary form missing %}{% error_prefix form %}")
    assert template.render(Context({"form": Case()})).strip() == ""


def test_what_people_type_is_never_markup() -> None:
    nasty = "<b>&amp;"
    drawn = str(Case({"title": nasty, "facts": nasty}))
    assert "<b>" not in drawn
    made = Template(
        "{% load ui %}{% row key %}{{ value }}{% endrow %}{% identifier value copy=True %}{% tag value value %}"
    )
    assert "<b>" not in made.render(Context({"key": nasty, "value": nasty}))
