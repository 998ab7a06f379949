"""Every failure a user can meet, each with a message that says what, where and what to do."""


class RothscopeError(Exception):
    """Parent of all errors below; never raised itself."""


class UnreadableFile(RothscopeError):
    """The file is missing, a folder, empty, damaged, too large or of a kind Rothscope does not read."""


class LockedPdf(RothscopeError):
    """The PDF needs a password."""


class NoTextLayer(RothscopeError):
    """No page of the PDF holds text, as in a scan."""


class WrongDocument(RothscopeError):
    """The text is readable but does not describe a retirement plan."""


class BadPack(RothscopeError):
    """A file under `patterns/` is missing, malformed or contradicts its own examples."""


class UnknownLimitYear(RothscopeError):
    """No limits are on file for the year asked for; none are ever guessed."""

    def __init__(self, year: int, known: tuple[int, ...]) -> None:
        self.year = year
        self.known = known
        years = ", ".join(str(y) for y in known)
        super().__init__(
            f"The limits for {year} are not on file (known: {years}); choose one of these years with "
            f"--year, or add patterns/limits/{year}.yaml once the IRS notice is out."
        )


class BadProfile(RothscopeError):
    """A number given about the person contradicts another or cannot be."""


class TooFewPlans(RothscopeError):
    """A comparison was asked for, and there is only one plan to compare."""


class MissingExtra(RothscopeError):
    """What was asked for needs a package that is not installed; the message names the extra that brings it."""


class ReadingStopped(RothscopeError):
    """A batch cannot go on, whatever the document: its readers do not start, differ, or were lost."""


class BadQuestion(RothscopeError):
    """A question to a library, or a word on a document, names what there is not."""


class BadLibrary(RothscopeError):
    """The library file is missing, no library, or does not hold what was asked for."""
