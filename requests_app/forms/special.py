"""What a section covers beside the fields of its table: the requested authority and the urgency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contacts.models import Authority
from requests_app.forms.closed import SelectSome
from requests_app.forms.focus import Buttons
from requests_app.kinds import Kind
from requests_app.legal_basis import Basis, cited
from requests_app.models import Case, Request, Urgency
from requests_app.selectors.acknowledgement_times import acknowledgement_times
from requests_app.selectors.addressees import addressees, authority_with
from requests_app.selectors.answers import kind_of
from requests_app.selectors.legal_basis import bases_of

# The answer that says whom to ask, and the id of what stands beside it about the country.
ADDRESSEE, BESIDE = "requested_authority", "beside"


class AddresseeField(forms.ChoiceField):
    """Where scripts run, choosing draws anew what is known of the country."""

    def __init__(self, case: Case, kind: Kind) -> None:
        found = addressees(case, kind, now=timezone.now())
        self.offered = [("", _("Choose an authority")), *found.choices]
        super().__init__(
            label=gettext_lazy("Requested authority"),
            help_text=gettext_lazy("The authority of the country in which the data are stored."),
            choices=self.offered,
            widget=SelectSome(
                attrs={
                    "data-search": gettext_lazy("Search by country or name"),
                    "hx-get": reverse_lazy("country_beside"),
                    "hx-trigger": "change",
                    "hx-target": f"#{BESIDE}",
                    "hx-sync": "this:replace",
                    "aria-controls": BESIDE,
                }
            ),
            error_messages={
                "required": gettext_lazy("Choose the authority to ask."),
                "invalid_choice": gettext_lazy("This authority cannot be asked any more. Choose another one."),
            },
        )
        self.widget.closed = found.closed

    def keep_country(self, name: str) -> None:
        """Offer the authorities of this country alone."""
        self.choices = [one for one in self.offered if one[0] in ("", name)]


def addressee_in(form: forms.Form) -> Authority | None:
    """Whom the form is about as it stands, if it asks for that and the one in it is still offered."""
    field = form.fields.get(ADDRESSEE)
    if not isinstance(field, AddresseeField):
        return None
    code = form[ADDRESSEE].value()
    return authority_with(code) if code and field.valid_value(code) else None


class UrgencyField(forms.ChoiceField):
    """`authority` may have times of its own for the acknowledgement."""

    def __init__(self, authority: Authority | None = None) -> None:
        times = acknowledgement_times(authority)
        super().__init__(
            label=gettext_lazy("How urgent is this request?"),
            choices=[(urgency.value, _meaning(urgency, times.get(urgency.value))) for urgency in Urgency],
            widget=Buttons,
            error_messages={
                "required": gettext_lazy("Choose how urgent the request is."),
                "invalid_choice": gettext_lazy("Choose one of the urgencies that are offered."),
            },
        )


class BasisField(forms.ChoiceField):
    """The treaties in force between the two countries, best first, and what was chosen although it is not."""

    def __init__(self, request: Request) -> None:
        offered = bases_of(request, now=timezone.now())
        choices = [(one.code, _basis_meaning(one)) for one in offered]
        chosen = request.instrument
        if chosen and chosen.code not in dict(choices):
            choices.append((chosen.code, _("%(treaty)s: not in force between the two countries") % {"treaty": chosen}))
        hint = _("What the directory says is in force between the two countries. Another country may need another one.")
        nothing = _("The directory knows of no treaty in force between the two countries for this kind of request.")
        super().__init__(
            label=gettext_lazy("Legal basis"),
            help_text=hint if offered else nothing,
            choices=[*choices, ("", _("Not chosen"))],
            required=False,
            widget=Buttons,
        )

    def valid_value(self, value: object) -> bool:
        """The service judges it: what a colleague's choice of another country took away was no choice of the person."""
        return True


SPECIAL: dict[str, Callable[[Request], forms.ChoiceField]] = {
    ADDRESSEE: lambda request: AddresseeField(request.own_case, kind_of(request)),
    "instrument": BasisField,
    "urgency": lambda request: UrgencyField(request.requested_authority),
}


def _basis_meaning(basis: Basis) -> str:
    """`Convention on Cybercrime (CETS 185), Articles 29, 30 and 35. In force between …`"""
    return f"{cited(basis.title, basis.paragraphs)}. {basis.reason}"


def _meaning(urgency: Urgency, time: timedelta | None) -> str:
    """`Urgent: receipt acknowledged within 4 hours; needs a ground`."""
    within = _("receipt acknowledged within %(time)s") % {"time": in_words(time)} if time else ""
    condition = {
        Urgency.NORMAL: "",
        Urgency.URGENT: _("say on which grounds"),
        Urgency.EMERGENCY: _("only for a significant and imminent risk to the life or safety of a person"),
    }[urgency]
    meaning = "; ".join(part for part in (within, condition) if part)
    return f"{urgency.label}: {meaning}" if meaning else str(urgency.label)


def in_words(time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    if minutes % 60:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    return ngettext("%(number)d hour", "%(number)d hours", minutes // 60) % {"number": minutes // 60}
