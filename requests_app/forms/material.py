"""Marking what not everybody may read, naming who filters it, and recording the filter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import User
from mla_portal.ui.forms import PortalForm
from requests_app.forms.plain import PlainField
from requests_app.models import Disclosure, DisclosureFile, MaterialGround


class MarkForm(PortalForm):
    part = forms.ChoiceField(label=_("What is marked"), required=False)
    ground = forms.ChoiceField(label=_("Ground"), choices=MaterialGround.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("What it is"),
        help_text=_("Without telling what it says: both sides read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, parts: list[DisclosureFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("The whole delivery")), *((str(one.pk), one.file.name) for one in parts)]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        part = self.cleaned_data["part"]
        return {**self.cleaned_data, "part": UUID(part) if part else None}


class ReaderForm(PortalForm):
    user = forms.ChoiceField(
        label=_("Who may open it"), help_text=_("As a rule somebody who does not work on the matter.")
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [(str(one.pk), str(one)) for one in people]  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        return {"user": UUID(self.cleaned_data["user"])}


class FilterForm(PortalForm):
    filtered_by = PlainField(label=_("Who filtered it"), max_length=200)
    taken_out = forms.CharField(
        label=_("What was taken out"),
        help_text=_("Leave empty where nothing was: then the files open again."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    superseded_by = forms.ChoiceField(label=_("The delivery without it"), required=False)

    def __init__(self, *args: Any, later: list[Disclosure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None: nothing was taken out")), *((str(one.pk), str(one)) for one in later)]
        self.fields["superseded_by"].choices = choices  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        chosen = self.cleaned_data["superseded_by"]
        return {**self.cleaned_data, "superseded_by": UUID(chosen) if chosen else None}
