"""What every picture must keep: all inside the page, texts apart, contrast, a sentence on all that is clickable."""

from kvalitet_app.pictures.drawing.colour import contrast
from kvalitet_app.pictures.drawing.metrics import has_glyph
from kvalitet_app.pictures.drawing.primitives import Path, Rect, Scene, Text, bounds


def faults(scene: Scene) -> list[str]:
    return [*outside(scene), *overlaps(scene), *faint(scene), *unsaid(scene), *missing(scene)]


def outside(scene: Scene) -> list[str]:
    found = []
    for item in scene.items:
        left, top, right, bottom = bounds(item)
        slack = 0.01 if isinstance(item, Text) else 2  # a wide stroke may lie on the edge
        if left < -slack or top < -slack or right > scene.w + slack or bottom > scene.h + slack:
            found.append(f"outside {scene.w:.0f}×{scene.h:.0f}: {item}")
    return found


def overlaps(scene: Scene) -> list[str]:
    texts = [(item, bounds(item)) for item in scene.items if isinstance(item, Text) and item.text]
    found = []
    for i, (a, box) in enumerate(texts):
        for b, other in texts[i + 1 :]:
            wide = min(box[2], other[2]) - max(box[0], other[0])
            high = min(box[3], other[3]) - max(box[1], other[1])
            if wide > 0.5 and high > 1 and not a.angle % 90 and not b.angle % 90:
                found.append(f"overlap: {a.text!r} × {b.text!r}")
    return found


def faint(scene: Scene) -> list[str]:
    """Texts below 4.5:1 on the last fill painted under their middle (by its box)."""
    found, fills = [], []
    for item in scene.items:
        if isinstance(item, Rect | Path) and item.fill:
            fills.append((bounds(item), item.fill))
        elif isinstance(item, Text) and not item.angle:
            left, top, right, bottom = bounds(item)
            x, y = (left + right) / 2, (top + bottom) / 2
            under = [f for (a, b, c, d), f in fills if a <= x <= c and b <= y <= d]
            fill = under[-1] if under else scene.background
            if contrast(item.color, fill) < 4.5:
                found.append(f"contrast {contrast(item.color, fill):.2f}: {item.text!r} {item.color} on {fill}")
    return found


def unsaid(scene: Scene) -> list[str]:
    return [f"no sentence: {item.key}" for item in scene.targets() if not item.tip.endswith(".")]


def missing(scene: Scene) -> list[str]:
    texts = [item for item in scene.items if isinstance(item, Text)]
    return [f"no glyph: {t.text!r}" for t in texts if not all(has_glyph(c, t.face) for c in t.text)]


def texts(scene: Scene) -> list[str]:
    return [item.text for item in scene.items if isinstance(item, Text)]
