"""The changes of the directory that one knows about: those that wait, and what became of the others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from contacts.access import keeps_somewhere, may_decide
from contacts.models import ChangeState
from contacts.selectors.changes import changes_listed, shown_changes
from contacts.views.duty_common import reader_of
from contacts.views.lists import pages_of
from mla_portal.paging import page
from mla_portal.ui.forms import PortalForm


class ChangesFilter(PortalForm):
    """What is not on the list counts as not chosen."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *ChangeState.choices], required=False)
    own = forms.BooleanField(label=_("Only of my own authorities"), required=False)

    def __init__(self, *args: Any, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decides:
            del self.fields["own"]

    def given(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) or ""


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    user = reader_of(request)
    form = ChangesFilter(request.GET, decides=may_decide(user))
    state, own = form.given("state"), bool(form.given("own"))
    found = page(changes_listed(user, state=state, own=own), cursor=request.GET.get("cursor"))
    context = {
        "form": form,
        "verifies": keeps_somewhere(user),
        "is_filtered": bool(state or own),
        "shown": shown_changes(found.items),
        "pages": pages_of(request, found),
    }
    return render(request, "contacts/changes/list.html", context)
