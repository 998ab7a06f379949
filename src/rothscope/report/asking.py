"""What a letter asks and says: open points with their quotes, readings to confirm, the law that applies,
the change.

In goes an Analysis (and the words), out come small values the letter templates print.
"""

import re
from typing import Literal

from rothscope.model.analysis import Analysis, Plan, Question, Stated
from rothscope.model.finding import Status
from rothscope.model.frozen import Frozen
from rothscope.packs.letters import Amendment, LetterRules
from rothscope.packs.wording import Wording
from rothscope.report.plaintext import few_words, one_line
from rothscope.report.story import clause_place, deciding_clauses, page_place

Law = Literal["erisa", "governmental", "church", "unknown"]
Answer = Literal["yes_no", "fact", "none"]
READING_WORDS = 12
LEAST_WORDS = 2
"""Words up to which a quote alone tells nothing."""
TAKEN = (Status.ALLOWED, Status.CONDITIONAL)
ANSWERED = (Status.ALLOWED, Status.CONDITIONAL, Status.NOT_ALLOWED)


class Point(Frozen):
    """One open question: its text, the words and page that raised it, and how it is answered.

    `quote` and `where` are empty where there are none, or where an earlier question showed the same words.
    """

    id: str
    text: str
    quote: str
    where: str
    answer: Answer
    deciding: bool


class Reading(Frozen):
    """One thing the document says, as read, with its words (empty for the bare word of a table) and page."""

    feature: str
    text: str
    quote: str
    where: str


def open_points(analysis: Analysis, kind: str, words: int, rules: LetterRules) -> tuple[Point, ...]:
    """Return the questions for a kind of letter, deciding ones first, with quotes of at most `words` words.

    The recordkeeper is asked its own questions; a letter to HR leaves those out unless they decide the
    answer. Where that leaves nothing, everything open is asked, though nothing that is not the recordkeeper's is asked
    of it.
    """
    ordered = sorted(analysis.questions, key=lambda question: not question.deciding)
    if kind == "recordkeeper":
        mine = [question for question in ordered if question.ask == "recordkeeper"]
    else:
        mine = [question for question in ordered if question.ask != "recordkeeper" or question.deciding]
    phrases = {
        clause.quote: clause.phrase
        for finding in analysis.findings.values()
        for clause in (*finding.decided_by, *finding.against, *finding.mentions)
    }
    shown: set[str] = set()
    points = []
    for question in mine or (() if kind == "recordkeeper" else ordered):
        quote = question.quote or ""
        words_shown = "" if quote in shown else few_words(quote, phrases.get(quote, ""), words)
        points.append(_point(analysis, question, words_shown, rules))
        shown.add(quote)
    return tuple(points)


def readings(analysis: Analysis, wording: Wording) -> tuple[Reading, ...]:
    """Return what the deciding clauses say in one plain line each, with a short quote and the page."""
    said: dict[str, Reading] = {}
    for clause in deciding_clauses(analysis, wording):
        finding = analysis.findings[clause.feature]
        if clause in finding.decided_by and finding.status is not Status.CONFLICTING:
            said.setdefault(
                clause.feature,
                Reading(
                    feature=clause.feature,
                    text=wording.features[clause.feature].reads[finding.status],
                    quote=_worth_showing(few_words(clause.quote, clause.phrase, READING_WORDS)),
                    where=clause_place(clause, several=len(analysis.source) > 1),
                ),
            )
    return tuple(said.values())


def kind_of_law(plan: Plan) -> Law:
    """Return which law a formal request may lean on.

    ERISA only where the document states it: governmental plans and church plans that have not chosen it
    stand outside (29 U.S.C. 1003(b)), and where nothing is stated no law is cited.
    """
    if _is(plan.governmental, "yes"):
        return "governmental"
    if _is(plan.erisa, "yes"):
        return "erisa"
    return "church" if _is(plan.church, "yes") else "unknown"


