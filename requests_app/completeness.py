"""Is the request complete? The same answer for the page, the HTTP contract and the document. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from requests_app.kinds.base import Answers, Caution, Duty, Kind, Section, Warn
from requests_app.kinds.citing import duties_listed
from requests_app.legal_basis import basis_cautions


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
    duties = duties_listed(kind.duties, kind.listed_in.get(answers.instrument, {}))
    return Completeness(
        missing=tuple(duty for duty in duties if not duty.met(answers)),
        warnings=(*directory_cautions(kind, answers), *_said(kind.warnings, answers)),
    )


def directory_cautions(kind: Kind, answers: Answers) -> tuple[Caution, ...]:
    """What the directory says against the request."""
    return (*_said(kind.directory_warnings, answers), *basis_cautions(kind, answers))


def _said(warnings: tuple[Warn, ...], answers: Answers) -> tuple[Caution, ...]:
    return tuple(caution for warn in warnings for caution in warn(answers))
