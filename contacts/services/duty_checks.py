"""What is asked of a roster before it is published, row by row, with the reason for every refusal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.models import ContactPoint, DutyShift
from contacts.roster import Span, holes, overlaps
from contacts.telephones import telephone_international
from mla_portal.accounts.models import User
from mla_portal.values import one_line

MAX_SHIFTS = 400
NAME_LENGTH = 200
Errors = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class NewShift:
    """A shift as it is asked for: a person of the authority, or the name of somebody without an account."""

    starts_at: datetime
    ends_at: datetime
    person: User | None = None
    name: str = ""
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """Who keeps a shift, judged and written as the directory writes it."""

    person: User | None
    name: str
    telephone: str


@dataclass(kw_only=True)
class Plan:
    """The rows for the time from `from_` until `until`, and what of the roster stands around them."""

    desk: ContactPoint
    rows: Sequence[NewShift]
    from_: datetime
    until: datetime
    now: datetime
    # the last shift that begins before the plan can change anything, and the first one after it
    earlier: DutyShift | None
    later: DutyShift | None
    replaced: Sequence[DutyShift]
    errors: Errors = field(default_factory=lambda: defaultdict(list))

    def refuse(self, place: int | None, sentence: str, key: str = "") -> None:
        """`place` counts from 0, as the rows do; people count from 1."""
        name = key if place is None else f"shifts.{place + 1}.{key}".rstrip(".")
        self.errors[name].append(sentence)

    def span(self, row: NewShift) -> Span:
        """When the row runs: one that has begun by the clock begins now, for nobody was named before."""
        return Span(max(row.starts_at, self.now), row.ends_at)

    def spans(self) -> list[Span]:
        return [self.span(row) for row in self.rows]


def plan_check(plan: Plan) -> None:
    """Times first: holes and overlaps are not to be told of rows that cannot stand at all."""
    if len(plan.rows) > MAX_SHIFTS:
        plan.refuse(
            None, _("A roster holds at most %(number)d shifts. Plan fewer days.") % {"number": MAX_SHIFTS}, "shifts"
        )
        return
    for place, row in enumerate(plan.rows):
        _check_times(plan, place, row)
    _check_replaced(plan)
    if not plan.errors:
        _check_overlaps(plan)
    if not plan.errors and plan.desk.round_the_clock:
        _check_holes(plan)


def keepers_checked(plan: Plan, members: Collection[UUID]) -> list[Keeper]:
    """Who keeps each row; what is wrong stands in `plan.errors`."""
    keepers = []
    for place, row in enumerate(plan.rows):
        keeper, errors = keeper_checked(
            desk=plan.desk, members=members, person=row.person, name=row.name, telephone=row.telephone
        )
        keepers.append(keeper)
        for key, sentences in errors.items():
            for sentence in sentences:
                plan.refuse(place, sentence, key)
    return keepers


def keeper_checked(
    *, desk: ContactPoint, members: Collection[UUID], person: User | None, name: str, telephone: str
) -> tuple[Keeper, Errors]:
    """(keeper, errors by field). `members` are the ids of those who belong to the authority of the desk."""
    errors: Errors = defaultdict(list)
    name, telephone = one_line(name), telephone.strip()
    if person is not None and name:
        errors["name"].append(_("Choose a member or type a name, not both."))
    elif person is not None and person.pk not in members:
        errors["person"].append(
            _("%(name)s does not work at this authority. Choose one of its members.") % {"name": person.name}
        )
    elif person is None and not name:
        errors["person"].append(_("Choose who is on duty, or type a name."))
    if len(name) > NAME_LENGTH:
        errors["name"].append(_("A name has at most %(number)d characters. Shorten it.") % {"number": NAME_LENGTH})
    try:
        telephone = telephone and telephone_international(telephone)
    except ValidationError as error:
        errors["telephone"] += error.messages
    if not telephone and not desk.telephones:
        errors["telephone"].append(_("Enter a telephone: the desk has none of its own."))
    return Keeper(person=person, name=person.name if person else name, telephone=telephone), errors


def _check_times(plan: Plan, place: int, row: NewShift) -> None:
    earlier, begin = plan.earlier, plan.span(row).starts_at
    if row.starts_at >= row.ends_at:
        plan.refuse(place, _("A shift must end after it begins."))
    elif row.ends_at <= plan.now:
        plan.refuse(place, _("This shift is over. Plan from now on."))
    elif begin < plan.from_ or row.ends_at > plan.until:
        plan.refuse(
            place,
            _("This shift does not lie between %(begin)s and %(end)s, for which the roster is planned.")
            % {"begin": written(plan.from_, plan.desk), "end": written(plan.until, plan.desk)},
        )
    elif earlier and begin < earlier.ends_at:
        plan.refuse(place, _taken(plan, earlier))


def _taken(plan: Plan, shift: DutyShift) -> str:
    words = {"name": shift.name, "end": written(shift.ends_at, plan.desk)}
    if shift.starts_at <= plan.now:
        return _("%(name)s is on duty until %(end)s, and a shift that has begun stays. Begin then.") % words
    return _("%(name)s has the shift until %(end)s. Begin then, or plan from an earlier day on.") % words


def _check_replaced(plan: Plan) -> None:
    """What is taken out may not leave a piece behind, nor a note that somebody wrote for it."""
    begins = {row.starts_at for row in plan.rows}
    for shift in plan.replaced:
        if shift.ends_at > plan.until:
            sentence = _("%(name)s has a shift until %(end)s. Plan until then.")
            plan.refuse(None, sentence % {"name": shift.name, "end": written(shift.ends_at, plan.desk)}, "until")
        if shift.starts_at not in begins and hasattr(shift, "hand_over"):
            sentence = _("There is a note of hand-over for the shift of %(begin)s. Let a shift begin then.")
            plan.refuse(None, sentence % {"begin": written(shift.starts_at, plan.desk)}, "shifts")


def _check_overlaps(plan: Plan) -> None:
    for earlier, later in overlaps(plan.spans()):
        sentence = _("This shift begins before that of row %(number)d ends, at %(end)s.")
        end = written(plan.rows[earlier].ends_at, plan.desk)
        plan.refuse(later, sentence % {"number": earlier + 1, "end": end})


def _check_holes(plan: Plan) -> None:
    """Also between the roster before and these shifts, and between them and the roster after."""
    begin = max(plan.earlier.ends_at if plan.earlier else plan.from_, plan.now)
    end = plan.later.starts_at if plan.later else plan.until
    spans = plan.spans()
    places: Mapping[datetime, int] = {span.starts_at: place for place, span in enumerate(spans)}
    for hole in holes(spans, begin, end):
        sentence = _(
            "Nobody would be on duty from %(begin)s until %(end)s. This desk answers day and night: name somebody."
        )
        words = {"begin": written(hole.starts_at, plan.desk), "end": written(hole.ends_at, plan.desk)}
        place = places.get(hole.ends_at)
        plan.refuse(place, sentence % words, "" if place is not None else "until")


def written(instant: datetime, desk: ContactPoint) -> str:
    """By the clock of the desk: `Monday 23 November 2026, 08:00`."""
    return date_format(instant.astimezone(ZoneInfo(desk.zone)), "l j F Y, H:i")
