"""The countries of the demonstration, with words in their own languages; nothing here is a fact about a real State."""

from __future__ import annotations

from dataclasses import dataclass

from contacts.models import Channel


@dataclass(frozen=True, kw_only=True)
class Country:
    code: str
    name: str
    time_zone: str
    # the digits before the last three, which its networks give to nobody: zeros, or 999 where zeros are no number
    telephone: str
    central_authority: str
    contact_point: str
    channel: Channel = Channel.PORTAL

    @property
    def member(self) -> bool:
        return self.channel is Channel.PORTAL


COUNTRIES = (
    Country(
        code="AL",
        name="Albania",
        time_zone="Europe/Tirane",
        telephone="+355 999 000",
        central_authority="Autoriteti qendror (demonstrim)",
        contact_point="Pika e kontaktit 24/7 (demonstrim)",
    ),
    Country(
        code="AM",
        name="Armenia",
        time_zone="Asia/Yerevan",
        telephone="+374 00 000",
        central_authority="Կենտրոնական մարմին (ցուցադրական)",
        contact_point="24/7 կապի կետ (ցուցադրական)",
    ),
    Country(
        code="AZ",
        name="Azerbaijan",
        time_zone="Asia/Baku",
        telephone="+994 000 000",
        central_authority="Mərkəzi orqan (nümayiş)",
        contact_point="24/7 əlaqə məntəqəsi (nümayiş)",
    ),
    Country(
        code="BA",
        name="Bosnia and Herzegovina",
        time_zone="Europe/Sarajevo",
        telephone="+387 00 000",
        central_authority="Centralni organ (demonstracija)",
        contact_point="Kontakt tačka 24/7 (demonstracija)",
    ),
    Country(
        code="GE",
        name="Georgia",
        time_zone="Asia/Tbilisi",
        telephone="+995 000 000",
        central_authority="ცენტრალური ორგანო (დემო)",
        contact_point="24/7 საკონტაქტო პუნქტი (დემო)",
    ),
    Country(
        code="MD",
        name="Moldova",
        time_zone="Europe/Chisinau",
        telephone="+373 00 000",
        central_authority="Autoritatea centrală (demonstrație)",
        contact_point="Punct de contact 24/7 (demonstrație)",
    ),
    Country(
        code="ME",
        name="Montenegro",
        time_zone="Europe/Podgorica",
        telephone="+382 00 000",
        central_authority="Centralni organ (demonstracija)",
        contact_point="Kontakt tačka 24/7 (demonstracija)",
    ),
    Country(
        code="MK",
        name="North Macedonia",
        time_zone="Europe/Skopje",
        telephone="+389 00 000",
        central_authority="Централен орган (демонстрација)",
        contact_point="Точка за контакт 24/7 (демонстрација)",
    ),
    Country(
        code="RO",
        name="Romania",
        time_zone="Europe/Bucharest",
        telephone="+40 000 000",
        central_authority="Autoritatea centrală (demonstrație)",
        contact_point="Punct de contact 24/7 (demonstrație)",
    ),
    Country(
        code="RS",
        name="Serbia",
        time_zone="Europe/Belgrade",
        telephone="+381 999 000",
        central_authority="Централни орган (демонстрација)",
        contact_point="Контакт тачка 24/7 (демонстрација)",
    ),
    Country(
        code="TR",
        name="Türkiye",
        time_zone="Europe/Istanbul",
        telephone="+90 0000 000",
        central_authority="Merkezi makam (gösterim)",
        contact_point="7/24 temas noktası (gösterim)",
    ),
    Country(
        code="UA",
        name="Ukraine",
        time_zone="Europe/Kyiv",
        telephone="+380 000 000",
        central_authority="Центральний орган (демонстрація)",
        contact_point="Контактний пункт 24/7 (демонстрація)",
    ),
    Country(
        code="NL",
        name="the Netherlands",
        time_zone="Europe/Amsterdam",
        telephone="+31 999 000",
        central_authority="Centrale autoriteit (demonstratie)",
        contact_point="24/7-contactpunt (demonstratie)",
        channel=Channel.INTERPOL,
    ),
    Country(
        code="US",
        name="the United States",
        time_zone="America/New_York",
        telephone="+1 0000 000",
        central_authority="",
        contact_point="",
        channel=Channel.EMAIL,
    ),
)
