"""Invented analyses for the report tests: every verdict, several kinds of plan, and one full of hostile
strings.

Nothing here was read from a document; the plans, people and sentences are made up.
"""

from collections.abc import Callable
from decimal import Decimal

from rothscope.model.analysis import (
    Administrator,
    Analysis,
    Component,
    Confidence,
    Coverage,
    Feasibility,
    Gate,
    LimitsUsed,
    NextStep,
    OtherPlan,
    Plan,
    Question,
    Risk,
    Score,
    SourceInfo,
    Space,
    SpaceLine,
    Stated,
    Verdict,
)
from rothscope.model.clause import (
    Clause,
    Condition,
    ConditionKind,
    Cue,
    Fact,
    FactKind,
    Force,
    Polarity,
    Rank,
)
from rothscope.model.document import Note
from rothscope.model.finding import FEATURES, Finding, Status

SPD = "granite-mills-spd.pdf"
AFTER_TAX = "You may elect to contribute from 1% to 15% of your eligible pay as after-tax contributions."
CONVERT = (
    "At any time while you are employed you may direct the recordkeeper to convert all or part of your "
    "After-Tax Account, with its earnings, to your Roth Conversion Account within the Plan."
)
WITHDRAW = "While employed you may withdraw your After-Tax Account twice in a calendar year."
NO_AFTER_TAX = "The Plan does not accept voluntary after-tax contributions."
HINT = "Your statement may show an after-tax account."
HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% for x in y %} [click](javascript:alert(1)) "
    "<img src=x onerror=alert(1)> https://evil.example/x www.evil.example a@evil.example "
    "\u202egnp.exe\u202c \x1b[31mred\x1b[0m `code` | cell | # head &amp; <b>bold</b> ${7*7} </title></style>"
)


def clause(feature: str, quote: str, page: int, **more: object) -> Clause:
    """Return a granting, operative clause of the invented document; `more` overrides any field."""
    given: dict[str, object] = {
        "printed_page": str(page - 3),
        "section": "Saving in the Plan › How much you may save",
        "document": SPD,
        "polarity": Polarity.GRANTS,
        "cues": (Cue(category="grant", text="may"),),
        "why": "an operative sentence that grants it",
    }
    return Clause.model_validate({"feature": feature, "quote": quote, "page": page, **given, **more})


def finding(feature: str, status: Status, **more: object) -> Finding:
    """Return a finding with a reason in words; `more` overrides any field."""
    reason = {"silent": "no passage speaks of it"}.get(status, "one operative passage decides it")
    return Finding.model_validate(
        {"feature": feature, "title": feature.replace("_", " "), "status": status, "reason": reason, **more}
    )


def findings(**given: Finding) -> dict[str, Finding]:
    """Return a finding for every feature, silent where none is given."""
    return {feature: given.get(feature) or finding(feature, Status.SILENT) for feature in FEATURES}


def stated(value: str, page: int = 4) -> Stated:
    """Return a value stated on a page, in its own words."""
    return Stated(value=value, page=page, quote=value)


PLAN = Plan(
    name=stated("Granite Mills 401(k) Savings Plan"),
    type=stated("401(k)"),
    sponsor=stated("Granite Mills Health, Inc."),
    ein=stated("00-1234567", 61),
    plan_number=stated("001", 61),
    effective_date=stated("2024-01-01"),
    administrator=Administrator(
        name=stated("Granite Mills Benefits Committee", 61),
        address=stated("1 Quarry Road, Granite Mills, VT 05000", 61),
        phone=stated("555-0100", 61),
        email=stated("benefits@granitemills.example", 61),
    ),
    recordkeeper=stated("Harbor Records", 60),
    erisa=stated("yes", 62),
)

COMPONENTS = (
    Component(
        id="C1", title="After-tax access", points=35, max=35, because="accepted, with a cap of 15% of pay"
    ),
    Component(
        id="C2", title="Way to Roth now", points=35, max=35, because="conversion inside the plan at any time"
    ),
    Component(id="C3", title="How often", points=9, max=10, because="whenever you ask"),
    Component(
        id="C4", title="Room this year", points=10, max=10, because="more than 40% of the overall limit"
    ),
    Component(id="C5", title="Testing", points=None, max=10, because="no testing history is stated"),
)

