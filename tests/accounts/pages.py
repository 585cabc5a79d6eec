"""The portal with a home and one page to write on: what is sent to it is what it shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from django.views import View

from mla_portal.errors import Conflict

sent: list[dict[str, list[Any]]] = []


class NoteForm(forms.Form):
    facts = forms.CharField(label="Facts of the case")
    kind = forms.ChoiceField(choices=[("p", "Preservation")])
    version = forms.IntegerField(widget=forms.HiddenInput)


class Note(View):
    form_class = NoteForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"The page for {request.user}: {get_token(request)}")

    def post(self, request: HttpRequest) -> HttpResponse:
        sent.append({name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"})
        return HttpResponse("taken")


@login_not_required
def link(request: HttpRequest) -> HttpResponse:
    """A page for outsiders, such as the link with which they acknowledge."""
    return HttpResponse("taken" if request.method == "POST" else get_token(request))


def too_late(request: HttpRequest) -> HttpResponse:
    raise Conflict("Somebody was first.", allowed_actions=["withdraw"])


urlpatterns = [
    path("", Note.as_view(), name="home"),
    path("note/", Note.as_view()),
    path("link/", link),
    path("too-late/", too_late),
    path("", include("mla_portal.urls")),
]
handler400 = "mla_portal.handlers.bad_request"
handler403 = "mla_portal.handlers.forbidden"
handler404 = "mla_portal.handlers.not_found"
handler500 = "mla_portal.handlers.server_error"
