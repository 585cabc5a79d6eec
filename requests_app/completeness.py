"""Is the request complete? The same answer for the page, the HTTP contract and the document. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from requests_app.kinds.base import Answers, Caution, Duty, Kind, Section


@dataclass(frozen=True, kw_only=True)
class Completeness:
    missing: tuple[Duty, ...]
    warnings: tuple[Caution, ...]

    @property
    def complete(self) -> bool:
        return not self.missing

    def missing_in(self, kind: Kind, section: Section) -> list[Duty]:
        return [duty for duty in self.missing if kind.section_of(duty.field) == section]


def completeness(kind: Kind, answers: Answers) -> Completeness:
    return Completeness(
        missing=tuple(duty for duty in kind.duties if not duty.met(answers)),
        warnings=tuple(caution for warn in kind.warnings for caution in warn(answers)),
    )
