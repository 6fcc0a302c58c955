"""How well résumés are read: exact fields on RenderCV PDFs, spans on DataTurks texts, time and failures on real files.

What is compared with what stands in the module of each set, in `resume_sets/`. DataTurks is read by the rules alone,
and by rules and a tagger together: trained on four fifths of the résumés and read on the others, five times.
"""

from __future__ import annotations

from benchmarks import report
from benchmarks.resume_sets.dataturks import dataturks
from benchmarks.resume_sets.files import livecareer, vanetik
from benchmarks.resume_sets.rendercv import layouts, rendercv

SETS = {
    "resumes_rendercv": rendercv,
    "resumes_dataturks_ner": dataturks,
    "resumes_livecareer": livecareer,
    "resumes_vanetik_docx": vanetik,
}


def main() -> None:
    options = report.options("resumes", needs=tuple(SETS))
    figures: dict[str, report.Figure] = {}
    baseline: dict[str, report.Figure] = {}
    n, own, _ = layouts()
    figures |= own
    for folder, run in SETS.items():
        count, ours, theirs = run(options.folder(folder))
        n += count
        figures |= ours
        baseline |= theirs
    report.publish("resumes", options, figures=figures, baselines={"baseline": baseline}, n=n)


if __name__ == "__main__":
    main()