SPACE = Space(
    year=2026,
    space=Decimal("27000"),
    room_415c=Decimal("33100"),
    binding="the plan's cap of 15% of pay",
    assumed=False,
    lines=(
        SpaceLine(
            label="Overall limit",
            amount=Decimal(72000),
            because="dollar limit of the year",
            source="26 U.S.C. 415(c)",
        ),
        SpaceLine(
            label="Your deferrals", amount=Decimal(-24500), because="as you gave them", source="your profile"
        ),
        SpaceLine(
            label="Employer money", amount=Decimal(-14400), because="match of 8% of pay", source="page 16"
        ),
        SpaceLine(
            label="Left under the overall limit",
            amount=Decimal(33100),
            because="what remains",
            source="arithmetic",
        ),
        SpaceLine(
            label="The plan's own cap",
            amount=Decimal(27000),
            because="15% of 180,000",
            source="page 14 (PDF page 17)",
        ),
    ),
)


def gates(after_tax: str, way_out: str, how_often: str = "unclear", you: str = "yes") -> tuple[Gate, ...]:
    """Return the four gates with their answers."""
    rows = (
        (
            "after_tax",
            "Does the plan take after-tax money that is not Roth?",
            after_tax,
            "after_tax_contributions",
            17,
        ),
        (
            "way_out",
            "Can that money become Roth while you work here?",
            way_out,
            "in_plan_roth_conversion",
            22,
        ),
        ("how_often", "How often can it be moved?", how_often, "in_plan_roth_conversion", None),
        ("you", "Does this apply to you?", you, "hce_limit", None),
    )
    because = "The document says employees may do this."
    return tuple(
        Gate(id=key, question=ask, answer=answer, because=because, feature=feature, page=page)
        for key, ask, answer, feature, page in rows
    )


def judged(verdict: Verdict, **more: object) -> Feasibility:
    """Return a feasibility for a verdict; `more` overrides any field."""
    given: dict[str, object] = {
        "plain": "Feasible now",
        "headline": "Your plan, as written, lets you do this now.",
        "why": "The plan takes after-tax money and lets you turn it into Roth inside the plan.",
        "score": Score(low=89, high=99, point=98),
        "components": COMPONENTS,
        "gates": gates("yes", "yes", "whenever you ask"),
        "confidence": Confidence(
            value=86,
            band="High",
            parts={"evidence": 38, "authority": 18},
            because="Both halves are stated outright.",
        ),
        "route": "in_plan",
        "space": SPACE,
    }
    return Feasibility.model_validate({"verdict": verdict, **given, **more})


def analysis(feasibility: Feasibility, found: dict[str, Finding], **more: object) -> Analysis:
    """Return a whole analysis of one 64-page booklet; `more` overrides any field."""
    given: dict[str, object] = {
        "source": (
            SourceInfo(
                name=SPD,
                sha256="ab" * 32,
                pages=64,
                kind="spd",
                kind_title="Summary plan description",
                date="2024-01",
            ),
        ),
        "plan": PLAN,
        "coverage": Coverage(
            pages=64, pages_read=64, tables=3, passages=1180, not_checked=("State tax rules",)
        ),
        "limits": LimitsUsed(year=2026, source="IRS Notice 2025-67"),
        "patterns_version": "0123456789ab",
        "next_steps": (
            NextStep(
                text="Ask HR the open questions in writing.",
                who="you",
                because="An answer in writing counts.",
            ),
            NextStep(
                text="Choose the after-tax percentage.", who="you", because="Payroll needs a new election."
            ),
        ),
    }
    return Analysis.model_validate({"feasibility": feasibility, "findings": found, **given, **more})


QUESTIONS = (
    Question(
        id="A1",
        text="Does the plan accept new employee after-tax contributions that are neither pre-tax nor Roth?",
        why="No sentence says so.",
        quote=HINT,
        page=17,
        printed_page="14",
        deciding=True,
    ),
    Question(
        id="C2",
        text="How often may the after-tax account be converted, and can it be automatic?",
        why="The document names no frequency.",
        quote=CONVERT,
        page=22,
        printed_page="19",
        ask="recordkeeper",
    ),
    Question(
        id="M2", text="Are after-tax contributions matched?", why="The match section does not say.", ask="hr"
    ),
)


