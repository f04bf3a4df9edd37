"""Blocks side by side. On a sheet they are made smaller until they fit what is left of its page."""

from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable

from kvalitet_app.reports.model.blocks import Block
from kvalitet_app.reports.pdf.styles import HEIGHT
from kvalitet_app.reports.pdf.tagged_text import Drawn

GAP = 28.0
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4)

Make = Callable[[Sequence[Block], float], list[Flowable]]  # from blocks and a column's width to pieces


class ColumnsFlowable(Drawn):
    """Two or more columns of one width, their tops on a line."""

    def __init__(self, parts: Sequence[Sequence[Block]], make: Make, width: float, *, fit: bool) -> None:
        super().__init__()
        self.parts, self.make, self.width, self.fit = parts, make, width, fit
        self.spaceBefore, self.spaceAfter = 6, 10
        self.scale, self.each, self.room = 1.0, 0.0, 0.0
        self.stacks: list[list[Flowable]] = []

    def _lay_out(self, scale: float) -> float:
        """Make the columns in pages `scale` times smaller; the height of the highest."""
        count = len(self.parts)
        self.scale = scale
        self.each = (self.width / scale - GAP * (count - 1)) / count
        self.stacks = [self.make(part, self.each) for part in self.parts]
        return max((_height(stack, self.each) for stack in self.stacks), default=0.0) * scale

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size in points."""
        room = avail_height if self.fit else HEIGHT
        if room == self.room:
            return self.width, self.height
        self.room = room
        for scale in SCALES:
            self.height = self._lay_out(scale)
            if self.height <= room:
                break
        else:
            self.scale *= room / self.height
            self.height = room
        return self.width, self.height

    def least_height(self) -> float:
        """It is never split."""
        return min(self.wrap(self.width, HEIGHT)[1] + 16, HEIGHT)

    def draw(self) -> None:
        """Draw on the canvas, column by column."""
        c = self.canv
        c.saveState()
        c.translate(0, self.height)
        c.scale(self.scale, self.scale)
        for n, stack in enumerate(self.stacks):
            y = after = 0.0
            for piece in stack:
                _, high = piece.wrap(self.each, 1e6)
                y -= high + (max(after, piece.getSpaceBefore()) if y else 0.0)
                piece.drawOn(c, n * (self.each + GAP), y)
                after = piece.getSpaceAfter()
        c.restoreState()


def _height(stack: Sequence[Flowable], width: float) -> float:
    whole = after = 0.0
    for piece in stack:
        _, high = piece.wrap(width, 1e6)
        whole += high + (max(after, piece.getSpaceBefore()) if whole else 0.0)
        after = piece.getSpaceAfter()
    return whole
