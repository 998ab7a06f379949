"""The administrator's name, address, telephone and e-mail in every notation, and nobody else's."""

import pytest

from rothscope.identity import find_plan
from rothscope.model.analysis import Stated
from rothscope.packs.find import patterns_folder
from rothscope.packs.identity import load_identity

from .pages import document, squeeze

CUES = load_identity(patterns_folder())
NAME, STREET = "Benefits Committee", "12 Main Street, Durham, NC 27701"


def plain(stated: Stated | None) -> str | None:
    return stated.value if stated else None


@pytest.mark.parametrize(
    ("text", "name", "address", "phone", "email"),
    [
        (
            "Plan Administrator:\nBenefits Committee\n12 Main Street\nDurham, NC 27701\n(919) 555-0100\nhr@foxglove.example",
            NAME,
            STREET,
            "(919) 555-0100",
            "hr@foxglove.example",
        ),
        (
            "Plan Administrator: Benefits Committee, 12 Main Street, Durham, NC 27701; telephone 919-555-0100",
            NAME,
            STREET,
            "919-555-0100",
            None,
        ),
        (
            "The Plan Administrator is the Benefits Committee, located at 12 Main Street, Durham, NC\n27701. "
            "The Plan Administrator may be reached at (919) 555-0100.",
            NAME,
            STREET,
            "(919) 555-0100",
            None,
        ),
        (
            "Plan Administrator\nBenefits Committee\nHuman Resources Department\n12 Main Street\nDurham, NC 27701\n"
            "Phone: 919.555.0100\nFax: 919.555.0199\nE-mail: hr@foxglove.example",
            NAME,
            STREET,
            "919.555.0100",
            None,
        ),
        (
            "Plan Administrator\nBenefits Committee\n12 Main Street\nDurham, NC 27701\n"
            "Fax: (919) 555-0199\nTel.: (919) 555-0100",
            NAME,
            STREET,
            "(919) 555-0100",
            None,
        ),
        (
            "Plan Administrator: Benefits Committee\nP.O. Box 1200\nDurham, North Carolina 27701-1200\n1-800-FOXGLOVE",
            NAME,
            "P.O. Box 1200, Durham, North Carolina 27701-1200",
            "1-800-FOXGLOVE",
            None,
        ),
        (
            "| Plan Administrator | Benefits Committee, 12 Main Street, Durham, NC 27701, (919) 555-0100 ext. 12 |",
            NAME,
            STREET,
            "(919) 555-0100 ext. 12",
            None,
        ),
        (
            "Plan Administrator: Benefits Committee\nOne Foxglove Plaza, Suite 900\nDurham, NC 27701",
            NAME,
            "One Foxglove Plaza, Suite 900, Durham, NC 27701",
            None,
            None,
        ),
        (
            "Plan Administrator: Benefits Committee\nPlan Administrator's telephone number: 919 555 0100\n"
            "Plan Administrator's e-mail: hr@foxglove.example",
            NAME,
            None,
            "919 555 0100",
            "hr@foxglove.example",
        ),
        (
            "Plan Administrator: Benefits Committee\nCall Lark Retirement at 1-800-555-0108 for your balance.",
            NAME,
            None,
            None,
            None,
        ),
        (
            "Plan Administrator: Benefits Committee\n"
            "Recordkeeper: Lark Services, P.O. Box 5, Concord, NH 03302, (800) 555-0108",
            NAME,
            None,
            None,
            None,
        ),
        (
            "The Plan Administrator is the Benefits Committee. Loans are handled by Lark, which may be reached at "
            "(800) 555-0108, P.O. Box 5, Concord, NH 03302.",
            NAME,
            None,
            None,
            None,
        ),
        (
            "Plan Sponsor: Foxglove Health\n12 Main Street\nDurham, NC 27701\n(919) 555-0100\n\n"
            "Plan Administrator: Foxglove Health",
            "Foxglove Health",
            STREET,
            "(919) 555-0100",
            None,
        ),
        (
            "Plan Sponsor: Foxglove Health\n12 Main Street\nDurham, NC 27701\n(919) 555-0100\n\n"
            "Plan Administrator: Benefits Committee",
            NAME,
            None,
            None,
            None,
        ),
        (
            "1.1 Employer | Foxglove Health\n1.2 Address and telephone | 12 Main Street, Durham, NC 27701; (919) 555-0100\n"
            "1.3 Plan Administrator | Foxglove Health",
            "Foxglove Health",
            STREET,
            "(919) 555-0100",
            None,
        ),
        ("Contact the Plan Administrator at the address above.", None, None, None, None),
        ("Fidelity is not the Plan Administrator. Call (800) 555-0108.", None, None, None, None),
    ],
)
def test_administrator(
    text: str, name: str | None, address: str | None, phone: str | None, email: str | None
) -> None:
    found = find_plan(document(text), (), CUES).administrator
    assert plain(found.name) == name
    assert plain(found.address) == address
    assert plain(found.phone) == phone
    if email:
        assert plain(found.email) == email
    for stated in (found.name, found.address, found.phone, found.email):
        assert stated is None or squeeze(stated.quote) in squeeze(text)


