"""What an administrator changes in a shipped version: plain data, laid over it.

Only the words, the order of the items and further clauses. Where values stand, which boxes are ticked and which duty
an item fulfils belongs to the shipped version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from templates_app.catalogues import SOURCE, Catalogue
from templates_app.versions.model import Item, Source, Statement, TemplateVersion
from templates_app.versions.texts import source_texts, with_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A paragraph at the end of the item with this number in the shipped version; `texts` by language."""

    item: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`texts` has, by language and then by the English text of the shipped version, what stands in its place. `order`
    has the numbers of the shipped items as they now stand, without those left out; empty means as they were.
    """

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: tuple[int, ...] = ()
    clauses: tuple[Clause, ...] = ()

    def plain(self) -> dict[str, Any]:
        clauses = [{"item": one.item, "texts": dict(one.texts)} for one in self.clauses]
        return {
            "texts": {key: dict(of) for key, of in self.texts.items()},
            "order": list(self.order),
            "clauses": clauses,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """What `plain` gave; an empty mapping changes nothing."""
        clauses = tuple(Clause(item=one["item"], texts=one["texts"]) for one in plain.get("clauses", ()))
        return cls(texts=plain.get("texts", {}), order=tuple(plain.get("order", ())), clauses=clauses)

    def said(self, language: str, text: str) -> str:
        """What stands in this language in place of the English text, or an empty text."""
        return self.texts.get(language, {}).get(text, "")


def applied(base: TemplateVersion, changes: Changes, *, version: int) -> TemplateVersion:
    """The shipped version with the changes, in English. Items are numbered anew."""
    worded = with_texts(base, lambda text: changes.said(SOURCE, text) or text)
    by_number = {one.number: one for one in worded.items}
    headings = {one.number: one.heading for one in base.items}
    items = []
    for number, old in enumerate(changes.order or by_number, start=1):
        item = by_number[old]
        own = tuple(Statement(one.texts.get(SOURCE, "")) for one in changes.clauses if one.item == old)
        source = item.source if item.heading == headings[old] and not own else Source.RECONSTRUCTED
        items.append(replace(item, number=number, blocks=(*item.blocks, *own), source=source))
    return replace(worded, version=version, items=tuple(items))


def translations(base: TemplateVersion, changes: Changes, known: Catalogue) -> dict[str, str]:
    """From each English text of the changed version to its translation; a text without one is left out."""
    found: dict[str, str] = {}
    for text in source_texts(base):
        english = changes.said(SOURCE, text) or text
        told = changes.said(known.language, text) or (known.texts.get(text, "") if english == text else "")
        if told:
            found[english] = told
    for clause in changes.clauses:
        if told := clause.texts.get(known.language, ""):
            found[clause.texts.get(SOURCE, "")] = told
    return found


def may_leave(item: Item) -> bool:
    """An item that fulfils a legal duty stays."""
    return not item.duties