def ready() -> Analysis:
    """A plan that allows everything, with conditions, facts, risks and a testing question left out."""
    cap = Fact(
        name="after_tax_cap", kind=FactKind.PERCENT, value="15", text="15% of your eligible pay", page=17
    )
    condition = Condition(kind=ConditionKind.IF, text="if you have completed one year of service")
    found = findings(
        after_tax_contributions=finding(
            "after_tax_contributions",
            Status.ALLOWED,
            decided_by=(clause("after_tax_contributions", AFTER_TAX, 17),),
            mentions=(
                clause(
                    "after_tax_contributions",
                    "After-tax amounts from another plan may be rolled over.",
                    40,
                    force=Force.GENERAL_LAW,
                    why="it speaks of money arriving from another plan",
                ),
            ),
        ),
        in_plan_roth_conversion=finding(
            "in_plan_roth_conversion",
            Status.CONDITIONAL,
            decided_by=(clause("in_plan_roth_conversion", CONVERT, 22, conditions=(condition,)),),
            conditions=(condition,),
        ),
        in_service_after_tax=finding(
            "in_service_after_tax",
            Status.ALLOWED,
            decided_by=(clause("in_service_after_tax", WITHDRAW, 30, rank=Rank.SUMMARISED),),
        ),
        after_tax_cap=finding(
            "after_tax_cap",
            Status.ALLOWED,
            decided_by=(clause("after_tax_cap", AFTER_TAX, 17, facts=(cap,)),),
            facts=(cap,),
        ),
    )
    risks = (
        Risk(
            id="acp",
            text="Testing may send some after-tax money back.",
            because="The plan is tested each year.",
        ),
    )
    return analysis(judged(Verdict.READY), found, risks=risks)


def confirm_after_tax() -> Analysis:
    """The way out is open, the way in only hinted at; a scanned page, missing companions, a mentioned
    feature.
    """
    found = findings(
        after_tax_contributions=finding(
            "after_tax_contributions",
            Status.MENTIONED_ONLY,
            mentions=(
                clause(
                    "after_tax_contributions", HINT, 17, force=Force.DEFERRED, polarity=Polarity.NONE, why=""
                ),
            ),
            defers_to="the Adoption Agreement",
        ),
        in_plan_roth_conversion=finding(
            "in_plan_roth_conversion",
            Status.ALLOWED,
            decided_by=(clause("in_plan_roth_conversion", CONVERT, 22, printed_page=None, by_ocr=True),),
        ),
    )
    feasibility = judged(
        Verdict.CONFIRM_AFTER_TAX,
        plain="Likely, confirm 1 point",
        headline="The way to Roth is open; ask whether the plan takes after-tax money from you.",
        score=Score(low=44, high=99),
        gates=gates("unclear", "yes"),
        confidence=Confidence(value=54, band="Low", parts={"evidence": 20}),
        space=None,
    )
    coverage = Coverage(
        pages=64,
        pages_read=61,
        pages_without_text=(9, 10, 11),
        ocr_pages=(22,),
        companions_missing=("the adoption agreement",),
    )
    notes = (Note(code="old", text="The booklet quotes limits of 2019, so it may be old.", page=12),)
    return analysis(feasibility, found, questions=QUESTIONS, coverage=coverage, notes=notes)


def confirm_route() -> Analysis:
    """After-tax is taken, and the document disagrees with itself on conversion."""
    refused = clause(
        "in_plan_roth_conversion",
        "Amounts may not be moved to Roth inside the Plan.",
        41,
        polarity=Polarity.DENIES,
    )
    found = findings(
        after_tax_contributions=finding(
            "after_tax_contributions",
            Status.ALLOWED,
            decided_by=(clause("after_tax_contributions", AFTER_TAX, 17, rank=Rank.ELECTED),),
        ),
        in_plan_roth_conversion=finding(
            "in_plan_roth_conversion",
            Status.CONFLICTING,
            decided_by=(clause("in_plan_roth_conversion", CONVERT, 22),),
            against=(refused,),
        ),
    )
    feasibility = judged(
        Verdict.CONFIRM_ROUTE,
        plain="Likely, confirm 1 point",
        headline="After-tax money is accepted; ask how it can become Roth before you rely on it.",
        score=Score(low=35, high=100),
        gates=gates("yes", "unclear"),
        space=None,
    )
    return analysis(feasibility, found, questions=QUESTIONS[1:])


def blocked() -> Analysis:
    """The document refuses after-tax money and nothing is left open."""
    found = findings(
        after_tax_contributions=finding(
            "after_tax_contributions",
            Status.NOT_ALLOWED,
            decided_by=(clause("after_tax_contributions", NO_AFTER_TAX, 17, polarity=Polarity.DENIES),),
        ),
        in_plan_roth_conversion=finding("in_plan_roth_conversion", Status.NOT_ALLOWED),
        in_service_after_tax=finding("in_service_after_tax", Status.NOT_ALLOWED),
        roth_deferrals=finding("roth_deferrals", Status.NOT_ALLOWED),
    )
    feasibility = judged(
        Verdict.BLOCKED_NO_AFTER_TAX,
        plain="Not as written",
        headline="Your plan, as written, does not take after-tax money that is not Roth.",
        why="The plan does not take after-tax money, and there is no way to Roth while you work here.",
        score=Score(low=5, high=10, point=8),
        caps_applied=("no more than 10 without after-tax money",),
        gates=gates("no", "no", "not while you work here"),
        route=None,
        space=None,
    )
    return analysis(feasibility, found)


