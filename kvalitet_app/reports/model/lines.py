"""Plain text in lines, for cells and labels.

Each line but the last ends with the space or the soft hyphen that the break stands for: drawn they cannot be seen from
any other, and read aloud the lines make up the words that were written.
"""

from reportlab.pdfbase.pdfmetrics import stringWidth

from kvalitet_app.reports.model.inline import hyphenate

SOFT_HYPHEN = "\u00ad"


def broken_lines(text: str, width: float, font: str, size: float) -> list[str]:
    """Lines no wider than `width` points; a word that is too wide is hyphenated, or cut where it must be."""
    if stringWidth(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if stringWidth(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line + " ")
        line = word
        if stringWidth(word, font, size) > width:
            *full, line = _broken(word, width, font, size)
            lines.extend(full)
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: float, font: str, size: float) -> list[str]:
    parts = []
    while stringWidth(word, font, size) > width:
        for head, tail in hyphenate(word) if len(word) < 100 else ():
            if stringWidth(head + "-", font, size) <= width:
                parts.append(head if head.endswith("-") else head + SOFT_HYPHEN)
                word = tail
                break
        else:
            n = max(1, int(len(word) * width / stringWidth(word, font, size)))
            while n > 1 and stringWidth(word[:n], font, size) > width:
                n -= 1
            parts.append(word[:n])
            word = word[n:]
            if not word:
                break
    return [*parts, word] if word else parts
