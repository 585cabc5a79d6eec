"""The words of the documents in other languages: for each a file of data, from the English text to the translation.

What was published is never changed. A correction of fr.json is a file fr.2.json, which holds only the texts that it
corrects: documents frozen before keep naming "fr", new ones name "fr.2". Texts of new templates may be added to either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCE = "en"


class Untranslated(LookupError):
    """The catalogue does not have this text: the document does not exist in its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """`reviewed` once a person who answers for the wording has confirmed it; `name` is the language's own.

    English is the language that templates are written in: its catalogue is empty, and says every text as it is.
    """

    language: str
    name: str
    edition: int = 1
    reviewed: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """What the name of a template version says: "fr", or "fr.2" for the second edition."""
        return self.language if self.edition == 1 else f"{self.language}.{self.edition}"

    def say(self, text: str) -> str:
        if self.language == SOURCE:
            return text
        try:
            return self.texts[text]
        except KeyError:
            raise Untranslated(text) from None


ENGLISH = Catalogue(language=SOURCE, name="English", reviewed=True)


@cache
def catalogues() -> dict[str, Catalogue]:
    """By tag, every edition that was ever published; English first, then in the order of their codes."""
    found = {SOURCE: ENGLISH}
    for path in sorted(FOLDER.glob("*.json"), key=lambda path: _language_and_edition(path.stem)):
        language, edition = _language_and_edition(path.stem)
        data = json.loads(path.read_text())
        earlier = found[_tag(language, edition - 1)].texts if edition > 1 else {}
        catalogue = Catalogue(
            language=language,
            name=data["name"],
            edition=edition,
            reviewed=data["reviewed"],
            texts={**earlier, **data["texts"]},
        )
        found[catalogue.tag] = catalogue
    return found


def newest(language: str) -> Catalogue:
    """Raises LookupError when there is no catalogue for the language."""
    editions = [one for one in catalogues().values() if one.language == language]
    if not editions:
        raise LookupError(language)
    return max(editions, key=lambda one: one.edition)


def languages() -> tuple[Catalogue, ...]:
    """The newest catalogue of each language."""
    return tuple(newest(code) for code in dict.fromkeys(one.language for one in catalogues().values()))


def _language_and_edition(stem: str) -> tuple[str, int]:
    language, _, edition = stem.partition(".")
    return language, int(edition or 1)


def _tag(language: str, edition: int) -> str:
    return language if edition == 1 else f"{language}.{edition}"
