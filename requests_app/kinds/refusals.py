"""On which grounds each kind of request may be refused, and by which paragraph: closed lists. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from contacts.facts import BUDAPEST
from requests_app.kinds.base import Answers
from requests_app.kinds.instruments import MUTUAL_ASSISTANCE_1959, SECOND_PROTOCOL, UNITED_NATIONS
from requests_app.states import Ground


def open_to_all(answers: Answers) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A ground and its paragraph, by treaty; a treaty that is not named, such as one between two countries, is cited
    without one. `closed` says, as a sentence, why it may not be used for this request; "" where it may.
    """

    ground: Ground
    articles: Mapping[str, str] = field(default_factory=dict)
    # treaties that do not know the ground
    unknown_to: frozenset[str] = frozenset()
    closed: Callable[[Answers], str] = open_to_all

    def article(self, instrument: str) -> str:
        return self.articles.get(instrument, "")


def no_reservation(answers: Answers) -> str:
    """Article 29(3), (4): dual criminality is no condition unless it was reserved, and never of Articles 2 to 11."""
    if answers.country.reservation("29(4)") is None:
        return _(
            "Dual criminality is no condition for preserving data (Art. 29(3)): %(country)s has no reservation under"
            " Article 29(4) in force."
        ) % {"country": answers.country.name}
    if answers.offences and all(offence.article for offence in answers.offences):
        return _("The reservation under Article 29(4) does not reach the offences of Articles 2 to 11.")
    return ""


def fiscal(answers: Answers) -> str:
    """Article 25(4), last sentence, where the request is about Articles 2 to 11: what may not be said."""
    if not any(offence.article for offence in answers.offences):
        return ""
    return _(
        "For the offences of Articles 2 to 11, a request may not be refused solely because it concerns an offence that"
        " is considered a fiscal one (Art. 25(4))."
    )


# Art. 29(5): "only if". The ground of Art. 29(4) needs a reservation.
OF_PRESERVATION = (
    Refusal(ground=Ground.POLITICAL_OFFENCE, articles={BUDAPEST: "29(5)(a)"}),
    Refusal(ground=Ground.ESSENTIAL_INTERESTS, articles={BUDAPEST: "29(5)(b)"}),
    Refusal(ground=Ground.DUAL_CRIMINALITY, articles={BUDAPEST: "29(4)"}, closed=no_reservation),
)
# The Convention promises no extension, so that domestic law may say no; what it says of refusing holds besides.
OF_EXTENSION = (
    Refusal(
        ground=Ground.POLITICAL_OFFENCE,
        articles={BUDAPEST: "29(5)(a)"},
        unknown_to=frozenset({UNITED_NATIONS}),
    ),
    Refusal(ground=Ground.ESSENTIAL_INTERESTS, articles={BUDAPEST: "29(5)(b)", UNITED_NATIONS: "40(21)(b) UNCC"}),
    Refusal(ground=Ground.TREATY_OR_DOMESTIC, articles={BUDAPEST: "25(4)", UNITED_NATIONS: "40(21) UNCC"}),
)
# Art. 27(4) beside Art. 25(4); where a treaty governs, its own grounds (Art. 27(1)).
OF_MUTUAL_ASSISTANCE = (
    Refusal(
        ground=Ground.POLITICAL_OFFENCE,
        articles={BUDAPEST: "27(4)(a)", MUTUAL_ASSISTANCE_1959: "2(a) ETS 030"},
        unknown_to=frozenset({UNITED_NATIONS}),
    ),
    Refusal(
        ground=Ground.ESSENTIAL_INTERESTS,
        articles={
            BUDAPEST: "27(4)(b)",
            MUTUAL_ASSISTANCE_1959: "2(b) ETS 030",
            UNITED_NATIONS: "40(21)(b) UNCC",
        },
    ),
    Refusal(
        ground=Ground.TREATY_OR_DOMESTIC,
        articles={BUDAPEST: "25(4)", MUTUAL_ASSISTANCE_1959: "25(4)", UNITED_NATIONS: "40(21) UNCC"},
    ),
)
# The numbers were not read in a published text.
OF_UN_PRESERVATION = (
    Refusal(ground=Ground.ESSENTIAL_INTERESTS, articles={UNITED_NATIONS: "40(21)(b) UNCC"}),
    Refusal(ground=Ground.TREATY_OR_DOMESTIC, articles={UNITED_NATIONS: "42, 40(21) UNCC"}),
)
OF_EMERGENCY_DISCLOSURE = (
    Refusal(ground=Ground.ESSENTIAL_INTERESTS, articles={SECOND_PROTOCOL: "9 CETS 224"}),
    Refusal(ground=Ground.TREATY_OR_DOMESTIC, articles={SECOND_PROTOCOL: "9 CETS 224"}),
)
# Art. 30(2): "only if", and dual criminality is none of them. The numbers of the other treaty were not read.
OF_PATH = (
    Refusal(
        ground=Ground.POLITICAL_OFFENCE,
        articles={BUDAPEST: "30(2)(a)"},
        unknown_to=frozenset({UNITED_NATIONS}),
    ),
    Refusal(
        ground=Ground.ESSENTIAL_INTERESTS, articles={BUDAPEST: "30(2)(b)", UNITED_NATIONS: "43(2), 40(21)(b) UNCC"}
    ),
)
