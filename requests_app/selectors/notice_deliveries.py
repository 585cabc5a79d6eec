"""What notices say of what was handed over: its files with their hashes, its conditions, the path of Article 30."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from requests_app.models import Disclosure, DisclosureState, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.disclosed_paths import path_of, withholding_of
from requests_app.selectors.notice_context import Words
from requests_app.states import Status
from templates_app.notice import Delivery, Notice, PathProvider, RefusalGround, Result
from templates_app.printable import drawable

_TYPED = {"deliveries": "contains", "conditions": "condition", "providers": "provider", "path": "path"}
_RESULTS = frozenset(Result)


def of_delivery(disclosure: Disclosure) -> Words | None:
    """The notice that a delivery needs of its own, now that it is open: of a path, or after the report.

    Of any other the report tells, which is still to come.
    """
    request, path, withholding = disclosure.request, path_of(disclosure), withholding_of(disclosure)
    if withholding is not None:
        # Of the disclosure alone, as its paragraph says: what was asked beside it goes on.
        refused = {"ground": RefusalGround(withholding.ground), "article": withholding.article}
        return Words(
            kind=Notice.REFUSAL,
            said=refused | {"reason": withholding.reason},
            typed={"reason": "withheld_reason"},
        )
    if path is not None:
        said = handed_over([disclosure]) | {
            "providers": (PathProvider(name=path.provider, country=path.country.name),),
            "path": path.path,
        }
        return Words(kind=Notice.PATH_DISCLOSURE, said=said, typed=_TYPED)
    if request.status != Status.COMPLETED and not kind_of(request).preserves:
        return None
    result = {"result": Result(request.outcome)} if request.outcome in _RESULTS else {}
    return Words(kind=Notice.EXECUTION_REPORT, said=handed_over([disclosure]) | result, typed=_TYPED)


def deliveries_of(request: Request) -> list[Disclosure]:
    """What was handed over by now and not taken back, the first one first."""
    found = (
        request.disclosures.filter(withheld_path=None)
        .select_related("path__country")
        .prefetch_related("steps", "parts__file")
    )
    return [one for one in found.order_by("number") if one.state != DisclosureState.TAKEN_BACK]


def handed_over(disclosures: Sequence[Disclosure]) -> dict[str, Any]:
    """The fields of a notice about these deliveries. Conditions that were given up are none."""
    bound = [one for one in disclosures if one.state != DisclosureState.GIVEN]
    return {
        "deliveries": tuple(row for one in disclosures for row in _rows(one)),
        "final": any(one.final for one in disclosures),
        "kept_confidential": any(one.confidential for one in bound),
        "no_other_use": any(one.no_other_use for one in bound),
        "conditions": "\n\n".join(one.condition for one in bound if one.condition),
    }


def _rows(disclosure: Disclosure) -> Iterator[Delivery]:
    """What it contains stands beside its first file."""
    contains = "\n".join(text for text in (disclosure.contains, disclosure.outside) if text)
    files = [part.file for part in disclosure.parts.all()]
    if not files:
        yield Delivery(description=contains)
    for number, file in enumerate(files):
        description = "" if number else contains
        yield Delivery(description=description, filename=_name(file.name), sha256=file.sha256)


def _name(name: str) -> str:
    """Of a file nobody chooses the name anew: what no font draws is left out, the hash tells which one it is."""
    return "".join(sign if sign in drawable() else "_" for sign in name)
