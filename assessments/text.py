"""The language of `design.prose`, with what an assessment adds to it.

``[figure 2]`` alone on a line puts that figure there; ``[1]`` anywhere cites that statement of evidence.
"""

import re
from dataclasses import dataclass

from design import prose
from design.prose import Bullets, Paragraph, Words

FIGURE = re.compile(r"\[figure (\d{1,4})\]", re.IGNORECASE | re.ASCII)
CITE = re.compile(r"\[(\d{1,4})\]", re.ASCII)


@dataclass(frozen=True)
class Cite:
    number: int
    kind = "cite"

    @property
    def text(self):
        return f"[{self.number}]"


@dataclass(frozen=True)
class FigureHere:
    number: int
    kind = "figure"


def blocks(text):
    return prose.blocks(text, spans=spans, whole_line=_figure)


def _figure(line):
    match = FIGURE.fullmatch(line)
    return FigureHere(int(match[1])) if match else None


def spans(text):
    """Words and the statements that they cite."""
    found, at = [], 0
    for match in CITE.finditer(text):
        if match.start() > at:
            found.append(Words(text[at : match.start()]))
        found.append(Cite(int(match[1])))
        at = match.end()
    if at < len(text) or not found:
        found.append(Words(text[at:]))
    return tuple(found)


def elsewhere(block, reference):
    """The block as it stands in another assessment, to whose statements its numbers belong."""
    return _each(
        block, lambda span: Words(f"[{span.number}, {reference}]") if isinstance(span, Cite) else span
    )


def marked(block, figures, statements):
    """The block of a draft, with what it names and is not there said to be missing."""
    if isinstance(block, FigureHere) and block.number not in figures:
        return Paragraph((Words(f"[Figure {block.number} is missing]"),))
    return _each(
        block,
        lambda span: (
            Words(f"[{span.number} is missing]")
            if isinstance(span, Cite) and span.number not in statements
            else span
        ),
    )


def _each(block, change):
    if isinstance(block, Paragraph):
        return Paragraph(tuple(map(change, block.spans)))
    if isinstance(block, Bullets):
        return Bullets(tuple(tuple(map(change, item)) for item in block.items))
    return block


def figures_in(text):
    """Numbers of the figures that the text puts somewhere, in their order."""
    return [block.number for block in blocks(text) if isinstance(block, FigureHere)]


def cited_in(text):
    """Numbers of the statements that the text cites."""
    return [int(number) for number in CITE.findall(text)]


def problems(text, figures, statements):
    """What the text names and is not there, each a sentence. ``figures`` are those of the same section."""
    for number in dict.fromkeys(figures_in(text)):
        if number not in figures:
            yield f"The text names figure {number}, and this section has no such figure. Add it or take it out."
    for number in dict.fromkeys(cited_in(text)):
        if number not in statements:
            yield f"The text cites [{number}], and there is no such statement of evidence. Add it or take it out."
