"""A picture of somebody else's made anew: its points and nothing else of the file. Free of Django, as the press is."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from templates_app.press.twins import Unreadable

# 62 by 24 mm on paper, at 300 points an inch and less.
LARGEST_SIZE, SMALLER_SIZE = (732, 283), (440, 170)
MOST_POINTS = 24_000_000
LARGEST_MADE = 96 * 1024
QUALITIES = (88, 75, 60)
WHITE = (255, 255, 255, 255)
BEGINS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
ENDS = {"PNG": b"\x00\x00\x00\x00IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    media_type: str


def made_anew(data: bytes) -> Made:
    """PNG or JPEG, in sRGB, opaque, small. Raises Unreadable: other (neither of both, or more than one of them), large
    (too many points), broken.
    """
    kind = next((kind for begin, kind in BEGINS.items() if data.startswith(begin)), "")
    if not kind or not data.endswith(ENDS[kind]):
        raise Unreadable("other" if not kind or ENDS[kind] in data else "broken")
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            width, height = picture.size
            if width * height > MOST_POINTS:
                raise Unreadable("large")
            # A JPEG is read in a smaller scale where that is enough.
            picture.draft("RGB", (LARGEST_SIZE[0] * 2, LARGEST_SIZE[1] * 2))
            return _small(_on_white(ImageOps.exif_transpose(picture)))
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever a hostile file does to the reader
        raise Unreadable("broken") from error


def _on_white(picture: Image.Image) -> Image.Image:
    """PDF/A knows what the colours of RGB are; of others, and of what shows through, it does not."""
    opaque = Image.new("RGBA", picture.size, WHITE)
    opaque.alpha_composite(picture.convert("RGBA"))
    return opaque.convert("RGB")


def _small(picture: Image.Image) -> Made:
    for size in (LARGEST_SIZE, SMALLER_SIZE):
        picture.thumbnail(size, Image.Resampling.LANCZOS)
        out = BytesIO()
        picture.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST_MADE:
            return Made(out.getvalue(), "image/png")
        for quality in QUALITIES:
            out = BytesIO()
            picture.save(out, "JPEG", quality=quality)
            if out.tell() <= LARGEST_MADE:
                return Made(out.getvalue(), "image/jpeg")
    raise Unreadable("large")
