"""Our typeface as an installed one, for programs that take theirs from the machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.render import fonts

FOLDER = Path(fonts.__file__).parent
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


def installed(scratch: Path) -> Mapping[str, str]:
    """What the environment of a program has to say so that it finds them."""
    file = scratch / "fonts.conf"
    file.write_text(_CONFIGURATION.format(fonts=FOLDER, cache=scratch / "fonts"), "utf-8")
    return {"FONTCONFIG_FILE": str(file)}
