"""What an e-invoice gives, as data: a part of a dossier, and what its reader has to see to."""

from __future__ import annotations

from docgen.dossier.ubl.reading import Imported
from docgen.render.words import Words


def imported_json(imported: Imported, words: Words) -> dict[str, object]:
    """`dossier` can be merged into a dossier as it is; a remark has a pointer into it, and a place in the XML or ""."""
    return {
        "dossier": imported.dossier,
        "remarks": [
            {"pointer": each.pointer, "place": each.place, "message": words.say(each.message)}
            for each in imported.remarks
        ],
    }