def smallest_change(
    analysis: Analysis, rules: LetterRules, without_roth: bool = False
) -> tuple[Amendment, ...]:
    """Return the fewest changes to the plan that open the way, or make an open one smoother; none where the
    kind of plan cannot.

    `without_roth`: the law gives this kind of plan no Roth account, so that nothing can be converted inside it.
    """
    names = list(rules.unlocks[analysis.feasibility.verdict])
    exits = ("in_plan_roth_conversion", "in_service_after_tax")
    if names == ["after_tax"] and all(_status(analysis, feature) is Status.NOT_ALLOWED for feature in exits):
        names.append("conversion")
    return tuple(rules.amendments[_instead(name, analysis, without_roth)] for name in names)


def _instead(change: str, analysis: Analysis, without_roth: bool) -> str:
    """Return the change that does the same where the plan already has it, or its kind cannot have it."""
    no_roth = without_roth or Status.NOT_ALLOWED in (
        _status(analysis, "roth_deferrals"),
        _status(analysis, "in_plan_roth_conversion") if change == "smoother" else None,
    )
    if change == "after_tax" and _status(analysis, "after_tax_contributions") in TAKEN:
        return "reopen"
    if change == "smoother" and _is_automatic(analysis):
        return "keep"
    if no_roth:
        return {"conversion": "withdrawal", "smoother": "smoother_out"}.get(change, change)
    return change


def _is_automatic(analysis: Analysis) -> bool:
    finding = analysis.findings.get("in_plan_roth_conversion")
    facts = finding.facts if finding else ()
    return any(fact.name == "conversion_frequency" and fact.value == "automatic" for fact in facts)


def parts_of(analysis: Analysis, rules: LetterRules, wording: Wording) -> tuple[Point, ...]:
    """Return the parts a nickname stands for, each as a question, or as our reading where the document answers it."""
    found = []
    for part in rules.parts:
        finding = analysis.findings.get(part.feature)
        if finding is None or finding.status not in ANSWERED or not finding.decided_by:
            found.append(
                Point(id=part.feature, text=part.asks, quote="", where="", answer="yes_no", deciding=True)
            )
            continue
        clause = finding.decided_by[0]
        reading = wording.features[part.feature].reads[finding.status]
        found.append(
            Point(
                id=part.feature,
                text=part.reads.format(
                    reading=f"{reading[:1].lower()}{reading[1:]} Is that still so for me?"
                ),
                quote=_worth_showing(few_words(clause.quote, clause.phrase, READING_WORDS)),
                where=clause_place(clause, several=len(analysis.source) > 1),
                answer="yes_no",
                deciding=True,
            )
        )
    return tuple(found)


def _worth_showing(quote: str) -> str:
    """Return the quote, or nothing where it is the bare word of a table cell ("Yes") that tells nothing by itself."""
    return quote if len(quote.split()) > LEAST_WORDS else ""


def _point(analysis: Analysis, question: Question, quote: str, rules: LetterRules) -> Point:
    text = _the_plan(one_line(question.text), analysis.plan)
    where = (
        page_place(analysis, question.page, question.printed_page, question.quote) if question.page else ""
    )
    opener = _opener(text)
    # A question that names its page already needs only the words.
    named = re.search(rf"\bpage {re.escape(question.printed_page or str(question.page))}\b", text)
    return Point(
        id=question.id,
        text=text,
        quote=quote,
        where="" if named else where,
        answer="none"
        if opener in rules.request_openers
        else "fact"
        if opener in rules.fact_openers
        else "yes_no",
        deciding=question.deciding,
    )


def _the_plan(text: str, plan: Plan) -> str:
    """Return a question that calls the plan "the plan": a letter names it once, at its head."""
    name = one_line(plan.name.value) if plan.name else ""
    bare = name[4:] if name.casefold().startswith("the ") else name
    return re.sub(rf"[Tt]he {re.escape(bare)}", "the plan", text) if bare else text


def _opener(text: str) -> str:
    """Return the word the question itself opens with, past the sentence or the remark that leads up to it."""
    asked = re.split(r"(?<=[.?!]) ", text.rpartition("?")[0])[-1].rpartition(": ")[2]
    return asked.partition(" ")[0].casefold()


def _status(analysis: Analysis, feature: str) -> Status | None:
    finding = analysis.findings.get(feature)
    return finding.status if finding else None


def _is(stated: Stated | None, value: str) -> bool:
    return stated is not None and stated.value.strip().casefold() == value
