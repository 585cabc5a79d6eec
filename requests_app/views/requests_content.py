"""What a request says, in the words of the page: the document's own values with their labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_app.answer_texts import texts_of
from requests_app.case_answers import ARTICLES
from requests_app.kinds import KINDS, Section
from requests_app.kinds.fields import Text, TextField
from requests_app.kinds.questions import URGENCY_GROUNDS
from requests_app.models import Identifier
from templates_app.codec import encode
from templates_app.context import PreviousRequest, RequestDocument
from templates_app.values import instant

_ARTICLES = dict(ARTICLES)
_GROUNDS = dict(URGENCY_GROUNDS)
# What stands in the parts of the page that every kind has.
_EVERYWHERE = frozenset(
    {
        *(
            "person_in_charge",
            "response_expedited",
            "response_means",
            "confirmation_contact",
            "investigating_authority",
        ),
        *("prosecution_office", "court", "decisions", "domestic_legal_basis", "previous_mla", "previous_preservation"),
        *("urgency_grounds", "urgency_details", "limitation_on", "detention_until", "confidential"),
        *("confidentiality_details", "preserved_until", "facts", "persons"),
    }
)
# Answers that the document has under another name.
_IN_DOCUMENT = {"data_description": "data_details", "days": "duration_days"}


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
class AnswerLine:
    """`prose`: one text with its paragraphs; else short lines."""

    label: Text
    lines: list[str]
    prose: bool


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of the kind with what was answered in it."""

    code: str
    title: Text
    answers: list[AnswerLine]


@dataclass(frozen=True, kw_only=True)
class Content:
    """`earlier` are the requests that it continues; `finds` whether it has to list identifiers."""

    document: RequestDocument
    grounds: tuple[str, ...]
    earlier: tuple[PreviousRequest, ...]
    offences: tuple[OffenceLine, ...]
    about_offence: bool
    parts: tuple[Part, ...]
    identifiers: tuple[IdentifierLine, ...]
    finds: bool


def content_of(document: RequestDocument) -> Content:
    kind = KINDS[document.kind]
    parts = (Part(code=one.code, title=one.title, answers=list(_answers(document, one))) for one in kind.sections)
    quoted = (document.previous_preservation, document.previous_mla)
    earlier = quoted if any(quoted) else (document.follows,)
    return Content(
        document=document,
        grounds=tuple(str(_GROUNDS[one]) for one in document.urgency_grounds),
        earlier=tuple(one for one in earlier if one is not None),
        offences=tuple(_offences(document)),
        about_offence=kind.section_of("offences") is not None,
        parts=tuple(part for part in parts if part.answers),
        identifiers=tuple(_identifiers(document)),
        finds=any(duty.field == "identifiers" for duty in kind.duties),
    )


def _answers(document: RequestDocument, section: Section) -> Iterable[AnswerLine]:
    for question in section.fields:
        if question.name in _EVERYWHERE:
            continue
        value = encode(getattr(document, _IN_DOCUMENT.get(question.name, question.name)))
        if lines := texts_of(question, value):
            prose = isinstance(question, TextField) and question.rows > 1
            yield AnswerLine(label=question.label, lines=lines, prose=prose)


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
