"""Coming in, also with what was typed before the session ended, and going out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from mla_portal.accounts import kept
from mla_portal.accounts.forms import SignInForm
from mla_portal.accounts.models import User
from mla_portal.accounts.readers import reader_remember
from mla_portal.accounts.services.guessing import TooManyAttempts
from mla_portal.accounts.services.sign_in import sign_out_record
from mla_portal.accounts.session import session_begin
from mla_portal.errors import NotAllowed
from mla_portal.http import referring_path


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    @classmethod
    def page(cls, request: HttpRequest, held: kept.Kept | None, *, message: str = "") -> TemplateResponse:
        """The page as the answer to a form that came without a session, or with one that had changed: status 403.

        Words of which nobody knows whose they are go no further.
        """
        if held and not held.owner:
            held = None
        view = cls()
        view.setup(request)
        context = view.get_context_data(form=SignInForm(request), held=kept.write(held), message=message)
        if not held:
            context["next"] = referring_path(request)
        return TemplateResponse(request, cls.template_name, {**context, "came_in_vain": True}, status=403)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except TooManyAttempts as refusal:
            return self._wait(refusal)

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        user = form.get_user()
        session_begin(self.request, user)
        response = self.go_on()
        reader_remember(self.request, response, user)
        return response

    def go_on(self) -> HttpResponse:
        """Whoever signed in goes on with their own words; somebody else's are dropped, and they are told."""
        held = kept.read(self.request.POST.get("held", ""))
        if held and kept.is_of(held, self.request.user):
            return kept_page(self.request, held)
        if held:
            messages.warning(self.request, others_words())
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"held": self.request.POST.get("held", ""), **kwargs})

    def _wait(self, refusal: TooManyAttempts) -> HttpResponse:
        form = SignInForm(self.request, initial={"username": self.request.POST.get("username", "")})
        response = self.render_to_response(self.get_context_data(form=form, message=refusal.message))
        response.status_code = refusal.status
        response["Retry-After"] = str(refusal.seconds)
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            sign_out_record(actor=request.user)
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You are signed out."))
        return response


def others_words() -> str:
    return _("What was typed before belongs to another person. It was not shown and not sent.")


def kept_page(request: HttpRequest, held: kept.Kept, *, status: int = 200) -> TemplateResponse:
    """What was typed, with a button that sends it with the session there is now. Nothing is sent without a press."""
    return TemplateResponse(request, "accounts/kept.html", {"held": held, "shown": kept.shown(held)}, status=status)


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """The administration has no sign-in of its own: there is one door, and it counts attempts."""
    if request.user.is_authenticated:
        raise NotAllowed(_("The administration pages are open to administrators only."))
    return HttpResponseRedirect(f"{resolve_url('sign_in')}?next={resolve_url('admin:index')}")
