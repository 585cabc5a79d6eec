"""The same request with names as people of other scripts write them: Arabic, Hebrew, Chinese, Japanese, and more."""

from __future__ import annotations

from dataclasses import replace

from tests.templates_app.samples import PHISHING

ARABIC = "محمد عبد الرحمن"
PERSIAN = "می\u200cخواهم"  # with the sign that keeps two letters apart
HEBREW = "משה כהן"
CHINESE = "最高人民检察院"
TRADITIONAL = "王曉明"
JAPANESE = "東京地方検察庁 サイバー"
GEORGIAN = "საქართველოს პროკურატურა"
ARMENIAN = "Հայաստանի դատախազություն"
GREEK = "Ελληνική Αστυνομία"
LATIN_AND_CYRILLIC = (
    "Ťęşť Ağırlaşdırılmış əmək – Žalba – Ђорђе – Слідство їє ґ – Țară – Ë ç – Главно јавно обвинителство ѓ ќ ѕ – Ü ğ İ"
)
ALL = (
    ARABIC,
    PERSIAN,
    HEBREW,
    CHINESE,
    TRADITIONAL,
    JAPANESE,
    GEORGIAN,
    ARMENIAN,
    GREEK,
    LATIN_AND_CYRILLIC,
)

MANY_SCRIPTS = replace(
    PHISHING,
    requested_authority=replace(
        PHISHING.requested_authority, name=f"{ARABIC}، مكتب التعاون الدولي", original_name=CHINESE, address="שדרות 5"
    ),
    requesting_authority=replace(PHISHING.requesting_authority, original_name=ARABIC, letterhead=()),
    facts="\n\n".join((f"التقى {ARABIC} في عمّان (support@bank.example).", *ALL, f"{CHINESE}。" * 30)),
    identifiers=(
        replace(PHISHING.identifiers[6], value="محمد@bank.example", note=f"{CHINESE}的邮箱"),
        replace(PHISHING.identifiers[8], value=f"{TRADITIONAL}-42", note=HEBREW),
    ),
)
