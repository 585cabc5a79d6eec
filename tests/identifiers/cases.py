"""What is typed as an identifier, and what is kept of it or why it is refused: judged alike by page and contract.

A refusal is the beginning of its sentence. Addresses of coins are the published examples of their schemes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Case:
    type: str
    typed: str
    kept: str = ""
    refused: str = ""

    def __str__(self) -> str:
        return f"{self.type} {self.typed[:50]}"


def _kept(type_: str, *pairs: tuple[str, str]) -> list[Case]:
    return [Case(type=type_, typed=typed, kept=kept) for typed, kept in pairs]


def _refused(type_: str, *pairs: tuple[str, str]) -> list[Case]:
    return [Case(type=type_, typed=typed, refused=sentence) for typed, sentence in pairs]


def _same(type_: str, *values: str) -> list[Case]:
    return [Case(type=type_, typed=value, kept=value) for value in values]


_WHOLE_IP = "Enter a whole IPv4 or IPv6 address"
_MAILBOX = "Enter an e-mail address in the form name@domain.example."
_DOMAIN = "Enter a domain name without http:// and without a path"
_URL = "Enter the whole address with http:// or https://"
_PHONE = "Enter the number with + and the country code"

ADDRESSES = [
    *_same("ip", "185.220.101.7", "2a02:ed8::1"),
    *_kept(
        "ip",
        ("2A02:0ED8:0000:0000:0000:0000:0000:0001", "2a02:ed8::1"),
        ("[2a02:ed8::1]", "2a02:ed8::1"),
        ("::ffff:185.220.101.7", "185.220.101.7"),
        ("::FFFF:b9dc:6507", "185.220.101.7"),
        ("185.220.101.7/32", "185.220.101.7"),
        ("2a02:ed8::1/128", "2a02:ed8::1"),
        ("185[.]220[.]101[.]7", "185.220.101.7"),
        ("185.220.101(.)7", "185.220.101.7"),
        ("2a02[:]ed8[:][:]1", "2a02:ed8::1"),
        ("\ufeff185.220.101.7\u200b", "185.220.101.7"),
    ),
    *_refused(
        "ip",
        ("185.220.101.300", _WHOLE_IP),
        ("185.220.101", _WHOLE_IP),
        ("3118228743", _WHOLE_IP),
        ("2a02:ed8:::1", _WHOLE_IP),
        ("bank.example", _WHOLE_IP),
        ("185.220.101.*", _WHOLE_IP),
        ("185.220.101.0/24", "This is a network, from 185.220.101.0 to 185.220.101.255."),
        ("2a02:ed8::/32", "This is a network, from 2a02:ed8:: to 2a02:ed8:ffff:ffff:ffff:ffff:ffff:ffff."),
        ("185.220.101.7/33", _WHOLE_IP),
        ("fe80::1%eth0", "Leave out the zone after the % sign"),
        ("185.220.101.007", "Write the numbers without leading zeros"),
        ("185.220.101.7:443", "Write the port 443 into its own field."),
        ("[2a02:ed8::1]:443", "Write the port 443 into its own field."),
        ("١٨٥.٢٢٠.١٠١.٧", _WHOLE_IP),
        ("185.220.101.7\u202e", "There is an invisible character (U+202E) after “185.220.101.7”."),
        ("185.220\x00.101.7", "This text has a NUL character in it."),
    ),
]

DOMAINS = [
    *_same("domain", "bank-login.example", "a.b.c.bank.example", "_dmarc.bank.example", "xn--bcher-kva.example"),
    *_kept(
        "domain",
        ("Bank-Login.EXAMPLE.", "bank-login.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("ბანკი.example", "xn--lodbwdo.example"),
        ("банк.example", "xn--80ab2al.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("ｂａｎｋ．example", "bank.example"),
        ("bank[.]example", "bank.example"),
        ("bank [dot] example", "bank.example"),
        ("bank(dot)example", "bank.example"),
    ),
    *_refused(
        "domain",
        ("https://bank.example/", _DOMAIN),
        ("bank.example/login", _DOMAIN),
        ("bank.example:8080", _DOMAIN),
        ("localhost", _DOMAIN),
        ("bank..example", _DOMAIN),
        ("-bank.example", _DOMAIN),
        ("bank.123", _DOMAIN),
        ("*.bank.example", _DOMAIN),
        (f"{'a' * 64}.example", _DOMAIN),
        (f"{'a.' * 130}example", _DOMAIN),
        ("xn--999999999.example", _DOMAIN),
        ("i❤.example", "A domain name cannot be registered with every character"),
        ("185.220.101.7", "This is an IP address. Choose that type."),
        ("2a02:ed8::1", "This is an IP address. Choose that type."),
    ),
]

MAILBOXES = [
    *_same(
        "email", "payout@mail.example", "Payout.92+x@mail.example", "o'neil_92@mail.example", "nino.b%x@mail.example"
    ),
    *_kept(
        "email",
        ("payout@MAIL.Example", "payout@mail.example"),
        ("payout@Bücher.example", "payout@xn--bcher-kva.example"),
        ("josé@mail.example", "josé@mail.example"),
        ("jose\u0301@mail.example", "josé@mail.example"),
        ("ნინო@ბანკი.example", "ნინო@xn--lodbwdo.example"),
        ("Nino B <nino@bank.example>", "nino@bank.example"),
        ("<nino@bank.example>", "nino@bank.example"),
        ("mailto:nino@bank.example?subject=Hello", "nino@bank.example"),
        ("mailto:nino%2Bx@bank.example", "nino+x@bank.example"),
        ("nino[@]bank[.]example", "nino@bank.example"),
        ("nino (at) bank (dot) example", "nino@bank.example"),
    ),
    *_refused(
        "email",
        ("nino", _MAILBOX),
        ("@bank.example", _MAILBOX),
        ("nino@", _MAILBOX),
        ("nino@bank", _MAILBOX),
        ("nino@@bank.example", _MAILBOX),
        ("nino b@bank.example", _MAILBOX),
        (".nino@bank.example", _MAILBOX),
        ("nino..b@bank.example", _MAILBOX),
        ("nino@185.220.101.7", _MAILBOX),
        ("a@bank.example, b@bank.example", _MAILBOX),
        ("mailto:a@bank.example,b@bank.example", _MAILBOX),
        (f"{'a' * 65}@bank.example", _MAILBOX),
        (f"{'é' * 33}@bank.example", _MAILBOX),
        ("mailto:a%0Ab@bank.example", "Enter one identifier on one line."),
    ),
]

URLS = [
    *_same(
        "url",
        "https://bank.example/a,b;c?d=1&e=[.]#f",
        "http://185.220.101.7:8080/x",
        "https://[2a02:ed8::1]/x",
        "https://user:pass@bank.example/x",
        "https://bank.example/Straße/ბანკი",
        "wss://bank.example/socket",
        "https://bank.example/?next=https://other.example/",
    ),
    *_kept(
        "url",
        ("HTTPS://Bank.EXAMPLE/Path", "https://bank.example/Path"),
        ("http://Bücher.example/ü", "http://xn--bcher-kva.example/ü"),
        ("http://bank.example.:0443/", "http://bank.example:443/"),
        ("http://bank.example:/x", "http://bank.example/x"),
        ("http://[2A02:ED8:0::1]:443/", "http://[2a02:ed8::1]:443/"),
        ("https://bank.example@Evil.example/", "https://bank.example@evil.example/"),
        ("hxxp://bank[.]example/pay", "http://bank.example/pay"),
        ("hxxps://bank.example/a[.]php", "https://bank.example/a.php"),
        ("hXXps[:]//bank[.]example", "https://bank.example"),
        ("https[://]bank[.]example/x", "https://bank.example/x"),
        ("h**p://bank.example", "http://bank.example"),
    ),
    *_refused(
        "url",
        ("bank.example/pay", _URL),
        ("https://", _URL),
        ("https:///path", _URL),
        ("https://bank.example/a b", _URL),
        ("https://bank.example\\@evil.example/", _URL),
        ("javascript:alert(1)", _URL),
        ("data:text/html,x", _URL),
        ("ipfs://bafy", _URL),
        ("https://localhost/", "The host “localhost” of this address is none."),
        ("http://3118228743/", "The host “3118228743” of this address is none."),
        ("http://185.220.101.300/", "The host “185.220.101.300” of this address is none."),
        ("http://bank.example:70000/", "The host “bank.example:70000” of this address is none."),
        ("http://bank.example:x/", "The host “bank.example:x” of this address is none."),
        ("http://[fe80::1%25eth0]/", "The host “[fe80::1%25eth0]” of this address is none. Leave out the zone"),
    ),
]

TELEPHONES = [
    *_same("phone", "+355692123456", "+995322555010"),
    *_kept(
        "phone",
        ("+355 69 212 3456", "+355692123456"),
        ("+355 (69) 212-3456", "+355692123456"),
        ("+355\u00a069\u00a0212\u00a03456", "+355692123456"),
        ("tel:+355-69-212-3456", "+355692123456"),
        ("＋355 69 212 3456", "+355692123456"),
    ),
    *_refused(
        "phone",
        ("069 212 3456", _PHONE),
        ("00355692123456", _PHONE),
        ("+999 123 4567", _PHONE),
        ("+355", _PHONE),
        ("+355 69 212 3456 789 012 345", _PHONE),
        ("nino", _PHONE),
        ("+355 69 212 3456 ext. 12", "Write the extension 12 into the note"),
    ),
]

MOBILE = [
    *_same("imei", "490154203237518", "3520990017614823"),
    *_kept(
        "imei",
        ("49-015420-323751-8", "490154203237518"),
        ("49015420323751", "490154203237518"),
        ("49/015420/323751", "490154203237518"),
        ("35-209900-176148-23", "3520990017614823"),
    ),
    *_refused(
        "imei",
        ("490154203237517", "The last digit of an IMEI checks the others. 7 does not fit: it would be 8."),
        ("490154203237510", "The last digit of an IMEI checks the others. 0 does not fit: it would be 8."),
        ("4901542032375", "An IMEI has 15 digits, 14 without the check digit, or 16 with the software version"),
        ("35-209900-176148-1-23", "An IMEI has 15 digits, 14 without the check digit"),
        ("4901542O3237518", "Enter the digits 0 to 9 alone."),
        ("٤٩٠١٥٤٢٠٣٢٣٧٥١٨", "Enter the digits 0 to 9 alone."),
    ),
    *_same("imsi", "282011234567890", "28201123456789", "901700000012345"),
    *_kept("imsi", ("282 01 1234567890", "282011234567890")),
    *_refused(
        "imsi",
        ("2820112345678", "An IMSI has 14 or 15 digits; this has 13."),
        ("2820112345678901", "An IMSI has 14 or 15 digits; this has 16."),
        (
            "001011234567890",
            "An IMSI begins with the code of a country, from 200 to 799, or with 901. This begins with 001",
        ),
        (
            "868123456789012",
            "An IMSI begins with the code of a country, from 200 to 799, or with 901. This begins with 868",
        ),
        ("28201123456789x", "Enter the digits 0 to 9 alone."),
    ),
]

_SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
_TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
_ETHEREUM = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
_MONERO = "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H"
_CASH = "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"
_TON = "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"
_WRONG = "The characters of a %s address check each other, and these do not fit"

WALLETS = [
    *_same(
        "wallet",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
        _SEGWIT,
        _TAPROOT,
        _ETHEREUM,
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L",
        "XpESxaUmonkq8RaLLp46Brx2K39ggQe226",
        "t1Hsc1LR8yKnbbe3twRp88p6vFfC5t7DLbs",
        "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1",
        "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
        _MONERO,
        _CASH,
        _TON,
        # of no coin that is known here: as they are
        "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
        "nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3",
        "exchange account 4711",
    ),
    *_kept(
        "wallet",
        (_SEGWIT.upper(), _SEGWIT),
        (_ETHEREUM.lower(), _ETHEREUM),
        (f"0x{_ETHEREUM[2:].upper()}", _ETHEREUM),
        (_CASH.removeprefix("bitcoincash:"), _CASH),
        (_CASH.upper(), _CASH),
        (f"{_CASH}?amount=1", _CASH),
        ("bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=0.1", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (f"ethereum:{_ETHEREUM}@1", _ETHEREUM),
        (_TON.replace("_", "/"), _TON),
    ),
    *_refused(
        "wallet",
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", _WRONG % "Bitcoin"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7Div0Na", "0, O, I and l do not occur in a Bitcoin address."),
        (_SEGWIT[:-1] + "5", _WRONG % "Bitcoin"),
        # BIP 350: bech32 where bech32m belongs, and the other way round
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", _WRONG % "Bitcoin"),
        ("BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL", _WRONG % "Bitcoin"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", _WRONG % "Bitcoin"),
        ("bc1pw5dgrnzv", _WRONG % "Bitcoin"),
        (_SEGWIT[:20] + _SEGWIT[20:].upper(), _WRONG % "Bitcoin"),
        (_ETHEREUM.replace("aA", "Aa"), "The capitals of an Ethereum address check its digits"),
        (_ETHEREUM[:-1], "An Ethereum address has 40 digits after 0x"),
        (_ETHEREUM[:-1] + "g", "An Ethereum address has 40 digits after 0x"),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6s", _WRONG % "TRON"),
        ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi", _WRONG % "XRP"),
        (_MONERO[:-1] + "G", _WRONG % "Monero"),
        (_CASH[:-1] + "q", _WRONG % "Bitcoin Cash"),
        (_TON[:-1] + "t", _WRONG % "TON"),
        ("5KYZdUEo39z3FPrtuX2QbbwGnNP5zTd7yyr2SC1j299sBCnWjss", "This is a private key, not an address."),
    ),
]

NAMES = [
    *_same("account", "nino.b_92", "ნინო", "ذوالفقار", "🐱", "👩🏽\u200d⚖️", "می\u200cخواهم", "a, b; c"),
    *_kept("account", ("  nino\u00a0b ", "nino b"), ("Jose\u0301", "José")),
    *_refused(
        "account",
        ("nino\u202eb", "There is an invisible character (U+202E) after “nino”."),
        ("\u200fnino", "There is an invisible character (U+200F) at the beginning."),
        ("nino\u200bb", "There is an invisible character (U+200B) after “nino”."),
        ("nino\x07", "There is an invisible character (U+0007) after “nino”."),
        ("nino\nb", "Enter one identifier on one line."),
        ("nino\x00", "This text has a NUL character in it."),
        ("ni\ufffdno", "A character was lost on the way"),
        ("x" * 2001, "This is 2001 characters long. Shorten it to 2000."),
        (" ", "Enter the value of the identifier."),
        ("\ufeff", "Enter the value of the identifier."),
    ),
    *_same("other", "Cell 282-01-4711-12"),
]

CASES = [*ADDRESSES, *DOMAINS, *MAILBOXES, *URLS, *TELEPHONES, *MOBILE, *WALLETS, *NAMES]
