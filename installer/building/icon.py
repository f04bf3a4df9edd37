"""Run as a program: the drawing of the icon as .ico and .png, in the sizes that Windows and Linux desktops ask for."""

from __future__ import annotations

import sys
from pathlib import Path

SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def draw(drawing: Path, size: int, target: Path) -> None:
    """The drawing as a PNG of so many pixels."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} could not be written")


def main(drawing: Path, folder: Path) -> None:
    """Write kvalitet.ico and kvalitet-SIZE.png into a folder."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    pictures = [folder / f"kvalitet-{size}.png" for size in SIZES]
    for size, picture in zip(SIZES, pictures, strict=True):
        draw(drawing, size, picture)
    layers = [Image.open(picture) for picture in pictures]
    layers[-1].save(folder / "kvalitet.ico", sizes=[(size, size) for size in SIZES], append_images=layers[:-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
