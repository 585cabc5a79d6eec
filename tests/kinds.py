"""Cases of every kind of request: what is answered, which duties that leaves open, and what is warned of.

The same table is run through the services, the HTTP contract and the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from requests_app.kinds import fields as questions
from tests.world import CONTENT, IP, World, in_force

TODAY = date.today()  # noqa: DTZ011
CUSTODIAN = {"name": "Hosting SRL", "country": "Romania", "contact": "abuse@hosting.example"}
PERIOD = {"period_from": "2026-11-01T00:00:00+04:00", "period_to": "2026-11-15T00:00:00+04:00"}
MLA: dict[str, Any] = {
    "purpose": "To find out who opened the account, and to question that person.",
    "custodian": CUSTODIAN,
    "procedures": "A certified copy.",
    "domestic_legal_basis": "Criminal Procedure Code 136",
    "prosecution_office": "Tbilisi Prosecutor's Office, 041/11-26",
    **PERIOD,
}
COMPLETE: dict[str, dict[str, Any]] = {
    "preservation": CONTENT,
    "extension": {"days": 60, "reason": "The court decides next month."},
    "mla_subscriber": {**MLA, "subscriber_items": ["identity", "address"]},
    "mla_stored_data": {**MLA, "data_categories": ["content"], "data_description": "The mailbox of the account."},
    "withdrawal": {"reason": "The suspect confessed.", "release_data": True},
    "un_preservation": {**CONTENT, "confidentiality_details": "The user would destroy the data."},
    "emergency_disclosure": {
        "emergency_facts": "The caller said that the child would be killed at noon.",
        "relationship": "The address leads to where the child is held.",
        "custodian": CUSTODIAN,
        "data_categories": ["subscriber", "traffic"],
        "data_description": "The subscriber behind the address, and the last sign-ins.",
        **PERIOD,
    },
}
# Kinds that do not exist but for a treaty between the two countries.
TREATIES = {"un_preservation": "UNCC", "emergency_disclosure": "CETS224"}
URGENCY = {"emergency_disclosure": "emergency"}
UN, P224 = "UNCC", "CETS 224"


@dataclass(frozen=True, kw_only=True)
class KindCase:
    """`without` and `changed` are against the complete answers; `missing` are (field, article) of duties left open."""

    kind: str
    name: str
    without: tuple[str, ...] = ()
    changed: Mapping[str, Any] = field(default_factory=dict)
    identifiers: tuple[Mapping[str, Any], ...] = (IP,)
    urgency: str = ""
    missing: frozenset[tuple[str, str]] = frozenset()
    warnings: frozenset[str] = frozenset()

    @property
    def content(self) -> dict[str, Any]:
        kept = {name: value for name, value in COMPLETE[self.kind].items() if name not in self.without}
        return {**kept, **self.changed}

    @property
    def how_urgent(self) -> str:
        return self.urgency or URGENCY.get(self.kind, "normal")

    @property
    def follows(self) -> bool:
        return self.kind in ("extension", "withdrawal")


def everything(kind: str, missing: set[tuple[str, str]], warnings: set[str], **more: Any) -> KindCase:
    """Nothing answered at all."""
    return KindCase(
        kind=kind,
        name="nothing answered",
        without=tuple(COMPLETE[kind]),
        identifiers=(),
        missing=frozenset(missing),
        warnings=frozenset(warnings),
        **more,
    )


def one(kind: str, name: str, *missing: tuple[str, str], warns: str = "", **more: Any) -> KindCase:
    return KindCase(
        kind=kind, name=name, missing=frozenset(missing), warnings=frozenset({warns} if warns else ()), **more
    )


def ahead(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


ACCOUNT = {"type": "account", "value": "customer 48-220917"}
REVERSED = {"period_to": "2026-10-01T00:00:00+04:00"}
MLA_EMPTY = {
    ("purpose", "31(1)"),
    ("identifiers", "31(1)"),
    ("custodian", "31(1)"),
}


def listed(paragraph: str) -> set[tuple[str, str]]:
    """What Article 29(2) lists and is not in the case; `paragraph` is such as "29(2)({})"."""
    return {
        ("data_categories", paragraph.format("c")),
        ("identifiers", paragraph.format("c")),
        ("relationship", paragraph.format("c")),
        ("custodian", paragraph.format("d")),
        ("necessity", paragraph.format("e")),
        ("mla_intended", paragraph.format("f")),
    }


CASES = (
    *(KindCase(kind=kind, name="complete") for kind in COMPLETE),
    everything("preservation", listed("29(2)({})"), {"over_broad"}),
    one("preservation", "period reversed", ("period_to", "29(2)(c)"), changed=REVERSED),
    one("preservation", "urgent without a ground", ("urgency_grounds", "25(3)"), urgency="urgent"),
    one(
        "preservation",
        "emergency without danger to anybody",
        ("urgency_grounds", "25(3)"),
        urgency="emergency",
        changed={"urgency_grounds": ["volatility"]},
    ),
    one(
        "preservation",
        "another ground, not explained",
        ("urgency_details", "25(3)"),
        urgency="urgent",
        changed={"urgency_grounds": ["other"]},
    ),
    one("preservation", "nobody knows the custodian", without=("custodian",), changed={"custodian_unknown": True}),
    one("preservation", "no identifier", ("identifiers", "29(2)(c)"), identifiers=(), warns="over_broad"),
    one("preservation", "no time at all", without=tuple(PERIOD), identifiers=(ACCOUNT,), warns="over_broad"),
    one(
        "preservation",
        "the path without traffic data",
        changed={"data_categories": ["subscriber"]},
        warns="path_without_traffic",
    ),
    one("preservation", "limitation near", changed={"limitation_on": ahead(60)}, warns="limitation_near"),
    one("preservation", "limitation far", changed={"limitation_on": ahead(900)}),
    one("preservation", "detention near", changed={"detention_until": ahead(10)}, warns="detention_near"),
    one("preservation", "detention over", changed={"detention_until": ahead(-1)}, warns="detention_near"),
    everything("extension", {("days", "29(7)"), ("reason", "29(2)(e)")}, set()),
    one("extension", "lapses soon", changed={"preserved_until": ahead(5)}, warns="lapsing"),
    one("extension", "has lapsed", changed={"preserved_until": ahead(-5)}, warns="lapsing"),
    one("extension", "lapses later", changed={"preserved_until": ahead(90)}),
    everything("mla_subscriber", MLA_EMPTY | {("subscriber_items", "31(1)")}, {"over_broad"}),
    one(
        "mla_subscriber",
        "content on the subscriber form",
        changed={"data_categories": ["content"]},
        warns="content_on_subscriber_form",
    ),
    one(
        "mla_subscriber",
        "other information, not described",
        ("data_description", "31(1)"),
        changed={"subscriber_items": ["other"]},
    ),
    one("mla_subscriber", "period reversed", ("period_to", "31(1)"), changed=REVERSED),
    one(
        "mla_subscriber",
        "what was preserved elsewhere lapses",
        changed={
            "previous_preservation": {
                "date": "2026-09-01",
                "reference": "GE-7",
                "requested_by": "Police",
                "answered_by": "Cyber Centre",
                "channel": "G7 network",
                "preserved_until": ahead(3),
            }
        },
        warns="lapsing",
    ),
    everything("mla_stored_data", MLA_EMPTY | {("data_categories", "31(1)")}, {"over_broad"}),
    one("mla_stored_data", "urgent without a ground", ("urgency_grounds", "25(3)"), urgency="urgent"),
    everything("withdrawal", {("reason", "29(7)"), ("release_data", "29(7)")}, set()),
    everything("un_preservation", listed(f"42(3)({{}}) {UN}"), {"over_broad"}),
    one(
        "un_preservation",
        "the user must not be told, and nobody says why",
        ("confidentiality_details", f"42(3)(g) {UN}"),
        without=("confidentiality_details",),
    ),
    everything(
        "emergency_disclosure",
        {
            ("emergency_facts", f"9(3)(e) {P224}"),
            ("relationship", f"9(3)(e) {P224}"),
            ("custodian", f"9(3)(c) {P224}"),
            ("data_categories", f"9(3)(f) {P224}"),
            ("data_description", f"9(3)(f) {P224}"),
        },
        set(),
    ),
    one("emergency_disclosure", "no emergency", ("urgency", f"3(2)(c) {P224}"), urgency="urgent"),
    one(
        "emergency_disclosure",
        "a provider without an address",
        ("custodian", f"9(3)(c) {P224}"),
        changed={"custodian": {**CUSTODIAN, "contact": ""}},
    ),
)


def name_of(case: KindCase) -> str:
    return f"{case.kind}: {case.name}"


def treaties(world: World) -> None:
    """Every treaty that a kind needs is in force between the two countries."""
    for instrument in TREATIES.values():
        in_force(instrument, world.asking.jurisdiction_id, world.asked.jurisdiction_id)


def filled(question: questions.Field) -> Any:
    """Some answer that the question takes."""
    match question:
        case questions.GroupField(parts=parts):
            return {part.name: filled(part) for part in parts}
        case questions.ChoicesField(choices=choices):
            return [choices[0][0]]
        case questions.FlagField():
            return True
        case questions.NumberField(minimum=minimum):
            return minimum + 7
        case questions.DayField():
            return "2027-03-04"
        case questions.InstantField():
            return "2026-11-01T00:00:00+04:00"
        case _:
            return f"The words of {question.name}"
