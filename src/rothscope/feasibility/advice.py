"""What is still to ask, what can go wrong, what to do next: the rules of the packs whose tags hold.

The document's words are only ever put into a template as values; they are never read as one.
"""

import re

from rothscope.errors import BadProfile
from rothscope.feasibility.case import Case, deciding_clause
from rothscope.model.analysis import NextStep, Plan, Question, Risk, SituationFit
from rothscope.model.clause import Clause
from rothscope.packs.judgement import Judgement, QuestionRule
from rothscope.packs.strategies import Strategies

THE_PLAN = "the plan"
"""What a plan is called whose name the document does not give."""


def ask(case: Case, tags: frozenset[str], judgement: Judgement) -> tuple[Question, ...]:
    """Return the questions still open, deciding ones first, each group in the order of the pack."""
    rules = [rule for rule in judgement.questions if rule.holds(tags)]
    return tuple(_question(case, rule) for rule in sorted(rules, key=lambda rule: not rule.deciding))


def warn(case: Case, tags: frozenset[str], judgement: Judgement) -> tuple[Risk, ...]:
    """Return the risks that apply, in the order of the pack."""
    return tuple(
        Risk(id=rule.id, text=rule.text, because=rule.because, page=_page(_clause(case, rule.about)))
        for rule in judgement.risks
        if rule.holds(tags)
    )


def advise(
    tags: frozenset[str], questions: tuple[Question, ...], judgement: Judgement
) -> tuple[NextStep, ...]:
    """Return what to do next, in the order of doing."""
    raised = set(tags)
    if questions:
        raised.add("asking:any")
    if any(question.deciding for question in questions):
        raised.add("asking:deciding")
    return tuple(
        NextStep(text=rule.text, who=rule.who, because=rule.because)
        for rule in judgement.next_steps
        if rule.holds(frozenset(raised))
    )


def situation_of(case: Case, tags: frozenset[str], strategies: Strategies) -> SituationFit | None:
    """Return the situation the person named, else the first whose signs the document shows; null for none.

    Raises BadProfile for a name the strategies do not have.
    """
    asked = case.profile.situation
    if asked is not None:
        if asked not in strategies.situations:
            known = ", ".join(strategies.situations)
            raise BadProfile(f"{asked!r} is no situation; say one of: {known}.")
        return SituationFit(id=asked, because=strategies.named)
    for id, situation in strategies.situations.items():
        for signs in situation.signs:
            word = _employer_word(case.plan, signs.named)
            if signs.holds(tags) and (word or not signs.named):
                return SituationFit(id=id, because=signs.because.format(word=word))
    return None


def _employer_word(plan: Plan, words: tuple[str, ...]) -> str:
    """Return the first of the words that stands in the name of the plan or the employer, as it is written there."""
    names = "; ".join(stated.value for stated in (plan.name, plan.sponsor) if stated)
    found = (re.search(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", names) for word in words)
    return next((match[0] for match in found if match), "")


def _question(case: Case, rule: QuestionRule) -> Question:
    clause = _clause(case, rule.about)
    template = rule.found if clause is not None and rule.found else rule.text
    return Question(
        id=rule.id,
        text=template.format(plan_name=plan_called(case.plan), page=page_words(clause)),
        why=rule.why,
        quote=clause.quote if clause else None,
        page=_page(clause),
        printed_page=clause.printed_page if clause else None,
        deciding=rule.deciding,
        ask=rule.ask,
    )


def plan_called(plan: Plan) -> str:
    """Return how a sentence names the plan: its name with an article, or words that stand for it."""
    if plan.name is None:
        return THE_PLAN
    return plan.name.value if plan.name.value.casefold().startswith("the ") else f"the {plan.name.value}"


def page_words(clause: Clause | None) -> str:
    """Return how a letter names the page: as printed, with the PDF's page where that differs."""
    if clause is None:
        return ""
    if clause.printed_page is None or clause.printed_page == str(clause.page):
        return f"page {clause.page}"
    return f"page {clause.printed_page} (PDF page {clause.page})"


def _clause(case: Case, feature: str | None) -> Clause | None:
    """Return the clause of the document that raises a point; words that stand on no page are left out."""
    finding = case.findings.get(feature) if feature else None
    clause = deciding_clause(finding) if finding else None
    return clause if clause and clause.page else None


def _page(clause: Clause | None) -> int | None:
    return clause.page if clause else None
