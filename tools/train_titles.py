"""Train the two models of `rolecall.match.titles.classes`: department and seniority of a title.

    python tools/train_titles.py --data DIR [--held-out]

DIR has the layout of the shared data folder. Read are

- `titles_snapaddy/{department,seniority}-v2.csv`: lists of German, English and French titles, which hardly hold what
  belongs to no sales or marketing team, and no "Professional" at all;
- `tools/titles/{departments,levels}.txt`: titles written for this project, for what those lists have little of, each
  also with the words that titles come with ("Senior …", "Leiter …", "… (m/w/d)");
- `taxonomy_esco_tabiya/occupations.csv.xz`: names of occupations; the department by ISCO group, the seniority where
  a name has no word of rank ("Professional").

Every class weighs by the root of how often it occurs, so that a frequent one does not swallow the others. Writes
`src/rolecall/match/data/title_classes.npz`: whole-number weights by hash, no titles and no words. `--held-out` trains
on four fifths of the lists, prints the figures on the rest, and writes nothing. About two minutes on one core.
"""

from __future__ import annotations

import argparse
import csv
import io
import lzma
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from rolecall.match.titles.classes import BUCKETS, DEPARTMENTS, SENIORITIES, UNIT, vector, words_of

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "rolecall" / "match" / "data" / "title_classes.npz"
LIST, OWN, NAMES = 1.0, 1.5, 0.5
"""How much a title of each source weighs."""
DEPARTMENT_OF_GROUP = {
    "25": "Information Technology",
    "351": "Information Technology",
    "1330": "Information Technology",
    "3512": "Customer Support",
    "4222": "Customer Support",
    "1212": "Human Resources",
    "2423": "Human Resources",
    "2424": "Human Resources",
    "3333": "Human Resources",
    "1222": "Marketing",
    "2431": "Marketing",
    "2432": "Marketing",
    "1221": "Sales",
    "2433": "Sales",
    "2434": "Sales",
    "3322": "Sales",
    "52": "Sales",
    "3323": "Purchasing",
    "2421": "Consulting",
    "334": "Administrative",
    "411": "Administrative",
    "412": "Administrative",
    "413": "Administrative",
    "4226": "Administrative",
}
"""By the longest beginning of ISCO's code; all else is "Other"."""
RANKS = frozenset(
    (  # noqa: SIM905 - a list of words reads best as one
        "manager director head chief leader lead supervisor senior junior trainee apprentice assistant president "
        "executive principal graduate intern officer secretary-general minister managing coordinator foreman"
    ).split()
)
AROUND_DEPARTMENT = (
    "{}",
    "senior {}",
    "junior {}",
    "{} (m/w/d)",
    "head of {}",
    "leiter {}",
    "{} & team lead",
    "{} dach",
)
AROUND_LEVEL = ("{}", "{} (m/w/d)", "{} marketing", "{} vertrieb", "{} it", "{} produktion", "{} finance", "{} bei xy")

Titles = list[tuple[str, str, float]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    arrays: dict[str, np.ndarray] = {}
    for name, known in (("department", DEPARTMENTS), ("seniority", SENIORITIES)):
        listed = _listed(options.data / "titles_snapaddy" / f"{name}-v2.csv")
        kept = [one for one in listed if not options.held_out or not held_out(one[0])]
        own = _own(HERE / "titles" / ("departments.txt" if name == "department" else "levels.txt"))
        names = _names(options.data / "taxonomy_esco_tabiya" / "occupations.csv.xz", name)
        weights, starts = train(kept + own + names, known)
        print(
            f"{name}: {len(kept)} + {len(own)} + {len(names)} titles, {np.count_nonzero(weights)} weights", flush=True
        )
        if options.held_out:
            rest = [one for one in listed if held_out(one[0])]
            print(f"  right of {len(rest)} held out: {_right(rest, weights, starts, known):.3f}")
        arrays |= {f"{name}_weights": weights, f"{name}_starts": starts}
    if not options.held_out:
        _write(arrays)
    return 0


def held_out(title: str) -> bool:
    """A fifth of the lists, by the title's hash: titles that differ only in capitals stay together."""
    return crc32(" ".join(words_of(title)).encode()) % 5 == 0


def train(titles: Titles, known: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Weights (classes × buckets, signed bytes) and starts of a multinomial logistic regression, in one measure."""
    number = {name: at for at, name in enumerate(known)}
    labels = np.array([number[label] for _, label, _ in titles])
    mass = np.bincount(labels, [weight for *_, weight in titles], len(known))
    balance = np.sqrt(mass.sum() / len(known) / mass)
    weights = np.array([weight for *_, weight in titles]) * balance[labels]
    model = LogisticRegression(C=20.0, max_iter=300)
    model.fit(matrix(title for title, *_ in titles), labels, sample_weight=weights)
    full = np.zeros((len(known), BUCKETS))
    full[model.classes_] = model.coef_
    scale = 127 / np.quantile(np.abs(full[full != 0]), 0.9995)
    whole = np.clip(np.rint(full * scale), -127, 127).astype(np.int8)
    return whole, np.rint(model.intercept_ * scale * UNIT).astype(np.int64)


def matrix(titles: Iterable[str]) -> csr_matrix:
    """Hashed vectors of titles, one a row, each half of length 1."""
    at: list[int] = [0]
    which: list[int] = []
    values: list[float] = []
    for title in titles:
        buckets = vector(title)
        which += buckets.keys()
        values += [value / UNIT for value in buckets.values()]
        at.append(len(which))
    return csr_matrix((values, which, at), shape=(len(at) - 1, BUCKETS))


def _listed(path: Path) -> Titles:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["label"].strip(), LIST) for row in csv.DictReader(file) if row["text"].strip()]


def _own(path: Path) -> Titles:
    around = AROUND_DEPARTMENT if path.name == "departments.txt" else AROUND_LEVEL
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _, titles = line.partition(":")
            for title in titles.split(";"):
                out += [(form.format(title.strip()), label, OWN / len(around)) for form in around]
    return out


def _names(path: Path, name: str) -> Titles:
    csv.field_size_limit(10_000_000)
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = sorted((row["CODE"], row["PREFERREDLABEL"], row["ALTLABELS"]) for row in csv.DictReader(file))
    out = []
    for code, label, others in rows:
        for spelt in dict.fromkeys((label, *sorted(others.split("\n"))[:4])):
            if name == "department":
                groups = [code[:length] for length in (4, 3, 2) if code[:length] in DEPARTMENT_OF_GROUP]
                out.append((spelt, DEPARTMENT_OF_GROUP[groups[0]] if groups else "Other", NAMES))
            elif spelt and not RANKS & set(spelt.lower().split()):
                out.append((spelt, "Professional", NAMES))
    return out


def _right(titles: Titles, weights: np.ndarray, starts: np.ndarray, known: Sequence[str]) -> float:
    sums = matrix(title for title, *_ in titles) @ weights.T.astype(float) * UNIT + starts
    best = sums.argmax(axis=1)
    for at, label in enumerate(known):
        those = [number for number, (_, told, _) in enumerate(titles) if told == label]
        if those:
            print(
                f"    {label}: {np.mean(best[those] == at):.2f} of {len(those)}", Counter(known[b] for b in best[those])
            )
    return float(np.mean([known[at] == label for at, (_, label, _) in zip(best, titles, strict=True)]))


def _write(arrays: dict[str, np.ndarray]) -> None:
    """An .npz without the time of writing, so that its bytes depend on its content only."""
    with zipfile.ZipFile(OUT, "w") as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    sys.exit(main())
