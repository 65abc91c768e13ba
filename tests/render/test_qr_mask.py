"""The mask of a code is the one that `qrcode` would look for module by module."""

from __future__ import annotations

from random import Random

import pytest
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from docgen.render.qr_mask import Symbol


@pytest.mark.parametrize("length", [1, 14, 40, 77, 90, 130, 170, 250, 331])  # versions 1 to 13 and more
def test_the_mask_and_the_symbol_are_those_of_qrcode(length: int) -> None:
    random = Random(length)  # noqa: S311  # the same data each time
    for letters in (b"01", b"ABCDEFGHIJ0123456789\n", bytes(range(256)), b" "):
        data = bytes(random.choice(letters) for _ in range(length))
        usual, own = (kind(error_correction=ERROR_CORRECT_M) for kind in (QRCode, Symbol))
        for code in (usual, own):
            code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
            code.make(fit=True)
        assert own.best_mask_pattern() == usual.best_mask_pattern()
        usual.make(fit=True)
        assert own.get_matrix() == usual.get_matrix()
