"""How a review judges an area."""

from kvalitet_app.domain.worded import Worded


class Farg(Worded):
    """The level a review gave an area."""

    GRON = "gron", "Grön"
    GUL = "gul", "Gul"
    ROD = "rod", "Röd"
