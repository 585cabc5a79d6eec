"""Passages of the authority put into what was typed: beside each long answer a choice and a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.http import QueryDict

from requests_app.forms.blocks import Block, Passage
from requests_app.models import TextBlock

# The name of the button; its value names the answer. The choice beside it is called "insert-ANSWER".
BUTTON = "insert"

Texts = Mapping[str, Sequence[TextBlock]]


def with_texts(blocks: list[Block], texts: Texts) -> list[Block]:
    """Those that are prose, with the passages that are kept for them."""
    return [replace(block, texts=_offered(block, texts)) for block in blocks]


def inserted(data: QueryDict, texts: Texts) -> QueryDict | None:
    """What was typed with the chosen passage at the end of its answer; None when that button was not pressed.

    Without a choice, or with one that is not kept any more, it is what was typed.
    """
    answer = data.get(BUTTON)
    if answer is None:
        return None
    typed = data.copy()
    chosen = data.get(f"{BUTTON}-{answer}", "")
    passage = next((one.text for one in texts.get(answer, ()) if str(one.pk) == chosen), "")
    typed[answer] = joined(data.get(answer, ""), passage)
    return typed


def joined(typed: str, passage: str) -> str:
    """As the script of the page does it: a new paragraph, unless there is nothing before."""
    before = typed.rstrip()
    return f"{before}\n\n{passage}" if before and passage else before or passage


def _offered(block: Block, texts: Texts) -> tuple[Passage, ...]:
    prose = len(block.controls) == 1 and isinstance(block.controls[0].field.widget, forms.Textarea)
    if not prose:
        return ()
    return tuple(Passage(key=str(one.pk), title=one.title, text=one.text) for one in texts.get(block.name, ()))
