"""Templates that nobody here wrote: findings or a refusal, never a crash."""

from __future__ import annotations

import shutil
import subprocess
import time
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.authoring.check import checked
from docgen.authoring.comments import commented
from docgen.authoring.findings import TemplateFinding
from docgen.authoring.repair import repaired
from docgen.authoring.report import findings_data, lines
from docgen.errors import BadTemplate
from docgen.render.words import Words
from docgen.settings import ROOT
from tests.broken.building import edited, letters, put, shipped

OTHERS = sorted((ROOT.parent / "shared" / "data" / "docx-templates").glob("*.docx"))


def looked_at(content: bytes) -> tuple[TemplateFinding, ...] | None:
    """Check, tell and comment; None for a file that is refused with a reason."""
    try:
        found = checked(content, "wik-notice", "nl", letters())
    except BadTemplate as error:
        return None if Words("nl").say(error.detail) else ()
    for language in ("nl", "en"):
        assert list(lines(found, Words(language)))
        assert findings_data(found, Words(language))["findings"] is not None
    docx.Document(BytesIO(commented(repaired(content)[0], found, Words("nl"))))
    return found


@pytest.mark.skipif(not OTHERS, reason="there are no templates of others here")
@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.stem)
def test_templates_of_others_give_findings_or_a_reason(file: Path) -> None:
    found = looked_at(file.read_bytes())
    assert found is None or any(each.severity == "error" for each in found)


def test_a_file_by_python_docx() -> None:
    document = docx.Document()
    document.add_heading("Beste {{ debtor.nmae }}", 1)
    document.add_table(2, 2).cell(1, 1).text = "{{ totals.total }}"
    document.sections[0].header.paragraphs[0].text = "{{ sender.name }}"
    out = BytesIO()
    document.save(out)
    found = looked_at(out.getvalue())
    assert found is not None
    assert {"unknown-field", "amount-without-format", "missing-sentence"} <= {each.code for each in found}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_shipped_and_broken_files_that_libreoffice_saved_again(tmp_path: Path) -> None:
    for name, content in (("fine", shipped()), ("broken", edited(put("body", "{{ debtor.nmae }}")))):
        (tmp_path / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    files = [str(tmp_path / f"{name}.docx") for name in ("fine", "broken")]
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    fine, broken = (looked_at((tmp_path / "out" / f"{name}.docx").read_bytes()) for name in ("fine", "broken"))
    assert fine is not None
    assert broken is not None
    assert [each.code for each in fine if each.severity == "error"] == []
    assert [each.code for each in broken if each.severity == "error"] == ["unknown-field"]


@settings(max_examples=50)
@given(
    st.lists(st.text(st.sampled_from("{}%#|. \"'“”=!()[]abeginfor\u00a0debtor"), max_size=40), min_size=1, max_size=4)
)
def test_whatever_is_written_is_never_a_crash(texts: list[str]) -> None:
    found = checked(edited(put("body", *texts)), "wik-notice", "nl", ())
    assert all(each.code for each in found)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", shipped()[:2000]])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    assert looked_at(content) is None


@pytest.mark.parametrize(
    "words",
    ["{{" * 20_000, "{{x}}" * 20_000, "{" * 100_000, "[" * 100_000, "{ " * 50_000, "a" + "<" * 100_000, "{% if x %}" * 1500,
     "{% for a in invoices %}" * 1500 + "x" + "{% endfor %}" * 1500, "{{ " + "(" * 290 + " }}", "{# " * 30_000],
    ids=lambda words: words[:12] + str(len(words)),
)  # fmt: skip
def test_a_heap_of_signs_takes_no_time(words: str) -> None:
    started = time.process_time()
    found = checked(edited(put("body", words)), "wik-notice", "nl", ())
    assert time.process_time() - started < 2
    assert any(each.severity == "error" for each in found) or "{{" not in words
