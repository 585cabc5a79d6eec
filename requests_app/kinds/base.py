"""A kind of request is a row in a table: what it asks, what the law demands of it, what it warns of. Pure data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from contacts.facts import CountryFacts, Provenance
from requests_app.kinds.fields import Field, FieldError, Text
from requests_app.kinds.instruments import carried

if TYPE_CHECKING:
    from requests_app.kinds.refusals import Refusal

# In which documents are written today.
DOCUMENT_LANGUAGE = "en"
# As long as an approved request can keep it.
ABOUT_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class GivenIdentifier:
    type: str
    value: str
    port: int | None = None
    at: datetime | None = None
    until: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GivenOffence:
    article: str | None
    provision: str
    title: str
    max_penalty: str


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """The entry of the requested authority; `valid` where it is, today. `channel` is the one by which it is reached,
    in the portal where it is a `member` of it.
    """

    name: str
    valid: bool
    member: bool
    channel: str
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class Previous:
    """The request that this one follows. `preserved_until` is the last day as it was told, None while nobody has."""

    reference: str
    their_reference: str
    kind: str
    sent_on: date | None
    acknowledged_on: date | None
    preserved_until: date | None
    custodian: str
    requested_by: str
    answered_by: str
    channel: str
    # since when the data are preserved, all extensions included; None where it is not on record
    preserved_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What has been filled in so far, and what the directory knows of who asks and of whom it goes to (`country`), on
    the day it is there: all that the duties and the warnings look at.
    """

    content: Mapping[str, Any]
    urgency: str
    facts: str
    offences: Sequence[GivenOffence]
    identifiers: Sequence[GivenIdentifier]
    seeking_authority: str
    reachable_at: str
    addressee: Addressee
    asking: CountryFacts
    country: CountryFacts
    previous: Previous | None
    # of its document
    languages: Sequence[str]
    now: datetime
    # the treaty that was chosen, and its name; empty while none is
    instrument: str = ""
    instrument_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What the law demands of the request: met or not, with the paragraph and what to do about it."""

    article: str
    field: str
    message: Text
    met: Callable[[Answers], bool]


@dataclass(frozen=True)
class Caution:
    """Something that the law does not forbid but that experience does. `field` is where it is mended, if anywhere.

    `detail` is what of the message may come to say something else, whatever the language of the reader.
    """

    code: str
    article: str
    message: str
    field: str = ""
    detail: str = ""

    @property
    def about(self) -> str:
        """What it warns of, whatever the words: "dual_criminality_reservation 29(4) believed"."""
        about = " ".join(filter(None, (self.code, self.article, self.detail)))
        if len(about) <= ABOUT_LENGTH:
            return about
        return f"{self.code} {sha256(about.encode()).hexdigest()}"[:ABOUT_LENGTH]


Warn = Callable[[Answers], list[Caution]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One short page of the task list. `asks` names the special pages that are more than fields."""

    code: str
    title: Text
    hint: Text = ""
    fields: tuple[Field, ...] = ()
    # field names of duties that are met on this page, beside its own fields
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One row of the table. `articles` are for people, `legal_basis` is how a document names the same."""

    code: str
    title: Text
    short_title: Text
    articles: Text
    legal_basis: str
    # codes of the treaties of the directory that can carry it
    instruments: tuple[str, ...]
    # the articles of each that a document cites
    cites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # where such a treaty lists the contents itself: {its code: {name of the question: the paragraph that asks it}}
    listed_in: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # a treaty on mutual assistance goes before the rules that the Convention has where there is none (Art. 27(1))
    treaty_first: bool = False
    sections: tuple[Section, ...]
    duties: tuple[Duty, ...]
    warnings: tuple[Warn, ...]
    template: str
    # the article under which its receipt is acknowledged; how soon is policy of the house
    acknowledged_under: str
    # what the directory says against it: looked at once more when it is sent
    directory_warnings: tuple[Warn, ...] = ()
    # the kinds of authority that such a request mostly goes to: offered first
    asked_first: tuple[str, ...] = ()
    # it can be made only while one of its treaties is in force between the two countries; others are warned of that
    only_in_force: bool = False
    # the kinds of request it may continue, whether it has to, and whether it may go to another country than that one
    follows: frozenset[str] = frozenset()
    must_follow: bool = False
    follows_abroad: bool = False
    # sending it withdraws the request it follows
    withdraws: bool = False
    # it is offered to follow only once that one was acknowledged
    after_acknowledgement: bool = False
    # the grounds on which it may be refused, a closed list; none of a notice, which asks for nothing
    refusals: tuple[Refusal, ...] = ()
    # the paragraph by which a part, or conditions, are considered before it is refused
    part_considered_under: str = ""
    # what it asks for is that data are kept: its result has a first and a last day
    preserves: bool = False
    # how its document says whether it is new: "new" or "extension"
    document_status: str = "new"
    # answers that come along from the request it continues and that it does not ask: taken, and not kept
    left_out: frozenset[str] = frozenset()

    def offered(self, asking: CountryFacts, asked: CountryFacts) -> bool:
        """Whether the one country can make such a request to the other, on the day of the facts."""
        return not self.only_in_force or carried(self.instruments, asking, asked)

    @property
    def fields(self) -> dict[str, Field]:
        return {field.name: field for section in self.sections for field in section.fields}

    def section(self, code: str) -> Section | None:
        return next((section for section in self.sections if section.code == code), None)

    def section_of(self, field_name: str) -> Section | None:
        """The section in which a field, or what a duty asks for, is answered."""
        for section in self.sections:
            if field_name in section.covers or any(field.name == field_name for field in section.fields):
                return section
        return None

    def clean_content(self, raw: Any) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """(cleaned, errors) of a partial content: unknown names and wrong values are all named at once.

        Keys of errors are field names, "custodian.country" for a part of a group.
        """
        cleaned: dict[str, Any] = {}
        errors: dict[str, list[str]] = {}
        known = self.fields
        for name, value in raw.items():
            if name in self.left_out:
                continue
            if name not in known:
                errors[str(name)[:60]] = [_("There is no such field in this kind of request.")]
                continue
            try:
                cleaned[name] = known[name].clean(value)
            except FieldError as error:
                for part, texts in error.errors.items():
                    errors[f"{name}.{part}" if part else name] = texts
        return cleaned, errors