def unknown() -> Analysis:
    """A flyer that settles nothing; the plan has no name, no administrator, no number."""
    feasibility = judged(
        Verdict.UNKNOWN,
        plain="",
        headline="",
        why="",
        score=Score(low=0, high=100),
        components=(),
        gates=gates("unclear", "unclear"),
        confidence=Confidence(value=10, band="Low", parts={}),
        route=None,
        space=None,
    )
    source = (SourceInfo(name="flyer.pdf", sha256="cd" * 32, pages=1),)
    return analysis(
        feasibility,
        findings(),
        plan=Plan(),
        source=source,
        coverage=Coverage(pages=1, pages_read=1),
        next_steps=(),
    )


def not_applicable() -> Analysis:
    """A 457(b) plan of a church, outside ERISA."""
    feasibility = judged(
        Verdict.NOT_APPLICABLE,
        plain="Not in this kind of plan",
        headline="This kind of plan cannot hold the money this strategy needs.",
        why="A 457(b) plan has no place for employee money that is after-tax and not Roth.",
        score=Score(low=0, high=0),
        gates=gates("no", "not in this kind of plan", "not applicable"),
        route=None,
        space=None,
    )
    plan = PLAN.model_copy(
        update={
            "type": stated("457(b)"),
            "erisa": stated("no"),
            "church": stated("yes"),
            "name": stated("Parish 457(b)"),
        }
    )
    return analysis(feasibility, findings(), plan=plan)


def governmental() -> Analysis:
    """A state hospital's 403(b) whose booklet also describes a 457(b)."""
    plan = PLAN.model_copy(
        update={
            "name": stated("State Hospital District 403(b) Plan"),
            "erisa": stated("no"),
            "governmental": stated("yes"),
            "administrator": Administrator(name=stated("Office of Personnel")),
        }
    )
    base = confirm_after_tax()
    other = OtherPlan(
        plan=PLAN.model_copy(update={"name": stated("State Hospital District 457(b) Plan")}),
        findings=findings(),
        feasibility=not_applicable().feasibility,
    )
    return base.model_copy(update={"plan": plan, "other_plans": (other,)})


def hostile() -> Analysis:
    """Every string a document can put into an analysis is an attack, and the plan's name has 10,000
    characters.
    """
    bad = stated(HOSTILE)
    plan = Plan(
        name=stated((HOSTILE + " ") * 50),
        type=bad,
        sponsor=bad,
        ein=bad,
        plan_number=bad,
        effective_date=bad,
        administrator=Administrator(
            name=bad, address=bad, phone=bad, email=stated("x@y.example\r\nBcc: all@evil.example")
        ),
        recordkeeper=bad,
    )
    condition = Condition(kind=ConditionKind.IF, text=HOSTILE)
    fact = Fact(name="cap", kind=FactKind.PERCENT, value="5", text=HOSTILE, page=2)
    attack = clause(
        "after_tax_contributions",
        HOSTILE * 20,
        17,
        printed_page="<i>14</i>",
        section=HOSTILE,
        conditions=(condition,),
        cues=(Cue(category="grant", text=HOSTILE),),
    )
    found = findings(
        after_tax_contributions=finding(
            "after_tax_contributions",
            Status.ALLOWED,
            decided_by=(attack,),
            mentions=(attack.model_copy(update={"page": 18}),),
            facts=(fact,),
            conditions=(condition,),
            defers_to=HOSTILE,
        )
    )
    questions = tuple(
        Question(
            id=f"Q{n}",
            text=f"Is this right? {HOSTILE}",
            why=HOSTILE,
            quote=HOSTILE * 9,
            page=n,
            deciding=n < 4,
        )
        for n in range(1, 12)
    )
    source = (
        SourceInfo(
            name=HOSTILE, sha256="ef" * 32, pages=3, kind_title=HOSTILE, kind_because=HOSTILE, date=HOSTILE
        ),
    )
    return analysis(
        judged(Verdict.READY),
        found,
        plan=plan,
        questions=questions,
        source=source,
        notes=(Note(code="odd", text=HOSTILE, page=1),),
        risks=(Risk(id="r", text=HOSTILE, because=HOSTILE, page=3),),
        next_steps=tuple(NextStep(text=HOSTILE * 3, who=HOSTILE, because=HOSTILE) for _ in range(9)),
    )


EVERY: dict[str, Callable[[], Analysis]] = {
    "ready": ready,
    "confirm_after_tax": confirm_after_tax,
    "confirm_route": confirm_route,
    "blocked": blocked,
    "unknown": unknown,
    "not_applicable": not_applicable,
    "governmental": governmental,
    "hostile": hostile,
}
