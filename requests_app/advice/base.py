"""What is wished for, what is known, and a way to it. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.facts import BUDAPEST, CountryFacts
from requests_app.kinds.instruments import BILATERAL, MUTUAL_ASSISTANCE_1959, SECOND_PROTOCOL, UNITED_NATIONS, carried


class Data(models.TextChoices):
    SUBSCRIBER = "subscriber", _("Subscriber information: who uses an account, an address or a number")
    TRAFFIC = "traffic", _("Traffic data: who communicated with whom, when and from where")
    CONTENT = "content", _("Content: messages, files, pictures")


class Handling(models.TextChoices):
    DISCLOSED = "disclosed", _("Handed over to us")
    PRESERVED = "preserved", _("Only kept for now, so that they are not lost")


class Purpose(models.TextChoices):
    EVIDENCE = "evidence", _("As evidence, before a court")
    INTELLIGENCE = "intelligence", _("As intelligence, to find out where to go on")


class Fit(models.TextChoices):
    """In the order in which ways are told."""

    BEST = "best", _("Best")
    ALONGSIDE = "alongside", _("At once, beside it")
    POSSIBLE = "possible", _("Possible")
    UNKNOWN = "unknown", _("Not known")
    NOT_OPEN = "not_open", _("Not open")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """`emergency`: a significant and imminent risk to the life or safety of a person (Article 3(2)(c) of CETS 224)."""

    data: Data
    handling: Handling = Handling.DISCLOSED
    purpose: Purpose = Purpose.EVIDENCE
    emergency: bool = False

    @property
    def kept(self) -> bool:
        return self.handling == Handling.PRESERVED

    @property
    def as_evidence(self) -> bool:
        return self.purpose == Purpose.EVIDENCE


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A legal entity of a provider in the country asked. Answers are yes, no or unknown, as in the directory."""

    legal_name: str
    preserves: str = "unknown"
    direct_subscriber_requests: str = "unknown"
    channel: str = ""
    emergency_channel: str = ""
    notifies_users: str = "unknown"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the directory holds beside the facts: kinds of authority there (`contacts.models.AuthorityKind`), entities.

    With a `provider`, `entities` are its own there, and `elsewhere` names the other countries where it has some.
    """

    authorities: frozenset[str] = frozenset()
    entities: tuple[Entity, ...] = ()
    provider: str = ""
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Way:
    """`law` are articles, such as "29(1)" or "9 CETS 224"; `treaties` the names of other treaties that carry it.

    `why` says why it fits so. `kind` is the kind of request that it starts with, "" for none; `asks` are the kinds of
    authority that such a request goes to, the first that the country has.
    """

    code: str
    fit: Fit
    title: str
    why: str
    law: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    kind: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Everything that a way is judged by, on the day of the facts."""

    wish: Wish
    asking: CountryFacts
    asked: CountryFacts
    known: Known

    @property
    def budapest(self) -> bool:
        return self._between(BUDAPEST)

    @property
    def protocol(self) -> bool:
        return self._between(SECOND_PROTOCOL)

    @property
    def united_nations(self) -> bool:
        return self._between(UNITED_NATIONS)

    @property
    def assistance_treaties(self) -> tuple[str, ...]:
        """The names of the treaties on mutual assistance in force between the two: with one, Art. 27(1) steps back."""
        shared = {one.instrument for one in self.asking.statuses if one.in_force}
        return tuple(
            one.name
            for one in self.asked.statuses
            if one.in_force
            and one.instrument in shared
            and (one.instrument == MUTUAL_ASSISTANCE_1959 or one.kind == BILATERAL)
        )

    @property
    def order_to_provider(self) -> bool:
        """Whether Art. 7 of CETS 224 lets the one order subscriber information from a provider in the other."""
        subscriber = self.wish.data == Data.SUBSCRIBER and not self.wish.kept
        return subscriber and self.protocol and not declared(self.asked, SECOND_PROTOCOL, "7(9)")

    @property
    def form(self) -> str:
        """The kind of request that asks for the data to be handed over."""
        return "mla_subscriber" if self.wish.data == Data.SUBSCRIBER else "mla_stored_data"

    def _between(self, instrument: str) -> bool:
        return carried((instrument,), self.asking, self.asked)


def declared(country: CountryFacts, instrument: str, article: str) -> bool:
    """Whether it has made a reservation or a declaration under the article, or a point of it, that is in force."""
    return any(
        one.in_force and one.instrument == instrument and one.article.startswith(article)
        for one in country.reservations
    )
