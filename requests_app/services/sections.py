"""The answers of one section of a draft, saved as they are typed, by several people at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import require
from requests_app.kinds import Section
from requests_app.merging import merge
from requests_app.models import Case, Request
from requests_app.selectors.edits import section_edits
from requests_app.selectors.shown_answers import shown_answers
from requests_app.services.cases import case_change
from requests_app.services.drafts import request_edit
from requests_app.services.editing import locked_draft
from requests_app.services.overlaps import Overlap, overlapping


@dataclass(frozen=True, kw_only=True)
class SectionSaved:
    """The draft after saving: `settled` are the answers that stand as typed, `overlap` tells of those left as a
    colleague wrote them although the person changed them too.
    """

    request: Request
    settled: frozenset[str]
    overlap: Overlap | None


@transaction.atomic
def section_save(
    *,
    actor: User,
    request: Request,
    section: Section,
    typed: Mapping[str, Any],
    seen: Mapping[str, str],
    partly: bool = False,
) -> SectionSaved:
    """Save the answers that the person changed; those that only a colleague changed meanwhile stay the colleague's.

    `typed` are answers of this section, all or some, "urgency", "requested_authority" and "instrument" (codes) and
    "offences" among them where the section covers these; `seen` the marks of what the page showed
    (`merging.write_marks`).
    Raises Overlap when both changed the same answer (with `partly`, the others are saved), Invalid with every wrong
    one, Conflict when the request is no draft any more.
    """
    require(actor, Permission.DRAFT, request.requesting_authority)
    locked = locked_draft(request)
    if "offences" in typed:
        locked.case = Case.objects.select_for_update().select_related("authority").get(pk=locked.own_case.pk)
    found = merge(seen=seen, saved=shown_answers(locked, section), typed=typed)
    edits = section_edits(locked, found.both)
    names = overlapping(actor=actor, both=found.both, edits=edits)
    overlap = Overlap(names, edits) if names else None
    if overlap and not partly:
        raise overlap
    mine = found.mine | found.both - names
    _write(actor, locked, {name: value for name, value in typed.items() if name in mine})
    return SectionSaved(request=locked, settled=frozenset(typed) - found.theirs - names, overlap=overlap)


def _write(actor: User, request: Request, answers: dict[str, Any]) -> None:
    offences, urgency = answers.pop("offences", None), answers.pop("urgency", None)
    authority = _authority(answers.pop("requested_authority")) if "requested_authority" in answers else None
    instrument = answers.pop("instrument", None)
    if answers or urgency or authority or instrument is not None:
        request_edit(
            actor=actor,
            request=request,
            content=answers,
            urgency=urgency,
            requested_authority=authority,
            instrument=instrument,
        )
    if offences is not None:
        case_change(actor=actor, case=request.own_case, answers={"offences": offences})
    request.refresh_from_db(fields=["content", "urgency", "requested_authority", "instrument"])


def _authority(code: str) -> Authority:
    found = Authority.objects.filter(code=code).first()
    if found is None:
        raise Invalid({"requested_authority": [_("Choose the authority to ask.")]})
    return found
