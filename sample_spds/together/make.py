"""Make the documents of this folder again: `python sample_spds/together/make.py`. Same text, same bytes.

They are the papers of a few invented plans that are read together: a summary and its changes, a basic plan document and
its adoption agreement, a plan document, booklets of several plans. readings.yaml tells what each company of them comes to.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from build import set_pdf  # noqa: E402  # the folder above holds the makers
from press.dialect import read_booklet  # noqa: E402

FRONT = """---
maker: {maker}
size: 11
title: {title}
subtitle: {subtitle}
running_head: {title}
front_matter_pages: none
contents: "no"
boxes: drawn
chapters: new-page
---
{text}"""

RIGHTS = """
# Your rights

As a participant in the Plan you have rights under ERISA. You may look at all plan documents at the office of the plan
administrator. A claim for benefits is made in writing. The agent for service of legal process is the plan sponsor.
The plan number is 001. You are vested in your own contributions at all times and in the match after three years of
service.
"""
SUMMARY = """# Contributions

You may make pre-tax and Roth contributions of up to 50% of pay.

{after_tax}

The Company matches 50% of the first 6% of pay that you contribute.

# Withdrawals

You may withdraw your whole account at any time after age 59½ while you are still working.

{conversion}

# Rollovers

The Plan accepts rollovers from other employers' qualified plans.
"""
TAKES_NONE = "The Plan does not accept after-tax contributions."
TAKES = "You may make voluntary after-tax contributions of 1% to 8% of your pay."
CONVERTS = "You may convert your after-tax account to Roth inside the Plan at any time."
CONVERTS_NONE = "The Plan does not permit conversions to Roth inside the Plan."
CHANGE = """# Summary of Material Modifications

This Summary of Material Modifications describes changes to the Fernhill Radiology 401(k) Plan {date}. It updates your
Summary Plan Description; please keep it with your Summary Plan Description. All else in the Summary Plan Description
stays as it is.

## After-tax contributions

{after_tax}

## Conversions

You may convert your after-tax account to Roth inside the Plan at any time.
"""
LETTER = """Dear participant:

From July 1, 2021 on you may make voluntary after-tax contributions of 1% to 8% of your pay. This letter is a summary
of material modifications; keep it with your Summary Plan Description. Vesting and rollover rules do not change.
"""
BASIC = """# Article I. Definitions

"Adoption Agreement" shall mean the agreement by which the Adopting Employer adopts this Plan. "Participant" shall
mean an Employee who has met the requirements specified in the Adoption Agreement.

# Article IV. Contributions

4.1 Elective Deferrals. A Participant may make Elective Deferrals. If elected in the Adoption Agreement, Roth
Deferrals are permitted.

4.5 Employee Contributions. If the Employer so elects in the Adoption Agreement, a Participant may make after-tax
Employee Contributions.

4.7 Rollover Contributions. The Plan may accept Rollover Contributions from an IRA, as specified in the Adoption Agreement.

# Article VI. Distributions

6.8 In-Plan Roth Rollovers. A Participant may elect an In-Plan Roth Rollover if the Employer has elected so in the
Adoption Agreement.

6.9 A Participant who has attained age 59½ may request an in-service distribution.
"""
AGREEMENT = """# Adoption Agreement

The Employer hereby adopts the Fernhill Radiology 401(k) Plan and elects as follows. Check each option that applies.

# Section A. Contributions

[x] Roth Deferrals
[{ticked}] After-tax Employee Contributions
[x] Matching Contributions: 100% of the first 4% of Compensation
[x] Rollover Contributions from qualified plans
[ ] Rollover Contributions from IRAs

# Section B. Conversions

In-Plan Roth Rollovers:

[{ticked}] are permitted.
[{empty}] are not permitted.

# Section C. Withdrawals while employed

[x] Age 59½ withdrawals
[ ] Hardship withdrawals
"""
TERMS = """# Article I. Definitions

"Participant" shall mean an Eligible Employee. "Compensation" shall mean wages.

# Article IV. Contributions

4.1 Each Participant may make Elective Deferrals, pre-tax or Roth.

4.2 No Participant may make after-tax Employee Contributions.

# Article VII. General

Notwithstanding Section 4.1, the Administrator shall follow hereunder what the law asks. Vesting shall be as stated in
Section 5.

IN WITNESS WHEREOF the Employer has caused this Plan to be hereby adopted.
"""
UNIVERSITY = """# Retirement plans of Quarry Hill University

This Summary Plan Description describes three plans.