@pytest.mark.parametrize(
    ("text", "sponsor"),
    [
        (
            "Plan Sponsor: Smith, Jones & Lee, P.C., 12 Main Street, Durham, NC 27701",
            "Smith, Jones & Lee, P.C.",
        ),
        ("Plan Sponsor: Foxglove Health, Inc. and its affiliates", "Foxglove Health, Inc."),
        ("Plan Sponsor: Foxglove Health, Inc. (the “Employer”)", "Foxglove Health, Inc."),
        ("Plan Sponsor: Foxglove Health, a Delaware corporation", "Foxglove Health"),
        ("Plan Sponsor: Foxglove Trust Company, Manchester, New Hampshire", "Foxglove Trust Company"),
        ("Plan Sponsor: The Foxglove University", "The Foxglove University"),
        ("Plan Sponsor: University of Foxglove", "University of Foxglove"),
        ("Plan Sponsor: 3F Health, LLC", "3F Health, LLC"),
        (
            "Plan Sponsor: Foxglove Medical\nGroup, Inc., 12 Main Street, Durham, NC",
            "Foxglove Medical Group, Inc.",
        ),
        ("Plan Sponsor: Foxglove Health\nHuman Resources\n12 Main Street\nDurham, NC", "Foxglove Health"),
        ("Plan Sponsor: Foxglove Health, P.O. Box 5, Durham, NC", "Foxglove Health"),
        ("The Plan's sponsor is Foxglove Health. It may end the Plan.", "Foxglove Health"),
        ("Plan Sponsor: Foxglove Forge Company, Mill Street, Durham", "Foxglove Forge Company"),
        ("Plan Sponsor: Foxglove Ferries LLC, Pier 4, Durham", "Foxglove Ferries LLC"),
        ("Plan Sponsor: Foxglove Hospital, Retirement Committee, 12 Main Street", "Foxglove Hospital"),
        ("Plan Sponsor: Foxglove, LLC EIN 12-3456789", "Foxglove, LLC"),
        (
            "Plan sponsor Foxglove Company\nEmployer identification number 12-3456789\nPlan number 002\nPlan year June 30",
            "Foxglove Company",
        ),
        ("Plan Sponsor: Durham, North Carolina", None),
        ("Name of employer\nStreet\nCity, state, ZIP", None),
        ("1. Employer and Plan\nA1 Plan number", None),
        ("Plan Sponsor: <script>alert(1)</script>", None),
        ("Plan Sponsor: ________________", None),
        ("Plan Sponsor: see page 12", None),
        ("Plan Sponsor: 12-3456789", None),
    ],
)
def test_names_end_where_they_should(text: str, sponsor: str | None) -> None:
    assert plain(find_plan(document(text), (), CUES).sponsor) == sponsor
