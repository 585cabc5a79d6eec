"""What a request says, in the words of the page: the document's own values with their labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_app.case_answers import ARTICLES
from requests_app.kinds.questions import DATA_CATEGORIES, URGENCY_GROUNDS
from requests_app.models import Identifier
from templates_app.context import RequestDocument
from templates_app.values import instant

_ARTICLES = dict(ARTICLES)
_CATEGORIES = dict(DATA_CATEGORIES)
_GROUNDS = dict(URGENCY_GROUNDS)


@dataclass(frozen=True, kw_only=True)
class OffenceLine:
    title: str
    provision: str
    max_penalty: str
    article: str
    article_title: str


@dataclass(frozen=True, kw_only=True)
class IdentifierLine:
    """`given` is the time as it was given, with its offset; `utc` the same in UTC. Two of each for a period."""

    type: str
    value: str
    port: int | None
    given: tuple[str, ...]
    utc: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Content:
    document: RequestDocument
    categories: tuple[str, ...]
    grounds: tuple[str, ...]
    offences: tuple[OffenceLine, ...]
    identifiers: tuple[IdentifierLine, ...]
    period: tuple[tuple[str, ...], ...]


def content_of(document: RequestDocument) -> Content:
    return Content(
        document=document,
        categories=tuple(str(_CATEGORIES[one]) for one in document.data_categories),
        grounds=tuple(str(_GROUNDS[one]) for one in document.urgency_grounds),
        offences=tuple(_offences(document)),
        identifiers=tuple(_identifiers(document)),
        period=tuple(instant(one) if one else () for one in (document.period_from, document.period_to)),
    )


def _offences(document: RequestDocument) -> Iterable[OffenceLine]:
    for offence in document.offences:
        article = str(offence.article or "")
        yield OffenceLine(
            title=offence.title,
            provision=offence.provision,
            max_penalty=offence.max_penalty,
            article=article,
            article_title=str(_ARTICLES.get(article, "")),
        )


def _identifiers(document: RequestDocument) -> Iterable[IdentifierLine]:
    for one in document.identifiers:
        instants = [instant(moment) for moment in (one.at, one.until) if moment]
        yield IdentifierLine(
            type=str(Identifier.Type(one.type).label),
            value=one.value,
            port=one.port,
            given=tuple(texts[0] for texts in instants),
            utc=tuple(texts[-1].removesuffix(" UTC") for texts in instants),
            note=one.note,
        )
