"""Cut the shipped fonts out of Noto: python build.py FONTS_DIR [NAME ...], for example /usr/share/fonts.

Only for maintainers (Debian: fonts-noto-core, fonts-noto-mono, fonts-noto-cjk; the last takes minutes). What is kept:
every letter of the Latin, Greek, Cyrillic, Georgian, Armenian, Arabic and Hebrew scripts that Noto draws, punctuation,
currency, and a few symbols; of Chinese and Japanese the characters of names and addresses, see `HAN`. Hinting is
dropped: the documents are printed, not shown at 9 pixels.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

NOTO, CJK = "truetype/noto", "opentype/noto"


def common_characters(codec: str, first: int, last: int) -> tuple[int, ...]:
    """The characters of two bytes whose first is in this span of a national standard."""
    pairs = (bytes((one, two)) for one in range(first, last + 1) for two in range(0x40, 0xFF))
    decoded = (pair.decode(codec, errors="ignore") for pair in pairs)
    return tuple(sorted({ord(text) for text in decoded if len(text) == 1}))


LETTERS = (
    *range(0x20, 0x530),  # Latin, IPA, modifiers, combining marks, Greek, Cyrillic
    *range(0x1C80, 0x1C90),  # Cyrillic Extended-C
    *range(0x1E00, 0x2000),  # Latin Extended Additional, Greek Extended
    *range(0x2000, 0x2190),  # punctuation, super- and subscripts, currency, letterlike, number forms
    *range(0x2C60, 0x2C80),  # Latin Extended-C
    *range(0xA720, 0xA800),  # Latin Extended-D
    *range(0xFB00, 0xFB07),
    0xFFFD,
)
SPACES = (0x20, 0xA0)  # between two words of a script the space is set in the font of that script
GEORGIAN = (*range(0x10A0, 0x1100), *range(0x1C90, 0x1CC0), *range(0x2D00, 0x2D30))
ARMENIAN = (*range(0x530, 0x590), *range(0xFB13, 0xFB18))
JOINERS = (0x200C, 0x200D)  # they say where Arabic letters join
ARABIC = (
    *range(0x600, 0x700),
    *range(0x750, 0x780),
    *range(0x8A0, 0x900),
    *range(0xFB50, 0xFE00),
    *range(0xFE70, 0xFEFD),
)
HEBREW = (*range(0x590, 0x600), *range(0xFB1D, 0xFB50))
HAN = (
    *common_characters("gb2312", 0xB0, 0xF7),  # simplified Chinese: all 6763
    *common_characters("big5", 0xA4, 0xC6),  # traditional Chinese: the common half
    *common_characters("shift_jis", 0x88, 0x98),  # Japanese: level 1
    *range(0x3000, 0x3100),  # punctuation and kana
    *range(0x31F0, 0x3200),
    *range(0xFF01, 0xFF61),  # letters as wide as a character
    *range(0xFFE0, 0xFFE7),
)
ARROWS_AND_MATH = (*range(0x2190, 0x2300),)
SYMBOLS = (*range(0x25A0, 0x2600), 0x2605, 0x2606, *range(0x2610, 0x2613), *range(0x2713, 0x2719))

FONTS = {
    "sans-regular.ttf": (f"{NOTO}/NotoSans-Regular.ttf", LETTERS),
    "sans-bold.ttf": (f"{NOTO}/NotoSans-Bold.ttf", LETTERS),
    "georgian-regular.ttf": (f"{NOTO}/NotoSansGeorgian-Regular.ttf", GEORGIAN),
    "georgian-bold.ttf": (f"{NOTO}/NotoSansGeorgian-Bold.ttf", GEORGIAN),
    "armenian-regular.ttf": (f"{NOTO}/NotoSansArmenian-Regular.ttf", ARMENIAN),
    "armenian-bold.ttf": (f"{NOTO}/NotoSansArmenian-Bold.ttf", ARMENIAN),
    "arabic-regular.ttf": (f"{NOTO}/NotoSansArabic-Regular.ttf", (*ARABIC, *JOINERS)),
    "arabic-bold.ttf": (f"{NOTO}/NotoSansArabic-Bold.ttf", (*ARABIC, *JOINERS)),
    "hebrew-regular.ttf": (f"{NOTO}/NotoSansHebrew-Regular.ttf", HEBREW),
    "hebrew-bold.ttf": (f"{NOTO}/NotoSansHebrew-Bold.ttf", HEBREW),
    "han-regular.ttf": (f"{CJK}/NotoSansCJK-Regular.ttc", HAN),
    "mono-regular.ttf": (f"{NOTO}/NotoSansMono-Regular.ttf", LETTERS),
    "math-regular.ttf": (f"{NOTO}/NotoSansMath-Regular.ttf", ARROWS_AND_MATH),
    "symbols-regular.ttf": (f"{NOTO}/NotoSansSymbols2-Regular.ttf", SYMBOLS),
}
SIMPLIFIED_CHINESE = 2  # its place in the collection: in its shapes those characters are drawn that countries share
CURVES_MAY_DIFFER = 2.0  # thousandths of the height of a letter


def cut(source: Path, target: Path, characters: tuple[int, ...]) -> None:
    options = Options(hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False, recalc_timestamp=False)
    number = SIMPLIFIED_CHINESE if source.suffix == ".ttc" else -1
    font = TTFont(source, recalcTimestamp=False, fontNumber=number)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=(*SPACES, *characters))
    subsetter.subset(font)
    if "CFF " in font:
        with_truetype_outlines(font)
    font.save(target)


def with_truetype_outlines(font: TTFont) -> None:
    """What WeasyPrint embeds of a CFF font does not meet PDF/A: its letters are not found by their numbers."""
    drawn, names = font.getGlyphSet(), font.getGlyphOrder()
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = names, {name: truetype_glyph(drawn[name]) for name in names}
    font["loca"] = newTable("loca")
    for tag in {"CFF ", "VORG", "vhea", "vmtx", "BASE"} & set(font.keys()):
        del font[tag]
    font["maxp"].tableVersion, font["maxp"].maxZones = 0x00010000, 1
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(font["maxp"], f"max{limit}", 0)
    font["maxp"].maxSizeOfInstructions = font["maxp"].maxComponentElements = 0
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font["head"].glyphDataFormat, font.sfntVersion = 0, "\x00\x01\x00\x00"


def truetype_glyph(drawn: Any) -> Any:
    pen = TTGlyphPen(None)
    drawn.draw(Cu2QuPen(pen, CURVES_MAY_DIFFER, reverse_direction=True))
    return pen.glyph()


if __name__ == "__main__":
    for name in sys.argv[2:] or FONTS:
        source, characters = FONTS[name]
        cut(Path(sys.argv[1]) / source, Path(__file__).parent / name, characters)
