"""Running numbers of a report's figures and tables."""


class Numbering:
    """Gives "Figur 1. …" and "Tabell 1. …" in the order they are asked for."""

    def __init__(self) -> None:
        self.figures = 0
        self.tables = 0

    def figure(self, said: str) -> str:
        """The next figure's caption."""
        self.figures += 1
        return f"Figur {self.figures}. {said}"

    def table(self, said: str) -> str:
        """The next table's caption."""
        self.tables += 1
        return f"Tabell {self.tables}. {said}"
