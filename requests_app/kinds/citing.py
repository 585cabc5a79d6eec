"""The same question, duty or warning under another paragraph: treaties ask the same things in other places. Pure.

A paragraph of another treaty than the Convention carries that one's name: "14(2) ETS 030".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from requests_app.kinds.base import Answers, Caution, Duty, Section, Warn

Paragraphs = Mapping[str, str]


def cited(section: Section, paragraphs: Paragraphs) -> Section:
    """The section with its questions asked under `paragraphs`, {the old one: the new one}."""
    fields = tuple(replace(one, article=paragraphs.get(one.article, one.article)) for one in section.fields)
    return replace(section, fields=fields)


def duties_cited(duties: tuple[Duty, ...], paragraphs: Paragraphs) -> tuple[Duty, ...]:
    return tuple(replace(duty, article=paragraphs.get(duty.article, duty.article)) for duty in duties)


def listed(section: Section, paragraphs: Paragraphs) -> Section:
    """The section with its questions asked under the paragraphs of the treaty that lists them, by their names."""
    fields = tuple(replace(one, article=paragraphs.get(one.name, one.article)) for one in section.fields)
    return replace(section, fields=fields)


def duties_listed(duties: tuple[Duty, ...], paragraphs: Paragraphs) -> tuple[Duty, ...]:
    return tuple(replace(duty, article=paragraphs.get(duty.field, duty.article)) for duty in duties)


def warn_cited(warn: Warn, paragraphs: Paragraphs) -> Warn:
    def warned(answers: Answers) -> list[Caution]:
        return [replace(one, article=paragraphs.get(one.article, one.article)) for one in warn(answers)]

    return warned
