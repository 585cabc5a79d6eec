"""How far a draft has come, section by section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from requests_app.completeness import Completeness
from requests_app.kinds import Answers, Duty, Kind, Section

# What a section covers beside its fields, and when that counts as answered.
_ANSWERED: dict[str, Callable[[Answers], bool]] = {
    "requested_authority": lambda answers: True,
    "urgency": lambda answers: True,
    "offences": lambda answers: bool(answers.offences or answers.facts),
    "identifiers": lambda answers: bool(answers.identifiers),
}


@dataclass(frozen=True, kw_only=True)
class SectionState:
    """`missing` are the legal duties not met in it; `begun` whether anything is answered at all."""

    section: Section
    missing: Sequence[Duty]
    begun: bool

    @property
    def done(self) -> bool:
        return self.begun and not self.missing


def section_states(kind: Kind, answers: Answers, found: Completeness) -> list[SectionState]:
    return [
        SectionState(section=section, missing=found.missing_in(kind, section), begun=_begun(section, answers))
        for section in kind.sections
    ]


def _begun(section: Section, answers: Answers) -> bool:
    asked = any(answers.content.get(question.name) for question in section.fields)
    return asked or any(_ANSWERED[name](answers) for name in section.covers if name in _ANSWERED)