# Part A. The 401(a) Plan

## Contributions

You may make voluntary after-tax contributions of up to 10% of pay to the 401(a) Plan.

The University matches 100% of the first 5% of pay you contribute.

## Withdrawals

You may withdraw after-tax contributions at any time.

# Part B. The 403(b) Plan

## Contributions

The 403(b) Plan does not accept after-tax contributions. You may make Roth contributions.

## Rollovers

The 403(b) Plan accepts rollovers from other employers' plans.

# Part C. The 457(b) Plan

## Contributions

You may make Roth contributions to the 457(b) Plan. After-tax contributions are not accepted.

## Rollovers

The 457(b) Plan accepts rollovers from other governmental 457(b) plans.
"""
ISLAND = """# Introduction

This Summary Plan Description describes the Tern Island 401(k) Plan and the Tern Island Cash Balance Plan.

# Part 1. The 401(k) Plan

## Contributions

You may make pre-tax and Roth contributions. The 401(k) Plan does not accept after-tax contributions. The Company
matches 50% of the first 6% of pay.

## Rollovers

The 401(k) Plan accepts rollovers from other employers' plans.

# Part 2. The Cash Balance Plan

## Benefits

Pay credits of 5% and interest credits build your accrued benefit. You may make after-tax contributions of 2% of pay.

## Withdrawals

You may withdraw your after-tax contributions at any time. You may take a single life annuity.
"""
FERNHILL = "Fernhill Radiology 401(k) Plan"
DOCUMENTS = {
    "spd_2024": ("fpdf2", FERNHILL, "Summary Plan Description, January 2024",
                 SUMMARY.format(after_tax=TAKES_NONE, conversion=CONVERTS_NONE) + RIGHTS),
    "spd_2025": ("weasyprint", FERNHILL, "Summary Plan Description, January 2025",
                 SUMMARY.format(after_tax=TAKES, conversion=CONVERTS_NONE) + RIGHTS),
    "change_of_2021": ("reportlab", FERNHILL, "Summary of Material Modifications",
                       CHANGE.format(date="effective July 1, 2021", after_tax=TAKES)),
    "change_of_january_2026": ("weasyprint", FERNHILL, "Summary of Material Modifications",
                               CHANGE.format(date="effective January 1, 2026", after_tax=TAKES)),
    "change_of_july_2026": ("fpdf2", FERNHILL, "Summary of Material Modifications No. 2",
                            CHANGE.format(date="effective July 1, 2026",
                                          after_tax="The Plan no longer accepts after-tax contributions.")),
    "spd_with_its_change": ("reportlab", FERNHILL, "Summary Plan Description, January 2024",
                            SUMMARY.format(after_tax=TAKES_NONE, conversion=CONVERTS_NONE) + RIGHTS + "\n"
                            + CHANGE.format(date="effective January 1, 2026", after_tax=TAKES)),
    "letter_of_2021": ("reportlab", "Changes to the Fernhill Radiology 401(k) Plan", "", LETTER),
    "basic_plan_document": ("reportlab", "Preapproved Defined Contribution Plan", "Basic Plan Document No. 04", BASIC),
    "agreement_with_after_tax": ("fpdf2", "Adoption Agreement", FERNHILL, AGREEMENT.format(ticked="x", empty=" ")),
    "agreement_without": ("weasyprint", "Adoption Agreement", FERNHILL, AGREEMENT.format(ticked=" ", empty="x")),
    "plan_document": ("reportlab", FERNHILL, "As Amended and Restated Effective January 1, 2023", TERMS),
    "booklet_of_three_plans": ("fpdf2", "Retirement Plans of Quarry Hill University",
                               "Summary Plan Description, January 2026", UNIVERSITY + RIGHTS),
    "booklet_with_a_pension": ("weasyprint", "Retirement Plans of Tern Island",
                               "Summary Plan Description, January 2026", ISLAND + RIGHTS),
}  # fmt: skip
"""Every document by the name of its file: maker, title, subtitle and text."""


def main() -> None:
    """Build all of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (maker, title, subtitle, text) in DOCUMENTS.items():
            source = Path(folder) / f"{name}.md"
            source.write_text(
                FRONT.format(maker=maker, title=title, subtitle=subtitle, text=text), encoding="utf-8"
            )
            content = set_pdf(read_booklet(source, HERE.parent))
            (HERE / f"{name}.pdf").write_bytes(content)
            print(f"{name}.pdf  {len(content):,} bytes")


if __name__ == "__main__":
    main()
