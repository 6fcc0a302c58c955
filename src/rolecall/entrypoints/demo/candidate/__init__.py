"""The sample candidate's résumé as a PDF, made from `resume.json` (JSON Resume) by `resume.typ`."""

from __future__ import annotations

from importlib.resources import as_file, files

import typst

FILENAME = "nadja-okoro.pdf"


def resume_pdf() -> bytes:
    """The PDF, the same bytes every time. Fonts come from the package of fonts, never from the machine."""
    with as_file(files(__package__)) as folder, as_file(files("rendercv_fonts") / "Source Sans 3") as fonts:
        return typst.compile(folder / "resume.typ", root=folder, font_paths=[fonts], ignore_system_fonts=True)
