"""On which grounds this very request may be refused, on this day."""

from __future__ import annotations

from datetime import datetime

from requests_app.kinds.refusals import OF_PATH, Refusal, fiscal
from requests_app.models import Request
from requests_app.selectors.answers import answers_of, kind_of


def grounds_of(request: Request, *, now: datetime) -> list[tuple[Refusal, str]]:
    """[(ground, why it is not open; "" where it is)], of those that its treaty knows."""
    kind, instrument = kind_of(request), instrument_of(request)
    known = [one for one in kind.refusals if instrument not in one.unknown_to]
    answers = answers_of(request, now=now) if known else None
    return [(one, one.closed(answers) if answers else "") for one in known]


def grounds_of_path(request: Request) -> list[Refusal]:
    """On which the disclosure of a path may be withheld (Art. 30(2)); none where it preserves nothing."""
    instrument = instrument_of(request)
    return [one for one in OF_PATH if kind_of(request).preserves and instrument not in one.unknown_to]


def article_of(request: Request, refusal: Refusal) -> str:
    """The paragraph; of a treaty without one here, its name."""
    named = request.instrument.short_name if request.instrument else ""
    return refusal.article(instrument_of(request)) or named[:40]


def fiscal_of(request: Request, *, now: datetime) -> str:
    """What Article 25(4) forbids to say of this request; "" where it forbids nothing."""
    return fiscal(answers_of(request, now=now))


def instrument_of(request: Request) -> str:
    """The treaty it is made under; while none was chosen, the first that carries such a request."""
    return request.instrument.code if request.instrument else kind_of(request).instruments[0]
