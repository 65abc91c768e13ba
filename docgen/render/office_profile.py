"""How our LibreOffice is set up: where it stands, its profile, its fonts, its environment, its traces.

Every process gets a profile of its own, written afresh: no macro runs, no link is followed, nothing is fetched,
recovered, remembered or reported. Our typeface comes first, then the machine's fonts.
"""

from __future__ import annotations

import os
import shutil
from hashlib import md5
from pathlib import Path
from xml.sax.saxutils import escape

from docgen.errors import Unavailable
from docgen.render import fonts
from docgen.texts import text

DEBIAN_PYTHON = Path("/usr/lib/python3/dist-packages")  # where python3-uno puts its module
PACKAGES = ("libreoffice-writer-nogui", "python3-uno")  # of Debian
SOCKETS = Path("/tmp")  # noqa: S108 - where LibreOffice makes its sockets; nothing can change that

_COMMON = "/org.openoffice.Office.Common/"
_INET = "/org.openoffice.Inet/Settings"
_NOWHERE = ("127.0.0.1", 9)  # a proxy where nobody answers
_SETTINGS: tuple[tuple[str, str, str | int | bool], ...] = (
    (f"{_COMMON}Security/Scripting", "DisableMacrosExecution", True),
    (f"{_COMMON}Security/Scripting", "MacroSecurityLevel", 3),
    (f"{_COMMON}Security/Scripting", "BlockUntrustedRefererLinks", True),
    (f"{_COMMON}Security/Scripting", "CheckDocumentEvents", False),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", 2),  # never
    ("/org.openoffice.Office.Writer/Content/Update", "Field", False),
    (_INET, "ooInetProxyType", 2),  # by hand
    *((_INET, f"ooInet{protocol}ProxyName", _NOWHERE[0]) for protocol in ("HTTP", "HTTPS", "FTP")),
    *((_INET, f"ooInet{protocol}ProxyPort", _NOWHERE[1]) for protocol in ("HTTP", "HTTPS", "FTP")),
    (_INET, "ooInetNoProxy", ""),
    (f"{_COMMON}Misc", "FirstRun", False),
    (f"{_COMMON}Misc", "CollectUsageInformation", False),
    (f"{_COMMON}Misc", "CrashReport", False),
    (f"{_COMMON}History", "PickListSize", 0),
    (f"{_COMMON}Undo", "Steps", 0),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", False),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", False),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        False,
    ),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{ours}</dir>
  <cachedir>{cache}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""


def find_office() -> Path | None:
    """LibreOffice's own program, by way of the command that is on the PATH; None when it is not all there."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    program = Path(command).resolve().parent / "soffice.bin" if command else None
    return program if program and program.is_file() and (DEBIAN_PYTHON / "uno.py").is_file() else None


def missing() -> Unavailable:
    """What is said where it is not there, or does not start."""
    return Unavailable(
        text(
            "A PDF from the Word template needs LibreOffice, which does not start on this machine. Have its keeper "
            'install these Debian packages: {packages}. Or ask for the letter with "engine": "html".',
            packages=", ".join(PACKAGES),
        )
    )


def command(program: Path, folder: Path) -> list[str]:
    """What to start: without windows, with a profile in the folder, reached by a socket file of that name only."""
    switches = ("headless", "invisible", "nodefault", "nologo", "nofirststartwizard", "norestore", "nolockcheck")
    return [
        str(program),
        *(f"--{switch}" for switch in switches),
        f"-env:UserInstallation={_profile(folder)}",
        f"--accept=pipe,name={pipe_name(folder)};urp;",
    ]


def pipe_name(folder: Path) -> str:
    """The name under which the process with that folder is reached."""
    return folder.name


def write_profile(folder: Path) -> None:
    """Everything that LibreOffice finds in its folder when it starts."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = (_ITEM.format(path=path, name=name, value=_value(value)) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items="\n".join(items)), "utf-8")
    ours = Path(fonts.__file__).parent
    conf = _FONTS.format(ours=escape(str(ours)), cache=escape(str(folder / "fonts")))
    (folder / "fonts.conf").write_text(conf, "utf-8")


def environment(folder: Path) -> dict[str, str]:
    """What LibreOffice gets to know of the world."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }


def remove_sockets(folder: Path) -> None:
    """Remove the sockets of the LibreOffice with that folder, which stay behind when it is killed."""
    profile = md5(_profile(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    single = "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in profile)
    for name in (pipe_name(folder), single):
        (SOCKETS / f"OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)


def _profile(folder: Path) -> str:
    return (folder / "profile").as_uri()


def _value(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(str(value))
