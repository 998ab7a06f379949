"""Letters a person sends about their plan: to HR, the recordkeeper, the administrator, a tax preparer, a
committee.

In goes an Analysis and the kind of letter, out comes a `Letter`; `as_eml` makes it a draft a mail program
opens and `mailto` a link. Nothing is sent, and nothing about the person is in any of them.
"""

import re
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rothscope.model.analysis import Analysis
from rothscope.model.frozen import Frozen
from rothscope.packs.find import patterns_folder
from rothscope.packs.judgement import PlanTypes, load_judgement
from rothscope.packs.letters import Length, LetterRules, load_letter_rules
from rothscope.packs.wording import load_wording
from rothscope.report.asking import kind_of_law, open_points, parts_of, readings, smallest_change
from rothscope.report.environment import environment
from rothscope.report.plaintext import one_line, shorten
from rothscope.report.story import plan_name, sponsor_beside, takes_none

__all__ = ["KINDS", "Letter", "as_eml", "mailto", "write_again", "write_letter"]

KINDS = (
    "hr",
    "recordkeeper",
    "phone",
    "recap",
    "new-hire",
    "follow-up",
    "formal-request",
    "cpa",
    "committee",
)
MANY = 100
"""More questions than any plan leaves open."""
_TO_ADMINISTRATOR = ("hr", "new-hire", "recap", "follow-up", "again", "formal-request", "committee")
_ASKING = ("hr", "new-hire", "recordkeeper", "phone", "recap")
_NO_KIND = ("unknown", "plan_text", "excerpt")
"""Kinds of document that are no name for one."""
_CONFIRMING = ("hr", "new-hire", "recordkeeper")
MOST_CONFIRMED = 4
"""Readings a letter asks to confirm where nothing is open; the template shows as many."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


class Letter(Frozen):
    """A letter as plain text. `to` is a mail address, empty where the document names none.

    `asked` are the ids of its numbered questions in their order; "confirm:" and a feature is a reading put to HR.
    """

    kind: str
    subject: str
    to: str
    body: str
    asked: tuple[str, ...] = ()


def write_letter(analysis: Analysis, kind: str, patterns: Path | None = None) -> Letter:
    """Return the letter of a kind (one of KINDS; ValueError otherwise) for the plan of the analysis.

    A kind with a length in letters.yaml keeps to it: it drops words of quotes first, then the last questions.
    """
    if kind not in KINDS:
        raise ValueError(f"no letter of kind {kind!r}; kinds: {', '.join(KINDS)}")
    folder = patterns_folder(patterns)
    rules = load_letter_rules(folder)
    facts = _facts(analysis, folder)
    length = rules.lengths.get(kind)
    for count, words in _sizes(length, rules):
        points = open_points(analysis, kind, words, rules)
        letter = _write(kind, facts | {"points": points[:count], "left": len(points[count:])})
        if length is None or len(letter.body.split()) <= length.words:
            break
    return letter


def write_again(analysis: Analysis, patterns: Path | None = None) -> Letter | None:
    """Return the letter that asks again what the replies left open, or null where nothing is left."""
    said = analysis.hr_said
    points = tuple(one for one in said.answers if one.follow_up) if said else ()
    if not points:
        return None
    folder = patterns_folder(patterns)
    facts = _facts(analysis, folder)
    return _write("again", facts | {"points": points})


def as_eml(letter: Letter) -> bytes:
    """Return the letter as a draft message: no date, no sender, marked unsent so that a mail program opens
    it to edit.
    """
    from email.message import EmailMessage  # imported only where a draft is written
    from email.policy import SMTP

    # The standard folding opens a long subject with an empty line; plain letters need none (RFC 5322, 2.1.1).
    message = EmailMessage(policy=SMTP.clone(max_line_length=998) if letter.subject.isascii() else SMTP)
    if letter.to:
        message["To"] = letter.to
    message["Subject"] = letter.subject
    message["X-Unsent"] = "1"
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def mailto(letter: Letter) -> str:
    """Return a link that opens the letter as a new message (RFC 6068)."""
    fields = {"subject": letter.subject, "body": letter.body.replace("\n", "\r\n")}
    asked = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields.items())
    return f"mailto:{quote(letter.to, safe='@')}?{asked}"


def _with_article(name: str) -> str:
    return f"the {name[4:]}" if name.casefold().startswith("the ") else f"the {name}"


def _sizes(length: Length | None, rules: LetterRules) -> list[tuple[int, int]]:
    """Return how many questions and how many words of a quote to try, the most first."""
    if length is None:
        return [(MANY, rules.quote_words[0])]
    return list(product(range(length.questions, 0, -1), rules.quote_words))


def _write(kind: str, facts: dict[str, Any]) -> Letter:
    template = environment("text").get_template(f"letters/{kind}.j2")
    context = template.new_context(facts)
    subject, body = ("".join(template.blocks[part](context)) for part in ("subject", "body"))
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.splitlines())).strip()
    return Letter(
        kind=kind,
        subject=one_line(subject),
        to=facts["to"] if kind in _TO_ADMINISTRATOR else "",
        body=f"{tidy}\n",
        asked=_asked(kind, facts),
    )


def _asked(kind: str, facts: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of what the letter numbers: its questions, or the readings it asks to confirm."""
    if facts["points"] and kind in _ASKING:
        return tuple(point.id for point in facts["points"])
    confirming = facts["readings"][:MOST_CONFIRMED] if kind in _CONFIRMING else ()
    return tuple(f"confirm:{reading.feature}" for reading in confirming)


def _facts(analysis: Analysis, folder: Path) -> dict[str, Any]:
    rules, wording = load_letter_rules(folder), load_wording(folder)
    kinds = load_judgement(folder).verdicts.plan_types
    without_roth = PlanTypes.names(analysis.plan.type, kinds.no_roth_account)
    plan, source = analysis.plan, analysis.source[0] if analysis.source else None
    who = plan.administrator
    email = _ADDRESS.search(one_line(who.email.value)) if who.email else None
    verdict = analysis.feasibility.verdict
    name = shorten(plan_name(plan), 90)
    return {
        "analysis": analysis,
        "to": email[0] if email else "",
        "plan": name,
        "the_plan": _with_article(
            shorten(f"{plan.name.value if plan.name else name}{sponsor_beside(plan, ' of ')}", 90)
        ),
        "named": plan.name is not None and bool(plan.name.value.strip()),
        "document": shorten(source.kind_title, 60).casefold()
        if source and source.kind_title and source.kind not in _NO_KIND
        else "plan booklet",
        "dated": source.date if source and source.date else "",
        "plan_number": shorten(plan.plan_number.value, 12) if plan.plan_number else "",
        "ein": shorten(plan.ein.value, 12) if plan.ein else "",
        "sponsor": shorten(plan.sponsor.value, 90) if plan.sponsor else "",
        "administrator": shorten(who.name.value, 90) if who.name else "",
        "address": shorten(who.address.value, 160) if who.address else "",
        "recordkeeper": shorten(plan.recordkeeper.value, 60) if plan.recordkeeper else "",
        "law": kind_of_law(plan),
        "readings": readings(analysis, wording),
        "changes": smallest_change(analysis, rules, without_roth),
        "parts": parts_of(analysis, rules, wording),
        "space": None if takes_none(analysis) else analysis.feasibility.space,
        "is_open": verdict not in rules.not_open,
        "unconfirmed": verdict in rules.unconfirmed,
        "verdict": verdict.value,
    }
