"""The words of a finished letter, as the last gate reads them: what can be seen, and nothing else."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docgen.render.text import letter_text
from docgen.render.word_text import word_text

# ---- HTML ----


@pytest.mark.parametrize(
    "hiding",
    [
        "<p hidden>weg</p>",
        '<p style="display: none">weg</p>',
        '<div style="color: red; DISPLAY:NONE"><p>weg<br>weg</p><img src="x"><hr/></div>',
        '<p style="visibility:hidden">weg</p>',
        '<p style="font-size: 0">weg</p>',
        "<template><p>weg</p></template>",
        "<!-- weg -->",
        "<script>weg</script>",
    ],
)
def test_what_a_page_hides_is_not_said(hiding: str) -> None:
    page = f"<html><body><main><p>voor</p>{hiding}<p>na</p></main></body></html>".replace(
        "DISPLAY:NONE", "display:none"
    )
    assert letter_text(page) == "voor\n\nna\n"


@pytest.mark.parametrize("shown", ['<p style="font-size: 0.9em">wel</p>', '<p style="opacity: 0.8">wel</p>'])
def test_what_is_small_or_pale_is_said(shown: str) -> None:
    assert letter_text(f"<body>{shown}</body>") == "wel\n"


# ---- Word ----


def saved(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_rows() -> None:
    document = docx.Document()
    document.add_paragraph("Eerste zin.\nNieuwe regel.")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Bedrag", "€ 40,00"), ("Rekening", "NL91")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = "Kop"
    document.sections[0].footer.paragraphs[0].text = "Voet"
    assert word_text(saved(document)) == (
        "Kop\n\nEerste zin.\nNieuwe regel.\n\nBedrag\t€ 40,00\n\nRekening\tNL91\n\nVoet\n"
    )


def test_cells_of_several_paragraphs_are_said_one_by_one() -> None:
    document = docx.Document()
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text = "Bakkerij"
    cells[1].text = "een"
    cells[1].add_paragraph("twee")
    assert word_text(saved(document)) == "Bakkerij\n\neen\n\ntwee\n"


def test_hidden_and_deleted_text_is_not_said() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("gezien ")
    paragraph.add_run("verborgen").font.hidden = True
    shown = paragraph.add_run("wel")
    shown.font.hidden = False
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:t>weg</w:t><w:delText>weg</w:delText></w:r></w:del>')
    )
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t> erbij</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="3"><w:r><w:t>weg</w:t></w:r></w:moveFrom>'))
    style = document.styles.add_style("Onzichtbaar", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    document.add_paragraph("verborgen", style="Onzichtbaar")
    letters = document.styles.add_style("Onleesbaar", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    letters.font.hidden = True
    document.add_paragraph().add_run("verborgen", style="Onleesbaar")
    assert word_text(saved(document)) == "gezien wel erbij\n"


def test_tabs_hyphens_and_text_boxes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Bedrag\t€ 40,00")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>, e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>"))
    box = parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in een vak</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r><w:r><w:t>buiten het vak</w:t></w:r></w:p>"
    )
    document.element.body.insert(0, box)
    assert word_text(saved(document)) == "buiten het vak\n\nin een vak\n\nBedrag\t€ 40,00, e-mail\n"
