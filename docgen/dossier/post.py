"""What a letter by post may have on its sheet: marks where it is folded, and PostNL's KIX code ("klant index").

The code says postal code, house number, and X before each part of its addition, for instance ``1231FZ13XHS``.
"""

from __future__ import annotations

import re
from typing import Literal

from docgen.dossier.address import Address

FoldMarks = Literal["both", "three", "two", "none"]  # in three for envelope DL or C5/6, in two for C5
DEFAULT_FOLD_MARKS: FoldMarks = "both"

BETWEEN = "X"  # before each part of an addition
_PARTS = re.compile(r"[\s\-/.,]+")  # what stands between the parts, and is not in the code


def kix_content(address: Address) -> str:
    """What the code of an address says, in capitals. An addition may hold signs that no code can have."""
    code = (address.postal_code or "").replace(" ", "")
    parts = [part for part in _PARTS.split(address.house_number_suffix or "") if part]
    return BETWEEN.join((code + (address.house_number or ""), *parts)).upper()
