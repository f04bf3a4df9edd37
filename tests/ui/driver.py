"""The window, and short words for what a person does in it."""

from kvalitet_app.ui.paper.questions import QuestionsSheet
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
        self.qtbot.waitUntil(lambda: self.program.tasks is not None and self.program.tasks.is_idle, timeout=60000)
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

    def answer_questions(self):
        """Say that what is asked before something is public has been read, and go on; answers what was asked."""
        sheet = next(one for one in self.window.findChildren(QuestionsSheet) if one.isVisible())
        sheet.go.click()
        assert sheet.note.isVisible()
        assert sheet.isVisible()
        sheet.read.click()
        sheet.go.click()
        return [one.text for one in sheet.asked]

    def is_asked(self):
        """Whether something is asked before it is public."""
        return any(one.isVisible() for one in self.window.findChildren(QuestionsSheet))

    def read(self, service, **arguments):
        """Ask the register."""
        return self.context.tasks.read(service, **arguments)
