"""What stands in the contract where the directory knows nothing of a country. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from contacts.facts import CountryFacts, PracticeFact, Provenance


@dataclass(frozen=True, kw_only=True)
class Preservation(PracticeFact):
    """How long it preserves; `is_default`: its days at first are the least that Article 29(7) allows."""

    is_default: bool


@dataclass(frozen=True, kw_only=True)
class Languages:
    preservation: tuple[str, ...] = ()
    mla: tuple[str, ...] = ()
    certified_translation: str = "unknown"
    provenance: Provenance


def preservation_of(facts: CountryFacts) -> Preservation:
    known = facts.practice or _least()
    days = {"initial_days": facts.initial_days, "is_default": known.initial_days is None}
    return Preservation(**{**vars(known), **days})


def languages_of(facts: CountryFacts) -> Languages:
    known = facts.requirements
    if known is None:
        return Languages(provenance=Provenance(source="", checked_on=None, standing="believed", remark=""))
    return Languages(
        preservation=known.preservation_languages,
        mla=known.mla_languages,
        certified_translation=known.certified_translation,
        provenance=known.provenance,
    )


def _least() -> PracticeFact:
    return PracticeFact(
        initial_days=None,
        extension_days=None,
        max_total_days=None,
        extension_mode="unknown",
        conditions="",
        provenance=Provenance(
            source=_("Convention on Cybercrime, Article 29(7)"), checked_on=None, standing="read", remark=""
        ),
    )
