"""Cross references: which passages of the same document a number or a title names, and which name nothing in it."""

import pytest

from .pages import passages, plain

PLAN = """
ARTICLE II
DEFINITIONS

2.1 Account. the record kept for a Participant, made up of:
(a) the part that holds deferrals;
(b) the part that holds rollovers; and
(c) the part that holds Thrift Contributions.

2.2 Thrift Contribution. an amount contributed under Section 4.2.

ARTICLE IV
CONTRIBUTIONS

4.1 Elective Deferrals. A Participant may defer pay.

4.2 Thrift Contributions. A Participant may contribute pay already taxed.

4.3 Adjuncts.
(a) An Adjunct may defer.
(b) No others may.

4.4 Limits on Withdrawals. None before a year has passed.
"""

NAMED = [
    (
        "described in Section 2.1(c).",
        [["the part that holds Thrift"]],
        "a lettered part of a numbered section",
    ),
    (
        "described in Section 2.1(a) and (c).",
        [["the part that holds deferrals"], ["the part that holds Thrift"]],
        "letters that share a number",
    ),
    (
        "described in paragraphs (a) and (b) of Section 2.1.",
        [["the part that holds deferrals"], ["the part that holds rollovers"]],
        "the number behind the letters",
    ),
    (
        "Subject to section 4.2, pay is taken.",
        [["4.2 Thrift", "A Participant may contribute"]],
        "a small letter",
    ),
    (
        "allowed by Sections 4.1 through 4.3 only.",
        [["4.1 Elective"], ["4.2 Thrift"], ["4.3 Adjuncts"]],
        "a run of numbers, those between them too",
    ),
    ("held under § 4.2.", [["4.2 Thrift"]], "a sign for the word"),
    (
        "credited under Article IV.",
        [["CONTRIBUTIONS", "4.1 Elective"]],
        "an article has its title in the next line",
    ),
    ("credited under Article 4.", [["CONTRIBUTIONS"]], "Roman or not"),
    (
        "as told in the section titled “Limits on Withdrawals”.",
        [["4.4 Limits", "None before"]],
        "a title in marks",
    ),
    ("paid out (see Limits on Withdrawals on page 9).", [["4.4 Limits"]], "a title before its page"),
    ("paid out as Limit on Withdrawals section 7 says.", [], "no word before the title"),
    ("described in section 402(g) of the Code.", [], "a number of the law"),
    ("as Code section 4.2 has it.", [], "the law before the number"),
    ("as Section 4.2 of the Basic Plan Document provides.", [], "another document"),
    ("described in Article 2.1.", [], "a section is no article"),
    ("described in Section 9.9.", [], "a number that is not there"),
    ("described in Section 2.1(k).", [], "a part that is not there"),
]


@pytest.mark.parametrize(("text", "sections", "why"), NAMED, ids=[row[0][:40] for row in NAMED])
def test_sections_named(text: str, sections: list[list[str]], why: str) -> None:
    told = passages(plain(f"{PLAN}\nARTICLE V\nPAYMENTS\n\nThe Plan pays what is {text}\n"))
    referring = next(passage for passage in told if passage.text.startswith("The Plan pays"))
    found = [[told[number].text for number in one] for refers in referring.refers for one in refers.sections]
    assert len(found) == len(sections), (why, found)
    for one, begins in zip(found, sections, strict=True):
        for text_of, begin in zip(one, begins, strict=False):
            assert text_of.startswith(begin), why


def test_a_letter_alone_is_of_its_own_section() -> None:
    told = passages(
        plain(f"{PLAN}\n4.5 Changes.\n(a) Pay is taken monthly.\n(b) What paragraph (a) says may change.\n")
    )
    referring = next(passage for passage in told if "paragraph (a)" in passage.text)
    assert [told[one].text for refers in referring.refers for s in refers.sections for one in s] == [
        "(a) Pay is taken monthly."
    ]


def test_a_number_that_stands_twice_names_nothing() -> None:
    told = passages(plain(f"{PLAN}\n4.2 Loans. None.\n\nSee what is held under Section 4.2.\n"))
    assert not told[-1].refers
