"""One page with just what the duties need for one identifier. Everything else is asked in the sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from mla_portal.ids import uuid7
from mla_portal.ui.forms import PortalForm
from requests_app.forms.blocks import Block
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.groups import answered, control_named, controls_of, spread
from requests_app.forms.identifiers import IdentifierForm
from requests_app.forms.judged import article_of, control_for
from requests_app.forms.offences import PREFIX, BaseOffences, OffenceFormSet, offence_forms, offences_as_typed
from requests_app.forms.passages import Texts, with_texts
from requests_app.forms.special import ADDRESSEE, AddresseeField, UrgencyField
from requests_app.kinds import KINDS, Kind
from requests_app.kinds.fields import Field, GroupField
from requests_app.models import Case, Identifier, Request, Urgency
from requests_app.selectors.addressees import authority_with
from requests_app.selectors.answers import completeness_of
from requests_app.services.duties import duty_text

KIND = "preservation"
# The questions of the page, in its order; those of a part stand together.
PARTS: dict[str, tuple[str, ...]] = {
    "grounds": ("urgency_grounds", "urgency_details"),
    "data": ("data_categories", "relationship"),
    "custodian": ("custodian", "custodian_unknown"),
    "why": ("necessity", "mla_intended", "confidential"),
    "facts": ("facts",),
    "house": ("person_in_charge", "response_expedited", "response_means", "confirmation_contact"),
}
# What of a wrong or missing answer is shown beside which control.
_BESIDE = {"custodian": "custodian__name"}
_TELLING = ("value", "port", "at")


class AnswersForm(PortalForm):
    """`token` makes a double click one draft."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, case: Case, kind: Kind, data: Mapping[str, Any] | None, start: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"token": str(uuid7()), "urgency": Urgency.NORMAL, **spread(start)})
        self.questions: dict[str, Field] = {name: kind.fields[name] for names in PARTS.values() for name in names}
        self.fields |= {ADDRESSEE: AddresseeField(case, kind), "urgency": UrgencyField()}
        self.fields |= {
            name: control_for(part, demanded=bool(question.article))
            for question in self.questions.values()
            for name, part in controls_of(question)
        }

    def answers(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for question in self.questions.values():
            found |= answered(question, self.cleaned_data)
        return found

    def blocks(self, texts: Texts) -> dict[str, list[Block]]:
        """By part; `texts` are the passages kept for each question."""
        return {
            part: with_texts([self._block(self.questions[name]) for name in names], texts)
            for part, names in PARTS.items()
        }

    def add_refusal(self, refusal: Invalid) -> None:
        found = {control_named(name): texts for name, texts in refusal.errors.items()}
        super().add_refusal(Invalid({_BESIDE.get(name, name): texts for name, texts in found.items()}))

    def _block(self, question: Field) -> Block:
        controls = [self[name] for name, _part in controls_of(question)]
        if not isinstance(question, GroupField):
            return Block(name=question.name, controls=controls)
        return Block(
            name=question.name,
            controls=controls,
            legend=question.label,
            hint=question.hint,
            article=article_of(question),
        )


class ExpressEntry:
    """The answers, the identifier and, where the case names none yet, its offences: judged and refused as one."""

    def __init__(
        self, author: User, case: Case, *, start: Mapping[str, Any], asked: str = "", data: QueryDict | None = None
    ) -> None:
        self.author, self.case, self.kind = author, case, KINDS[KIND]
        usual = {"person_in_charge": author.name, "facts": case.facts, ADDRESSEE: asked, **start}
        self.form = AnswersForm(case, self.kind, data, usual)
        self.identifier = IdentifierForm(data, prefix="identifier", initial={"type": Identifier.Type.IP})
        self.offences = None if case.offences.exists() else _offences(data)

    @classmethod
    def as_typed(
        cls, author: User, case: Case, data: QueryDict, rows: list[dict[str, Any]] | None = None
    ) -> ExpressEntry:
        """What was typed, to be typed on, with these rows of offences; nothing is judged yet."""
        entry = cls(author, case, start={})
        for form in (entry.form, entry.identifier):
            form.initial = {
                name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
                for name, field in form.fields.items()
            }
        if entry.offences is not None:
            entry.offences = offence_forms(rows or offences_as_typed(data))
        return entry

    def is_valid(self, *, complete: bool) -> bool:
        """Without `complete` an empty identifier is none. All are judged, so that every error is said at once."""
        parts: list[forms.BaseForm | BaseOffences] = [self.form]
        parts += [self.identifier] if complete or self.identifier_given else []
        parts += [self.offences] if self.offences is not None else []
        valid = False not in [part.is_valid() for part in parts]
        if not valid and complete:
            self._say_what_is_missing()
        return valid

    @property
    def identifier_given(self) -> bool:
        raw = [self.identifier[name].value() for name in _TELLING]
        return any(any(one[:2]) if isinstance(one, list) else one for one in raw)

    def given(self) -> dict[str, Any]:
        """As the service takes it. What says no more than the case and the account stays theirs to say."""
        cleaned = self.form.cleaned_data
        content = self.form.answers()
        for name, stands_in in (("facts", self.case.facts), ("person_in_charge", self.author.name)):
            if content[name] == stands_in:
                del content[name]
        return {
            "requested_authority": self.addressee(),
            "urgency": cleaned["urgency"],
            "content": content,
            "identifiers": [self.identifier.row()] if self.identifier_given else [],
            "offences": self.offences.answer() if self.offences is not None else None,
            "client_token": cleaned["token"],
        }

    def addressee(self) -> Authority | None:
        return authority_with(self.form.cleaned_data.get(ADDRESSEE, ""))

    def add_refusal(self, refusal: Invalid) -> None:
        """Each sentence beside what it is about."""
        rows, one, rest = {}, {}, {}
        for name, texts in refusal.errors.items():
            head, _dot, tail = name.partition(".")
            if head == "identifiers":
                one["value" if not tail else name] = texts
            elif head == PREFIX and self.offences is not None:
                rows[name] = texts
            else:
                rest[name] = texts
        self.form.add_refusal(Invalid(rest))
        self.identifier.add_refusal(Invalid(one))
        if self.offences is not None:
            self.offences.add_refusal(Invalid(rows))

    def set_focus(self, name: str = "") -> None:
        parts = [self.form, self.identifier, *(self.offences or [])]
        rows = list(self.offences or [])
        if name == PREFIX and rows:
            focus(rows[-1]["article"])
        elif name in self.form.fields:
            focus(self.form[name])
        elif not focus_first_error(*parts):
            focus(self.identifier["value"] if self.form[ADDRESSEE].value() else self.form[ADDRESSEE])

    def _say_what_is_missing(self) -> None:
        """Beside what is wrong, the duties that are not met yet: nobody is sent round twice."""
        form, asking = self.form, self.case.authority
        so_far = Request(
            case=self.case,
            kind=self.kind.code,
            requesting_authority=asking,
            requested_authority=self.addressee() or asking,
            urgency=form.cleaned_data.get("urgency", Urgency.NORMAL),
            content=form.answers(),
            author=self.author,
        )
        for duty in completeness_of(so_far, now=timezone.now()).missing:
            control = _BESIDE.get(duty.field, duty.field)
            if control in form.fields and control not in form.errors:
                form.add_error(control, duty_text(duty))

    @property
    def wrong(self) -> bool:
        return bool(self.form.errors or self.identifier.errors or (self.offences and self.offences.total_error_count()))


def _offences(data: QueryDict | None) -> BaseOffences:
    return offence_forms([]) if data is None else OffenceFormSet(data, prefix=PREFIX)
