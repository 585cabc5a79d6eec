"""Pictures for letterheads, drawn here."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from templates_app.emblem import emblem_of
from templates_app.press.pictures import made_anew
from tests.templates_app.samples import PHISHING


def drawn(kind: str = "PNG", *, mode: str = "RGBA", size: tuple[int, int] = (600, 300), **more: Any) -> bytes:
    """A shield on nothing."""
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    width, height = size
    shield = [(width * 0.3, height * 0.1), (width * 0.7, height * 0.1), (width * 0.5, height * 0.9)]
    ImageDraw.Draw(picture).polygon(shield, fill=(20, 69, 107, 200), outline=(156, 28, 28, 255))
    out = BytesIO()
    picture.convert(mode).save(out, kind, **more)
    return out.getvalue()


SHIELD = made_anew(drawn())
EMBLEM = emblem_of(SHIELD.content, SHIELD.media_type, "Coat of arms of Georgia (example)")
WITH_EMBLEM = replace(PHISHING, requesting_authority=replace(PHISHING.requesting_authority, emblem=EMBLEM))
