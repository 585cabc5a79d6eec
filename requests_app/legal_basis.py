"""Under which treaty a request can be made, between these two countries on this day. Pure.

Treaties on mutual assistance go before Articles 27 and 28 of the Convention, which apply only where there is none
(Art. 27(1)). Preservation has its basis in the Convention itself, whatever treaty there is beside it (Art. 29(1)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.facts import BUDAPEST, CountryFacts
from requests_app.kinds import KINDS, Answers, Caution, Kind
from requests_app.kinds.fields import Text
from requests_app.kinds.instruments import (
    MUTUAL_ASSISTANCE_1959,
    SECOND_PROTOCOL,
    UNITED_NATIONS,
    binding,
    carried,
)

# As a document names them; other treaties are named as the directory has them.
TITLES: dict[str, Text] = {
    BUDAPEST: gettext_lazy("Convention on Cybercrime (CETS 185)"),
    SECOND_PROTOCOL: gettext_lazy("Second Additional Protocol to the Convention on Cybercrime (CETS 224)"),
    MUTUAL_ASSISTANCE_1959: gettext_lazy("European Convention on Mutual Assistance in Criminal Matters (ETS 030)"),
    UNITED_NATIONS: gettext_lazy("United Nations Convention against Cybercrime"),
}
PROTOCOLS_1959: dict[str, Text] = {
    "ETS099": gettext_lazy("Additional Protocol of 1978 (ETS 099)"),
    "CETS182": gettext_lazy("Second Additional Protocol of 2001 (CETS 182)"),
}
WHERE_NO_TREATY = ("27", "28")
# Of mutual assistance: what was agreed between just these two comes first. The United Nations Convention leaves a
# treaty on mutual assistance in its place, and so makes none of the others superfluous.
_RANK = {MUTUAL_ASSISTANCE_1959: 1, BUDAPEST: 2, UNITED_NATIONS: 3}


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A treaty that carries the request. `paragraphs` are its articles, `beside` what a document names with it."""

    code: str
    title: str
    paragraphs: tuple[str, ...]
    reason: str
    beside: tuple[str, ...] = ()

    @property
    def articles(self) -> str:
        return articles_text(self.paragraphs)


def bases_offered(kind: Kind, asking: CountryFacts, asked: CountryFacts) -> list[Basis]:
    """Those in force for both countries on the day of the facts, best first; empty where none is."""
    codes = list(_binding_both(kind, asking, asked))
    if kind.treaty_first:
        codes.sort(key=lambda code: _RANK.get(code, 0))
    return [_basis(kind, code, codes, asking, asked) for code in codes]


def citing_kind(kind: Kind, earlier: str) -> Kind:
    """The kind whose articles are cited: a notice stands on the basis of the request that it continues."""
    return KINDS[earlier] if kind.must_follow and earlier else kind


def best(offered: list[Basis], preferred: str = "") -> str:
    """The code of the basis to begin with, `preferred` if it is among them; "" where none is offered."""
    codes = [one.code for one in offered]
    return preferred if preferred in codes else next(iter(codes), "")


def basis_cautions(kind: Kind, answers: Answers) -> tuple[Caution, ...]:
    """That the treaty which was chosen is not in force, where another one is: where none is, the kind says so."""
    citing = citing_kind(kind, answers.previous.kind if answers.previous else "")
    asking, asked = answers.asking, answers.country
    if not answers.instrument or not carried(citing.instruments, asking, asked):
        return ()
    if carried([answers.instrument], asking, asked):
        return ()
    sentence = _(
        "“%(treaty)s” is not in force between %(asking)s and %(asked)s on %(day)s. Choose another legal basis."
    ) % {"treaty": answers.instrument_name, **_names(asking, asked)}
    return (Caution("instrument_not_in_force", "", sentence, "instrument", answers.instrument),)


def cited(title: str, paragraphs: tuple[str, ...]) -> str:
    """`Convention on Cybercrime (CETS 185), Articles 29 and 35`."""
    return ", ".join(part for part in (title, articles_text(paragraphs)) if part)


def articles_text(paragraphs: tuple[str, ...]) -> str:
    """`Articles 29, 30 and 35`; empty for none."""
    if not paragraphs:
        return ""
    if len(paragraphs) == 1:
        return _("Article %(number)s") % {"number": paragraphs[0]}
    return _("Articles %(numbers)s and %(last)s") % {"numbers": ", ".join(paragraphs[:-1]), "last": paragraphs[-1]}


def _binding_both(kind: Kind, asking: CountryFacts, asked: CountryFacts) -> Iterator[str]:
    """The codes of those that bind both, in the order of the kind."""
    for instrument in kind.instruments:
        yield from sorted(binding(instrument, asking) & binding(instrument, asked))


def _basis(kind: Kind, code: str, codes: list[str], asking: CountryFacts, asked: CountryFacts) -> Basis:
    paragraphs = kind.cites.get(code, ())
    if code == BUDAPEST and kind.treaty_first and not _treaty(codes):
        paragraphs = (*WHERE_NO_TREATY, *paragraphs)
    status = asked.status(code)
    return Basis(
        code=code,
        title=str(TITLES.get(code) or (status.name if status else code)),
        paragraphs=paragraphs,
        reason=_reason(kind, code, codes, asking, asked),
        beside=_beside(kind, code, asking, asked),
    )


def _beside(kind: Kind, code: str, asking: CountryFacts, asked: CountryFacts) -> tuple[str, ...]:
    """The protocols in force for both, and the Convention, whose articles a treaty helps to carry out (Art. 23)."""
    lines: list[str] = []
    if code == MUTUAL_ASSISTANCE_1959:
        lines += [str(title) for one, title in PROTOCOLS_1959.items() if carried([one], asking, asked)]
    if kind.treaty_first and code not in (BUDAPEST, UNITED_NATIONS) and carried([BUDAPEST], asking, asked):
        lines.append(cited(str(TITLES[BUDAPEST]), kind.cites.get(BUDAPEST, ())))
    return tuple(lines)


def _reason(kind: Kind, code: str, codes: list[str], asking: CountryFacts, asked: CountryFacts) -> str:
    if not kind.treaty_first or code == UNITED_NATIONS:
        text = _("In force between %(asking)s and %(asked)s on %(day)s.")
    elif code != BUDAPEST:
        text = _("In force between %(asking)s and %(asked)s on %(day)s: a treaty goes before Articles 27 and 28.")
    elif _treaty(codes):
        text = _("In force too, but without Articles 27 and 28: they apply only where there is no treaty (Art. 27(1)).")
    else:
        text = _(
            "The directory knows of no treaty on mutual assistance between %(asking)s and %(asked)s on %(day)s, so"
            " Articles 27 and 28 apply (Art. 27(1))."
        )
    return text % _names(asking, asked)


def _treaty(codes: list[str]) -> bool:
    """Whether a treaty or arrangement on mutual assistance is among them (Art. 27(1))."""
    return any(_RANK.get(code, 0) < _RANK[BUDAPEST] for code in codes)


def _names(asking: CountryFacts, asked: CountryFacts) -> dict[str, str]:
    return {"asking": asking.name, "asked": asked.name, "day": date_format(asked.on, "j F Y")}
