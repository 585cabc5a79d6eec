"""Which treaties can carry a request, and whether one of them binds both countries on the day. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.facts import BUDAPEST, CountryFacts
from requests_app.kinds.fields import Text

SECOND_PROTOCOL = "CETS224"
MUTUAL_ASSISTANCE_1959 = "ETS030"
UNITED_NATIONS = "UNCC"
# No codes: any treaty of the directory that is between two countries only, and any arrangement.
BILATERAL, ARRANGEMENT = "bilateral", "arrangement"

_NAMES: dict[str, Text] = {
    BUDAPEST: gettext_lazy("the Budapest Convention"),
    SECOND_PROTOCOL: gettext_lazy("the Second Additional Protocol to the Budapest Convention"),
    MUTUAL_ASSISTANCE_1959: gettext_lazy("the Convention on Mutual Assistance of 1959"),
    UNITED_NATIONS: gettext_lazy("the United Nations Convention against Cybercrime"),
    BILATERAL: gettext_lazy("a bilateral treaty"),
    ARRANGEMENT: gettext_lazy("an arrangement"),
}


def carried(instruments: Iterable[str], asking: CountryFacts, asked: CountryFacts) -> bool:
    """Whether one of the instruments is in force for both countries, on the day of the facts."""
    return any(binding(one, asking) & binding(one, asked) for one in instruments)


def not_carried(instruments: Iterable[str], asking: CountryFacts, asked: CountryFacts) -> str:
    """The sentence that says that none of them is."""
    sentence = _(
        "As far as the directory knows, none of these is in force between %(asking)s and %(asked)s on %(day)s:"
    )
    names = ", ".join(str(_NAMES[one]) for one in instruments)
    day = date_format(asked.on, "j F Y")
    return f"{sentence % {'asking': asking.name, 'asked': asked.name, 'day': day}} {names}."


def binding(instrument: str, country: CountryFacts) -> set[str]:
    """The codes of the treaties meant by `instrument` that bind the country."""
    return {one.instrument for one in country.statuses if one.in_force and instrument in (one.instrument, one.kind)}
