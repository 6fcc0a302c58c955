"""Why a résumé could not be read: one plain sentence each."""

from __future__ import annotations

from rolecall.platform.errors import Problem


class UnreadableResume(Problem):
    """The file cannot be read as a résumé. `code` says why, the sentence says what to do."""

    code = "resume.unreadable"
    status = 422


class Encrypted(UnreadableResume):
    code = "resume.encrypted"

    def __init__(self) -> None:
        super().__init__("The file is locked with a password; save it without one and upload it again.")


class Scanned(UnreadableResume):
    code = "resume.scanned"

    def __init__(self) -> None:
        super().__init__(
            "The PDF holds pictures of text and no text that can be read; export it from the program it was written "
            "in, or have the program `tesseract` installed on this machine and upload it again."
        )


class Empty(UnreadableResume):
    code = "resume.empty"

    def __init__(self) -> None:
        super().__init__("There is no text in the file; check that it is the right one and upload it again.")


class Malformed(UnreadableResume):
    code = "resume.malformed"

    def __init__(self, kind: str) -> None:
        super().__init__(f"The {kind} file is damaged and cannot be opened; save or export it again and upload that.")


class TooLong(UnreadableResume):
    code = "resume.too_long"

    def __init__(self, pages: int, limit: int) -> None:
        super().__init__(f"The file has {pages} pages and at most {limit} are read; upload the résumé alone.")


class TooLarge(UnreadableResume):
    code = "resume.too_large"
    status = 413

    def __init__(self, why: str) -> None:
        super().__init__(f"The file is too large to read ({why}); upload the résumé alone, without pictures.")


class NotRead(UnreadableResume):
    """A fault of ours, not of the file's."""

    code = "resume.not_read"
    status = 500

    def __init__(self) -> None:
        super().__init__("The file could not be read, by a fault of ours; save it as another kind and upload that.")


class UnknownKind(UnreadableResume):
    code = "resume.unknown_kind"

    def __init__(self) -> None:
        super().__init__(
            "This kind of file is not read; upload a PDF, DOCX, TXT, Markdown, JSON Resume or RenderCV YAML file, or "
            "LinkedIn's export (PDF or ZIP)."
        )
