"""Whether the text that came formally (Art. 25(3)) says what the first one said: by answer, and by identifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from requests_app.kinds import KINDS
from requests_app.models import DeadlineKind, FormalText, Identifier, Purpose, Request, Transmission
from requests_app.selectors.versions import said_in
from requests_app.states import Side
from requests_app.versions import DifferingSection, Said, compared
from templates_app.codec import encode
from templates_app.context import Identifier as GivenIdentifier
from templates_app.context import RequestDocument
from templates_app.values import instant

# What a second text may say otherwise without being another request: when and by whom it was signed, in what languages
# the form is printed.
FORMALITIES = frozenset(
    {"dated", "revision", "request_status", "previous_reference", "signatory", "demonstration", "languages"}
)


@dataclass(frozen=True, kw_only=True)
class RowDifference:
    """An identifier that one text has otherwise than the other; "" where it has none."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Differences:
    sections: list[DifferingSection]
    rows: list[RowDifference]

    @property
    def count(self) -> int:
        return sum(len(section.answers) for section in self.sections) + len(self.rows)


def differences(first: RequestDocument, formal: RequestDocument) -> Differences:
    """Pure. Nothing where both say the same, formalities apart."""
    sections = compared(_said(first), _said(formal))
    rows = _rows(first.identifiers, formal.identifiers)
    if not sections and not rows:
        # What stands in no section must not differ unseen.
        sections = compared(_unseen(first), _unseen(formal))
    return Differences(sections=sections, rows=rows)


def differences_of(text: FormalText) -> Differences | None:
    """None where the text was compared by a person."""
    if not text.text:
        return None
    return differences(RequestDocument.from_json(text.first), RequestDocument.from_json(text.text))


def formal_texts_of(request: Request) -> list[FormalText]:
    """Newest first."""
    rows = request.formal_texts.select_related("recorded_by", "file__content")
    return list(rows.order_by("-recorded_at"))


def formal_stands(request: Request) -> bool:
    """Whether a formal confirmation was ever owed, or was sent."""
    return (
        request.deadlines.filter(kind=DeadlineKind.FORMAL_CONFIRMATION).exists()
        or request.transmissions.filter(purpose=Purpose.FORMAL).exists()
    )


def sendings_to(request: Request, side: Side) -> list[Transmission]:
    """Oldest first. A copy to another authority is none of the business of the one that was asked."""
    rows = request.transmissions.select_related("recipient").defer("document").order_by("sent_at", "id")
    if side is Side.REQUESTED:
        rows = rows.filter(recipient=request.requested_authority_id)
    return list(rows)


def _said(document: RequestDocument) -> list[Said]:
    """By section, identifiers apart; last what stands in no section."""
    kind = KINDS.get(document.kind)
    sections = said_in(replace(document, identifiers=())) if kind else []
    beside = {
        _("Kind"): str(kind.title) if kind else document.kind,
        _("Number"): document.reference,
        _("Translations"): "\n".join(f"{one.field} ({one.language}): {one.text}" for one in document.translations),
    }
    return [*sections, Said(title=_("Beside the answers"), answers=beside)]


def _unseen(document: RequestDocument) -> list[Said]:
    data = {name: str(value) for name, value in encode(document).items() if name not in FORMALITIES}
    return [Said(title=_("Beside the answers"), answers=data)]


def _rows(before: Sequence[GivenIdentifier], after: Sequence[GivenIdentifier]) -> list[RowDifference]:
    """The same identifier with another port, time or note is one row; one that only one text has is another."""
    gone, come = _without(before, after), _without(after, before)
    found = []
    for one in gone:
        partner = next((other for other in come if (other.type, other.value) == (one.type, one.value)), None)
        if partner is not None:
            come.remove(partner)
        found.append(RowDifference(before=_line(one), after=_line(partner) if partner else ""))
    return [*found, *(RowDifference(before="", after=_line(one)) for one in come)]


def _without(rows: Sequence[GivenIdentifier], others: Sequence[GivenIdentifier]) -> list[GivenIdentifier]:
    """Those of `rows` that `others` has not, or not as often."""
    left, found = Counter(_line(one) for one in others), []
    for one in rows:
        if left[_line(one)] > 0:
            left[_line(one)] -= 1
        else:
            found.append(one)
    return found


def _line(one: GivenIdentifier) -> str:
    given = " – ".join(instant(moment)[0] for moment in (one.at, one.until) if moment)
    port = _("port %(port)d") % {"port": one.port} if one.port else ""
    words = (str(Identifier.Type(one.type.value).label), one.value, port, given, one.note)
    return " ".join(word for word in words if word)
