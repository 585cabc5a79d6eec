"""Passing on: a request that is not ours ends here, and who asked is told whose it is (Art. 27(9)(c))."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.models import Request
from requests_app.services.decisions import decision_make
from requests_app.services.doubts import require_sure
from requests_app.services.forwardings import goes_on_here, request_forward
from requests_app.services.inputs import optional_text
from requests_app.services.moves import move_checked
from requests_app.states import Action, Outcome


@transaction.atomic
def request_redirect(*, actor: User, request: Request, authority: object = None, note: str = "") -> Request:
    """End it as misdirected. `authority` is the code of the competent one, where the directory knows it.

    A member of this portal of the same State finds it in its inbox (`request_forward`); how it goes on elsewhere is
    recorded afterwards (`forwarding_record`).
    """
    move = move_checked(actor=actor, request=request, action=Action.REDIRECT)
    require_sure(request)
    text = optional_text(note, "note", 2000)
    competent = _competent(request, authority)
    if competent is None and not text:
        raise Invalid({"note": [_("Say to whom the request belongs, as far as you know: the other side reads it.")]})
    now = timezone.now()
    decision_make(
        actor=actor,
        request=request,
        move=move,
        now=now,
        words={"outcome": Outcome.MISDIRECTED, "authority": competent, "text": text, "article": "27(9)(c)"},
        data={"authority": competent.code if competent else ""},
    )
    if competent is not None and goes_on_here(request, competent, now):
        request_forward(actor=actor, request=request, competent=competent, now=now)
    return request


def _competent(request: Request, code: object) -> Authority | None:
    if code is None or code == "":
        return None
    found = Authority.objects.filter(code=optional_text(code, "authority", 32)).first()
    if found is None:
        raise Invalid({"authority": [_("Give the code of an authority in the directory, such as RO-247.")]})
    if found.pk == request.requested_authority_id:
        raise Invalid({"authority": [_("This is the authority that has it already. Choose another one.")]})
    if found.pk == request.requesting_authority_id:
        raise Invalid({"authority": [_("This is the authority that asked. Choose another one.")]})
    return found
