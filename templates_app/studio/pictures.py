"""The picture of a letterhead as somebody sends it: checked by what it is, and made anew in the press."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mla_portal.errors import Invalid
from templates_app.press.client import MEBIBYTE, TooMuchWork, press

LARGEST_PICTURE = 2 * MEBIBYTE
MEMORY, SECONDS = 256 * MEBIBYTE, 10


@dataclass(frozen=True, kw_only=True)
class Picture:
    content: bytes
    media_type: str


def picture_made(data: bytes) -> Picture:
    """What is kept and printed of it. Raises Invalid with "picture"."""
    if len(data) > LARGEST_PICTURE:
        raise _refused("heavy")
    try:
        said, content = press("picture", data, memory=MEMORY, seconds=SECONDS)
    except TooMuchWork as refusal:
        raise _refused("large") from refusal
    if "refused" in said or "failed" in said:
        raise _refused(said.get("refused", "broken"))
    return Picture(content=content, media_type=said["media_type"])


def _refused(word: str) -> Invalid:
    sentence = {
        "heavy": _("The picture is larger than %(most)d MB. Save it smaller.") % {"most": LARGEST_PICTURE // MEBIBYTE},
        "large": _("The picture has too many points. Save it smaller."),
        "other": _("This is no PNG and no JPEG, or more than that. Save it anew as a PNG."),
        "broken": _("This picture is broken: it cannot be read. Save it anew as a PNG."),
    }[word]
    return Invalid({"picture": [sentence]})
