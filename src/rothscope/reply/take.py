"""Replies taken into account: what they settle is judged with the document's findings, and shown apart from them.

In: an Analysis, the replies, the person's profile and the patterns folder. Out: the same Analysis with `hr_said`;
findings, verdict and questions of the document stay as they were. Where a reply and the document, or two replies, say
the opposite, neither wins.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rothscope.analyze import judge
from rothscope.feasibility.advice import plan_called
from rothscope.model.analysis import Analysis, HrSaid, Mark, Question, Replied, SourceInfo
from rothscope.model.finding import Status
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.packs.judgement import load_judgement
from rothscope.packs.replies import ReplyRules, load_reply_rules
from rothscope.reply.apply import OPPOSITE, Told, contradicts, with_effects, with_person
from rothscope.reply.judge import Judged
from rothscope.reply.judge import judge as judge_answer
from rothscope.reply.retell import retell
from rothscope.reply.split import Answer

NOBODY = Profile()


class Reply(Frozen):
    """One reply: who sent it (a key of `who` in replies.yaml), when (ISO date or null), its answers by question."""

    answers: dict[str, Answer]
    who: str = "hr"
    date: str | None = None


class _Read(Frozen):
    """One answer as read, with the words of its question."""

    id: str
    question: str
    who: str
    label: str
    answer: str
    judged: Judged


def take_replies(
    analysis: Analysis, replies: Sequence[Reply], folder: Path, profile: Profile = NOBODY
) -> Analysis:
    """Return the analysis with what was told. Raises BadPack, or BadProfile where the profile cannot be."""
    rules = load_reply_rules(folder)
    told = _told(analysis, _read(analysis, replies, rules, _known_questions(analysis, folder)), rules)
    findings = with_effects(analysis.findings, told)
    sources, person = _sources(analysis, replies, rules), with_person(profile, told)
    assessment = judge(findings, analysis.plan, sources, folder, analysis.limits.year, person)
    done = {one.shown.id for one in told if one.shown.mark is Mark.ANSWERED and not one.shown.follow_up}
    said = HrSaid(
        date=max((reply.date for reply in replies if reply.date), default=None),
        answers=tuple(one.shown for one in told),
        feasibility=retell(assessment.feasibility, told, rules, load_judgement(folder).score.confidence),
        questions=tuple(question for question in assessment.questions if question.id not in done),
        next_steps=assessment.next_steps,
    )
    return analysis.model_copy(update={"hr_said": said})


def _known_questions(analysis: Analysis, folder: Path) -> dict[str, str]:
    """Return the words of every question by its id: as this analysis asks it, else as the pack words it."""
    plan = plan_called(analysis.plan)
    worded = {rule.id: rule.text.format(plan_name=plan) for rule in load_judgement(folder).questions}
    readings = {f"confirm:{name}": finding.title for name, finding in analysis.findings.items()}
    return {**worded, **readings, **{question.id: question.text for question in analysis.questions}}


def _read(
    analysis: Analysis, replies: Sequence[Reply], rules: ReplyRules, questions: dict[str, str]
) -> list[_Read]:
    read = []
    for reply in replies:
        label = rules.said.format(who=rules.who[reply.who], date=reply.date or rules.undated)
        for name, answer in reply.answers.items():
            judged = _judged(analysis, name, answer, rules)
            read.append(
                _Read(
                    id=name, question=questions.get(name, name), who=reply.who, label=label,
                    answer=answer.text, judged=judged,
                )
            )  # fmt: skip
    return read


def _judged(analysis: Analysis, name: str, answer: Answer, rules: ReplyRules) -> Judged:
    """Read an answer; a no to a reading of the document becomes the opposite of what the document says."""
    kind, _, feature = name.partition(":")
    judged = judge_answer(kind, answer.text, rules)
    if answer.cite:
        judged = judged.model_copy(update={"cite": answer.cite})
    finding = analysis.findings.get(feature)
    if finding is None or judged.effect is None or judged.reading != "no":
        return judged
    opposite = OPPOSITE.get(finding.status, Status.NOT_ALLOWED)
    effect = judged.effect.model_copy(update={"feature": feature, "status": opposite})
    return judged.model_copy(update={"effect": effect})


def _told(analysis: Analysis, read: Sequence[_Read], rules: ReplyRules) -> list[Told]:
    """Return every answer with what it settles, then the deciding questions that nobody answered."""
    opposed = {
        one.id for one in read for other in read
        if one.id == other.id and {one.judged.reading, other.judged.reading} == {"yes", "no"}
    }  # fmt: skip
    told = [_one(analysis, one, one.id in opposed, rules) for one in read]
    answered = {one.id for one in read}
    left = [question for question in analysis.questions if question.deciding and question.id not in answered]
    return [*told, *(_unanswered(question, rules) for question in left)]


def _one(analysis: Analysis, one: _Read, opposed: bool, rules: ReplyRules) -> Told:
    judged = one.judged
    conflict = opposed or contradicts(analysis.findings, judged.effect)
    follow_up = rules.follow_ups.conflict if conflict else judged.follow_up
    means = rules.means["conflict"].format(who=rules.who[one.who]) if conflict else judged.means
    shown = Replied(
        id=one.id,
        question=one.question,
        who=one.label,
        answer=one.answer,
        cite=judged.cite,
        mark=Mark.UNCLEAR if conflict else judged.mark,
        reading=judged.reading,
        means=means,
        said=judged.effect.said if judged.effect else "",
        follow_up=follow_up.format(question=one.question) if follow_up else None,
    )
    return Told(shown=shown, effect=judged.effect, conflict=conflict, who=rules.who[one.who])


def _unanswered(question: Question, rules: ReplyRules) -> Told:
    shown = Replied(
        id=question.id,
        question=question.text,
        who="",
        answer="",
        cite=None,
        mark=Mark.UNANSWERED,
        reading="open",
        means=rules.means["unanswered"],
        follow_up=rules.follow_ups.unanswered.format(question=question.text),
    )
    return Told(shown=shown, effect=None)


def _sources(analysis: Analysis, replies: Sequence[Reply], rules: ReplyRules) -> tuple[SourceInfo, ...]:
    """Return the document's sources and each reply, which weighs as a written answer does."""
    told = [
        SourceInfo(
            name=rules.who[reply.who],
            sha256=hashlib.sha256(reply.model_dump_json().encode()).hexdigest(),
            pages=0,
            kind="written_answer",
            weight=rules.weight,
            date=reply.date,
        )
        for reply in replies
    ]
    return (*analysis.source, *told)
