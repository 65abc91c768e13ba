"""The KIX code in a Word letter: one drawn shape, so that it prints as lines and not as dots.

It stands in the table of the envelope's window, before the first line of the address.
"""

from __future__ import annotations

from docgen.dossier.xml_door import parse
from docgen.render.kix import BAR_WIDTH, FULL_HEIGHT, PITCH, QUIET, bars_of, width_of
from docgen.render.sheet import QUIET_ABOVE
from docgen.render.word_xml import EMU, NAMESPACES, TWIPS, Element, every, style_of

ADDRESS = "Address"  # the paragraph style of the lines
_SHAPE = """<w:p xmlns:w="{w}" xmlns:wp="{wp}" xmlns:a="{a}"><w:pPr><w:keepNext/>
<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/><w:ind w:left="{left}"/></w:pPr>
<w:r><w:rPr><w:noProof/><w:sz w:val="2"/></w:rPr><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="1" name="KIX" descr="KIX"><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">
<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>
</wp:docPr><a:graphic><a:graphicData uri="{wps}"><wps:wsp xmlns:wps="{wps}"><wps:cNvSpPr/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>
<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width}" h="{height}">{bars}</a:path></a:pathLst>
</a:custGeom><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>
</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
_BAR = (
    '<a:moveTo><a:pt x="{left}" y="{top}"/></a:moveTo><a:lnTo><a:pt x="{right}" y="{top}"/></a:lnTo>'
    '<a:lnTo><a:pt x="{right}" y="{bottom}"/></a:lnTo><a:lnTo><a:pt x="{left}" y="{bottom}"/></a:lnTo><a:close/>'
)
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def place_kix(window: Element, content: str) -> bool:
    """Draw the code above the address in the table of the window; whether there was an address in it."""
    address = next((each for each in every(window, "w:p") if style_of(each) == ADDRESS), None)
    if address is None:
        return False
    address.addprevious(_paragraph(content))
    return True


def _paragraph(content: str) -> Element:
    bars = "".join(
        _BAR.format(
            left=_emu(number * PITCH),
            right=_emu(number * PITCH + BAR_WIDTH),
            top=_emu(bar.top),
            bottom=_emu(bar.bottom),
        )
        for number, bar in enumerate(bars_of(content))
    )
    drawn = _SHAPE.format(
        before=round(QUIET_ABOVE * TWIPS),
        after=round(QUIET * TWIPS),
        left=round(QUIET * TWIPS),
        width=_emu(width_of(content)),
        height=_emu(FULL_HEIGHT),
        bars=bars,
        wps=_WPS,
        **{name: NAMESPACES[name] for name in ("w", "wp", "a")},
    )
    return parse(drawn.replace("\n", ""))


def _emu(millimetres: float) -> int:
    return round(millimetres * EMU)
