"""The month of the kvalitetsråd as it may be published: no cell below five, and none that a shown sum gives away."""

import re
from dataclasses import replace

from kvalitet_app.domain.moten.kvalitetsrad import Kvalitetsrad, Radtabell, Radtal
from kvalitet_app.domain.paper.offentlig import HIDDEN, MASK, SUMS, Hiding, is_small, sign_for

DIGITS = re.compile(r"\d")
LEFT_OUT = (
    f"Antal under fem skrivs {MASK}, eller {HIDDEN} tillsammans med de antal som de annars hade gått att räkna fram "
    "ur. Enskilda ärenden, bilder och det som rådet ska ta upp är utelämnat."
)


def public_rad(rad: Kvalitetsrad) -> Kvalitetsrad:
    """The same month without what may point somebody out."""
    tables = tuple(_public_table(one) for one in rad.tabeller if one.hoger)
    return replace(rad, tal=tuple(_public_figure(one) for one in rad.tal), tabeller=tables, fragor=())


def _public_figure(one: Radtal) -> Radtal:
    note = "" if DIGITS.search(one.anmarkning) else one.anmarkning
    return replace(one, varde=MASK if _is_hidden(one.varde) else one.varde, fraga=None, anmarkning=note)


def _is_hidden(text: str) -> bool:
    return any(is_small(int(found)) for found in re.findall(r"\d+", text))


def _public_table(part: Radtabell) -> Radtabell:
    """Hide the small cells, and so many beside them that no sum of a column or a row gives one away."""
    sums = {at for at, word in enumerate(part.rubriker) if word in SUMS}
    cells = {
        (row, str(at)): int(text)
        for row, words in enumerate(part.rader)
        if words[0] not in SUMS
        for at, text in enumerate(words)
        if at and at not in sums and text.isdecimal()
    }
    hiding = Hiding(cells)
    hiding.settle({row for row, _ in cells} if sums else set())
    gone = {(row, int(at)) for row, at in hiding.hidden}
    gone |= {(row, at) for row in hiding.untold_rows for at in sums}
    gone |= {(row, int(at)) for row, words in enumerate(part.rader) if words[0] in SUMS for at in hiding.untold_columns}
    gone |= {(row, at) for row, words in enumerate(part.rader) for at, text in enumerate(words) if at and _small(text)}
    sign = sign_for([int(part.rader[row][at]) for row, at in gone])
    rows = tuple(
        tuple(sign if (row, at) in gone else text for at, text in enumerate(words))
        for row, words in enumerate(part.rader)
    )
    return replace(part, rader=rows, fragor=tuple((None,) * len(words) for words in rows))


def _small(text: str) -> bool:
    return text.isdecimal() and is_small(int(text))
