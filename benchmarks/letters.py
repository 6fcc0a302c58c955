"""Cover letters: how many are good by the quality check, by language and tone; what the gate refuses; milliseconds.

Real résumés (`resumes_rendercv`, samples of `resumes_livecareer` and `resumes_vanetik_docx`) are written to real
postings (`ats_payloads`). Those are nearly all English: for the other languages the letter is asked for in that
language, and the candidate's lines stay English, as they do for somebody who applies abroad. Beside ours stands the
usual mail merge: one form letter with company, position and skills put in, held against the same check.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from benchmarks import report
from benchmarks.render import TODAY
from rolecall.boards.recorded import read
from rolecall.discover.normalise import normalise_all
from rolecall.discover.queries import Posting
from rolecall.match.queries import Match
from rolecall.match.score import score
from rolecall.platform.errors import Problem
from rolecall.prepare.content import Block, Draft, FactRef, Paragraph, Sentence, Source
from rolecall.prepare.language import LANGUAGES
from rolecall.prepare.letter import body_words, voice_of, write
from rolecall.prepare.letters.held_against import letter_check
from rolecall.prepare.letters.phrases import BOUNDS, Length, Tone
from rolecall.prepare.letters.why import quotations
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import draft, gate_package
from rolecall.prepare.relevance import Relevance
from rolecall.prepare.wording import wording
from rolecall.profile.queries import Fact, FactKind, Preferences, Resume, facts_of
from rolecall.profile.read import read_unbounded

Pair: TypeAlias = tuple[Posting, Resume, tuple[Fact, ...], Match]
GOOD = 85
"""A letter is good from this score."""
SAMPLE = 40
POSTINGS_EACH = 6
_FEWEST_POSTINGS = 100


def main() -> None:
    """Run it all."""
    needs = ("resumes_rendercv", "resumes_livecareer", "resumes_vanetik_docx", "ats_payloads")
    options = report.options("letters", needs=needs)
    pairs = list(_pairs(options.data))
    drafts: list[Draft] = []
    drafting: list[float] = []
    for posting, resume, facts, match in pairs:
        began = time.perf_counter()
        drafts.append(draft(posting, resume, facts, match, TODAY))
        drafting.append(time.perf_counter() - began)
    figures: dict[str, float] = {}
    writing: list[float] = []
    refused = count = in_length = prose = 0
    for language in LANGUAGES:
        for tone in Tone:
            scores: list[int] = []
            for pair, drafted in zip(pairs, drafts, strict=True):
                for length in Length:
                    began = time.perf_counter()
                    letter = _written(pair, drafted, language, tone, length)
                    refused += len(gate_package(letter))
                    writing.append(time.perf_counter() - began)
                    scores.append(letter_check(letter).score)
                    in_length += body_words(letter.letter) <= BOUNDS[length].most
                    count += 1
                    if language == "en" and tone is Tone.PLAIN:
                        prose += all(paragraph.block is not Block.LIST for paragraph in letter.letter)
            figures[f"good letters, {language}, {tone}"] = sum(one >= GOOD for one in scores) / len(scores)
    merged = [_mail_merge(drafted) for drafted in drafts]
    ours = {name: share for name, share in figures.items() if ", en, " in name}
    baseline = sum(letter_check(one).score >= GOOD for one in merged) / len(merged)
    report.publish(
        "letters",
        options,
        figures={
            "good letters, all": statistics.fmean(figures.values()),
            **figures,
            "not longer than asked": in_length / count,
            "English plain letters in prose": prose / (len(pairs) * len(Length)),
            "claims the gate refuses": refused,
            "letter written and gated ms, p50": 1000 * statistics.median(writing),
            "letter written and gated ms, p95": 1000 * _p95(writing),
            "draft of résumé and letter ms, p50": 1000 * statistics.median(drafting),
            "draft of résumé and letter ms, p95": 1000 * _p95(drafting),
        },
        baselines={"mail merge": {"good letters, all": baseline, **dict.fromkeys(ours, baseline)}},
        n=count,
    )


def _written(pair: Pair, drafted: Draft, language: str, tone: Tone, length: Length) -> Draft:
    """The letter alone, before the gate would take anything out of it."""
    posting, resume, facts, match = pair
    voice = voice_of(
        posting,
        resume,
        facts,
        match,
        Relevance(match, posting.title, posting.text),
        wording=wording(language),
        today=TODAY,
        same_language=drafted.language == language,
        wish=LetterWish(tone, length),
    )
    return replace(
        drafted,
        resume=(),
        letter=write(voice),
        letter_language=language,
        posting_language=language,
        tone=tone,
        length=length,
        of_posting=tuple(name for name in (voice.contact, voice.title) if name),
        quoted=quotations(voice),
    )


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.95 * (len(taken) - 1))]


def _pairs(data: Path) -> Iterator[Pair]:
    postings = _postings(data / "ats_payloads")
    for path in _resumes(data):
        try:
            resume = read_unbounded(path.read_bytes(), path.name).resume
        except Problem as problem:
            print(f"{path.name} cannot be read and is left out: {problem}")
            continue
        facts = facts_of(resume)
        some = random.Random(path.name).sample(postings, POSTINGS_EACH)
        scored = [(score(posting, resume, facts, Preferences(), TODAY), posting) for posting in some]
        match, posting = max(scored, key=lambda pair: pair[0].score)
        yield posting, resume, facts, match


def _resumes(data: Path) -> list[Path]:
    chance = random.Random(2)
    live = sorted((data / "resumes_livecareer").rglob("*.pdf"))
    word = sorted((data / "resumes_vanetik_docx").glob("*.docx"))
    return [
        *sorted((data / "resumes_rendercv").glob("*.pdf")),
        *chance.sample(live, min(SAMPLE, len(live))),
        *chance.sample(word, min(SAMPLE // 2, len(word))),
    ]


def _postings(folder: Path) -> list[Posting]:
    found: list[Posting] = []
    for path in sorted((folder / "greenhouse").glob("*content*")):
        for _, page in read(path):
            found.extend(posting for posting in normalise_all(page.listings) if posting.text)
        if len(found) > _FEWEST_POSTINGS:
            break
    return found


def _mail_merge(drafted: Draft) -> Draft:
    """What a form letter says, whoever writes it to whom."""
    skills = [fact for fact in drafted.facts if fact.kind is FactKind.SKILL][:4]
    names = ", ".join(fact.text for fact in skills)
    company, title = drafted.posting.company, drafted.posting.title
    sentences = [
        "Dear Hiring Manager,",
        f"I am writing to express my interest in the {title} position at {company}.",
        "I am a hard-working and detail-oriented team player with a proven track record.",
        f"My skills include {names}.",
        "I am confident that I would be a great fit and I am excited about the opportunity to join your dynamic team.",
        "I am passionate about learning and I thrive in a fast-paced environment.",
        "Please find my résumé attached. I look forward to hearing from you.",
        "Sincerely,",
    ]
    refs = tuple(FactRef(fact.id, fact.text) for fact in skills)
    said = tuple(
        Sentence(
            f"letter/{at}",
            text,
            Source.FACT if names in text and names else Source.TEMPLATE,
            refs if names in text else (),
        )
        for at, text in enumerate(sentences)
    )
    blocks = (Paragraph(Block.TEXT, said[:1]), Paragraph(Block.TEXT, said[1:-1]), Paragraph(Block.CLOSING, said[-1:]))
    return replace(drafted, letter=blocks, of_posting=(), length="short")


if __name__ == "__main__":
    main()
