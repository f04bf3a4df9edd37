"""The risk matrix: sannolikhet 1–4 upwards, allvarlighetsgrad 1–4 to the right, the count in each cell."""

from collections.abc import Mapping

from kvalitet_app.domain.avvikelser.arenden import RISKGRANSER, Riskgranser, Riskniva
from kvalitet_app.domain.fragor import Sokfraga, narrow
from kvalitet_app.domain.tal import number
from kvalitet_app.pictures.drawing.colour import ink, mix, strongest
from kvalitet_app.pictures.drawing.furniture import new_scene
from kvalitet_app.pictures.drawing.metrics import elide, text_width, wrap
from kvalitet_app.pictures.drawing.primitives import Rect, Scene, middle
from kvalitet_app.pictures.drawing.tokens import BODY, FIGURE, SMALL, TITLE, Theme

MIN_W, MIN_H = 360, 268
SANNOLIKHET = ("mycket liten", "liten", "stor", "mycket stor")
ALLVARLIGHETSGRAD = ("mindre", "måttlig", "betydande", "katastrofal")
NAMES, HEAD, FOOT = 76, 28, 62


def level_fill(theme: Theme, level: Riskniva) -> str:
    """The cell's colour; its word always stands in it too."""
    return {
        Riskniva.LAG: theme.green_soft,
        Riskniva.MATTLIG: theme.yellow_soft,
        Riskniva.HOG: strongest(theme.yellow_soft, theme.red_fill, theme, most=0.34),
        Riskniva.MYCKET_HOG: strongest(theme.red_soft, theme.red_fill, theme, most=0.66),
    }[level]


def matrix(
    theme: Theme,
    w: float,
    h: float,
    counts: Mapping[tuple[int, int], int],
    *,
    fraga: Sokfraga | None = None,
    granser: Riskgranser = RISKGRANSER,
) -> Scene:
    """`counts` by (sannolikhet, allvarlighetsgrad); what is not there counts 0. `granser` colour the cells."""
    s = new_scene(theme, max(w, MIN_W), max(h, MIN_H), "Riskmatris")
    cell, high = (s.w - NAMES) / 4, (s.h - HEAD - FOOT) / 4
    s.add(middle(0, 10, "Sannolikhet", SMALL, theme.text, face="semibold"))
    for sannolikhet in range(4, 0, -1):
        y = HEAD + (4 - sannolikhet) * high
        s.add(middle(0, y + high / 2 - 8, str(sannolikhet), BODY, theme.text, face="semibold"))
        for k, line in enumerate(wrap(SANNOLIKHET[sannolikhet - 1], NAMES - 8, SMALL, lines=2)):
            s.add(middle(0, y + high / 2 + 10 + 15 * k, line, SMALL, theme.muted))
        for grad in range(1, 5):
            n = counts.get((sannolikhet, grad), 0)
            level = granser.level(sannolikhet, grad)
            _cell(s, theme, (NAMES + (grad - 1) * cell, y, cell, high), (sannolikhet, grad, n, fraga), level)
    y = HEAD + 4 * high
    for grad, word in enumerate(ALLVARLIGHETSGRAD, 1):
        cx = NAMES + (grad - 0.5) * cell
        s.add(middle(cx, y + 14, str(grad), BODY, theme.text, face="semibold", anchor="middle"))
        s.add(middle(cx, y + 31, elide(word, cell - 4, SMALL), SMALL, theme.muted, anchor="middle"))
    s.add(middle(NAMES, y + 52, "Allvarlighetsgrad", SMALL, theme.text, face="semibold"))
    s.add(middle(s.w, y + 52, "i hörnet: produkten", SMALL, theme.muted, anchor="end"))
    return s


def _cell(
    s: Scene,
    theme: Theme,
    box: tuple[float, float, float, float],
    what: tuple[int, int, int, Sokfraga | None],
    level: Riskniva,
) -> None:
    x, y, w, h = box
    sannolikhet, grad, n, fraga = what
    fill, word = level_fill(theme, level), level.word.lower()
    color = ink(fill, theme)
    tip = f"Sannolikhet {sannolikhet}, allvarlighetsgrad {grad}: {number(n)} händelser, {word} risk."
    key = narrow(fraga, sannolikhet=sannolikhet, allvarlighetsgrad=grad)
    s.add(Rect(x + 1, y + 1, w - 2, h - 2, fill=fill, stroke=mix(fill, theme.text, 0.12), radius=4, key=key, tip=tip))
    s.add(middle(x + w - 9, y + 14, str(sannolikhet * grad), SMALL, color, anchor="end"))
    largest = FIGURE if h >= 78 else TITLE if h >= 62 else BODY
    size = largest if text_width(number(n), largest, "semibold") < w - 34 else BODY
    said = elide(number(n), w - 12 if h >= 62 else w - 64, size, "semibold") if n else "–"
    s.add(
        middle(
            x + w / 2,
            y + min(h / 2 - 2, h - 29),
            said,
            size if n else BODY,
            color,
            face="semibold" if n else "regular",
            anchor="middle",
        )
    )
    s.add(middle(x + w / 2, y + h - 13, elide(word, w - 8, SMALL), SMALL, color, anchor="middle"))
