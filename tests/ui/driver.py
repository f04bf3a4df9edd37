"""The window, and short words for what a person does in it."""

from kvalitet_app.ui.paper.spridning import WhomSheet


class Driver:
    """The window and short words for what a person does in it."""

    def __init__(self, qtbot, program):
        self.qtbot, self.program, self.window = qtbot, program, program.window

    @property
    def context(self):
        return self.window.context

    def settle(self):
        """Wait until nothing is being read or saved."""
        self.qtbot.waitUntil(lambda: self.program.tasks is not None and self.program.tasks.is_idle, timeout=20000)
        self.qtbot.wait(30)

    def go(self, key, **query):
        """Go to a page."""
        self.window.show_page(key, **query)
        self.settle()
        return self.window.current()

    def answer_whom(self, word="Intern"):
        """Say to whom the thing may go, and go on."""
        sheet = next(one for one in self.window.findChildren(WhomSheet) if one.isVisible())
        sheet.whom.choose(("Intern", "Offentlig", "Sekretess").index(word))
        sheet.go.click()
        return sheet

    def read(self, service, **arguments):
        """Ask the register."""
        return self.context.tasks.read(service, **arguments)
