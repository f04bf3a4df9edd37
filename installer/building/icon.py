"""Run as a program: the drawing of the icon as .ico and .png, in the sizes that Windows and Linux desktops ask for."""

from __future__ import annotations

import io
import sys
from pathlib import Path

SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def png(drawing: Path, size: int) -> bytes:
    """The drawing as a PNG of so many pixels."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def main(drawing: Path, folder: Path) -> None:
    """Write kvalitet.ico and kvalitet-SIZE.png into a folder."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    pictures = [png(drawing, size) for size in SIZES]
    for size, content in zip(SIZES, pictures, strict=True):
        (folder / f"kvalitet-{size}.png").write_bytes(content)
    layers = [Image.open(io.BytesIO(content)) for content in pictures]
    layers[-1].save(folder / "kvalitet.ico", sizes=[(size, size) for size in SIZES], append_images=layers[:-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
