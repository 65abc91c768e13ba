"""What a template should print and does not: sentences that the law asks for, and fields between the wrong signs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from docgen.authoring.check_jobs import Samples
from docgen.letters.required import ARTICLES, REQUIRED
from docgen.render.templates import TOP_NAMES
from docgen.render.word_mistakes import Mistake, Spot, signs
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_xml import every, own_texts
from docgen.texts import text

# A field as other programs want it: {debtor.name}, [debtor.name], <<debtor.name>>, «debtor.name», ${debtor.name}.
_ALMOST = re.compile(
    rf"(?:\$?\{{|\[{{1,2}}|<{{1,2}}|«)\s{{0,3}}(?P<field>(?:{'|'.join(TOP_NAMES)})(?:\.\w+)+(?:\s*\|\s*\w+)?)\s*(?:\}}|\]+|>+|»)"
)


def bare_braces(package: Package) -> Iterator[Mistake]:
    """Fields between signs that make no tag of them: they would stand in the letter as they are."""
    for part in package.stories():
        for number, paragraph in enumerate(every(package.tree(part), "w:p"), 1):
            words = "".join(piece.text or "" for piece in own_texts(paragraph))
            taken = {at for start, end, _ in signs(words) for at in range(start, end)}
            for match in _ALMOST.finditer(words):
                if taken.isdisjoint(range(*match.span())):
                    yield Mistake(
                        "single-brace",
                        Spot(part, number, *match.span()),
                        text("This is no tag: it would stand in the letter as it is."),
                        text("Did you mean {tag}?", tag=f"{{{{ {match['field']} }}}}"),
                    )


def missing_sentences(kind: str, package: Package, named: Collection[str], letters: Samples) -> Iterator[Mistake]:
    """The fixed sentences that letters of this kind have and the template does not name."""
    words = " ".join(
        piece.text or ""
        for part in package.stories()
        for paragraph in every(package.tree(part), "w:p")
        for piece in own_texts(paragraph)
    )
    for name in REQUIRED.get(kind, ()):
        path = f"fixed.{name}"
        samples = [sample for sample, letter in letters if getattr(letter.fields.fixed, name) is not None]
        if samples and path not in named and not re.search(rf"\b{re.escape(path)}\b", words):
            tag = f"{{{{ {path} }}}}"
            if len(samples) < len(letters):
                tag = f"{{% if {path} %}}{tag}{{% endif %}}"
            message = text(
                "The letter must say what {field} holds ({article}), and this template does not.",
                field=path,
                article=ARTICLES[name],
            )
            yield Mistake("missing-sentence", Spot(DOCUMENT), message, text("Write {tag}.", tag=tag))
