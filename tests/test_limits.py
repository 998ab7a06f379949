"""The limits of each year: complete, sourced, never guessed, and none of the wrong figures in circulation."""

import shutil
from pathlib import Path

import pytest

from rothscope.errors import BadPack, UnknownLimitYear
from rothscope.limits import known_years, limits_of
from rothscope.packs.find import patterns_folder
from rothscope.packs.limits import YearLimits, read_year

FOLDER: Path = patterns_folder()
YEARS = (2020, 2021, 2022, 2023, 2024, 2025, 2026)


def limits(year: int) -> YearLimits:
    return limits_of(year, FOLDER)


def test_years_on_file() -> None:
    assert known_years(FOLDER) == YEARS


@pytest.mark.parametrize("year", [2019, 2027, 0, -2026])
def test_a_year_not_on_file_is_refused_with_the_years_known(year: int) -> None:
    with pytest.raises(UnknownLimitYear, match=f"limits for {year} are not on file .*2020.*2026") as fault:
        limits(year)
    assert (fault.value.year, fault.value.known) == (year, YEARS)


# elective deferral, catch-up 50, catch-up 60-63, annual additions, pay, HCE, 457(b), IRA, IRA catch-up, wage base
MAIN = {
    2020: (19_500, 6500, None, 57_000, 285_000, 130_000, 19_500, 6000, 1000, 137_700),
    2021: (19_500, 6500, None, 58_000, 290_000, 130_000, 19_500, 6000, 1000, 142_800),
    2022: (20_500, 6500, None, 61_000, 305_000, 135_000, 20_500, 6000, 1000, 147_000),
    2023: (22_500, 7500, None, 66_000, 330_000, 150_000, 22_500, 6500, 1000, 160_200),
    2024: (23_000, 7500, None, 69_000, 345_000, 155_000, 23_000, 7000, 1000, 168_600),
    2025: (23_500, 7500, 11_250, 70_000, 350_000, 160_000, 23_500, 7000, 1000, 176_100),
    2026: (24_500, 8000, 11_250, 72_000, 360_000, 160_000, 24_500, 7500, 1100, 184_500),
}
NAMES = ("elective_deferral", "catch_up_50", "catch_up_60_63", "annual_additions", "annual_compensation",
         "highly_compensated", "deferral_457b", "ira_contribution", "ira_catch_up_50",
         "social_security_wage_base")  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_main_amounts(year: int) -> None:
    amounts = limits(year).amounts
    assert tuple(amounts.get(name) for name in NAMES) == MAIN[year]


OTHERS = {
    "key_employee": (185_000, 185_000, 200_000, 215_000, 220_000, 230_000, 235_000),
    "defined_benefit": (230_000, 230_000, 245_000, 265_000, 275_000, 280_000, 290_000),
    "hsa_self_only": (3550, 3600, 3650, 3850, 4150, 4300, 4400),
    "hsa_family": (7100, 7200, 7300, 7750, 8300, 8550, 8750),
    "hsa_catch_up_55": (1000,) * 7,
}
PHASE_OUTS = {
    "roth_ira_phaseout_single_hoh": (124_000, 125_000, 129_000, 138_000, 146_000, 150_000, 153_000),
    "roth_ira_phaseout_mfj": (196_000, 198_000, 204_000, 218_000, 230_000, 236_000, 242_000),
    "roth_ira_phaseout_mfs": (0,) * 7,
    "trad_ira_deduct_phaseout_single_active": (65_000, 66_000, 68_000, 73_000, 77_000, 79_000, 81_000),
    "trad_ira_deduct_phaseout_mfj_active": (104_000, 105_000, 109_000, 116_000, 123_000, 126_000, 129_000),
    "trad_ira_deduct_phaseout_mfj_spouse_active": (
        196_000,
        198_000,
        204_000,
        218_000,
        230_000,
        236_000,
        242_000,
    ),
}
WIDTHS = {"roth_ira_phaseout_single_hoh": 15_000, "trad_ira_deduct_phaseout_mfj_active": 20_000}


@pytest.mark.parametrize("name", OTHERS)
def test_other_amounts(name: str) -> None:
    assert tuple(limits(year).amounts[name] for year in YEARS) == OTHERS[name]


@pytest.mark.parametrize("name", PHASE_OUTS)
def test_phase_outs_begin_and_end(name: str) -> None:
    width = WIDTHS.get(name, 10_000)
    for year, low in zip(YEARS, PHASE_OUTS[name], strict=True):
        assert limits(year).limits[name].range == (low, low + width)


def test_every_limit_of_a_year_is_checked_above() -> None:
    assert {*NAMES, *OTHERS, *PHASE_OUTS} == set(limits(2026).limits)


@pytest.mark.parametrize(
    ("year", "name", "wrong"),
    [
        (2026, "annual_additions", 69_000),
        (2023, "annual_compensation", 333_000),
        (2026, "ira_contribution", 7000),
        (2026, "ira_catch_up_50", 1000),
        (2024, "hsa_self_only", 3850),
        (2024, "hsa_family", 7750),
    ],
)
def test_wrong_figures_in_circulation(year: int, name: str, wrong: int) -> None:
    assert limits(year).amounts[name] != wrong


def test_deferral_with_catch_up_is_not_32_000() -> None:
    amounts = limits(2026).amounts
    assert amounts["elective_deferral"] + amounts["catch_up_50"] == 32_500


@pytest.mark.parametrize("year", YEARS)
def test_every_amount_names_statute_and_source(year: int) -> None:
    found = limits(year)
    assert found.source.cite.startswith("IRS Notice 20")
    assert str(found.source.href).startswith("https://www.irs.gov/")
    for limit in found.limits.values():
        assert any(limit.statute.startswith(law) for law in ("IRC ", "42 USC "))
        assert limit.source.count(limit.statute) == 1


@pytest.mark.parametrize("year", YEARS[1:])
def test_the_look_back_uses_the_amount_of_the_year_before(year: int) -> None:
    rule = limits(year).highly_compensated_if
    assert (rule.pay_of, rule.over) == (year - 1, limits(year - 1).amounts["highly_compensated"])
    assert limits(year - 1).source.cite in rule.cite


def test_the_first_look_back() -> None:
    rule = limits(2020).highly_compensated_if
    assert (rule.pay_of, rule.over) == (2019, 125_000)


@pytest.mark.parametrize(
    ("year", "expected"), [(2023, None), (2024, (2023, 145_000, False)), (2025, (2024, 145_000, False)),
                           (2026, (2025, 150_000, True))],
)  # fmt: skip
def test_roth_catch_up_rule(year: int, expected: tuple[int, int, bool] | None) -> None:
    rule = limits(year).roth_catch_up_if
    assert (rule and (rule.wages_of, rule.over, rule.enforced)) == expected


def test_fixed_rules() -> None:
    fixed = limits(2026).fixed
    fifteen = fixed.fifteen_year_403b
    assert (fifteen.a_year, fifteen.a_lifetime, fifteen.per_year_of_service) == (3000, 15_000, 5000)
    assert fixed.final_three_years_457b.times == 2
    assert limits(2020).fixed == fixed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "limits", tmp_path / "limits")
    return tmp_path / "limits" / "2026.yaml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  annual_additions: 72_000\n", "", "annual_additions: is missing in 2026"),
        ("year: 2026", "year: 2027", "says 2027"),
        ("annual_additions: 72_000", "annual_additions: 72000.5", "annual_additions"),
        ("annual_additions: 72_000", "annual_additions: '72000'", "annual_additions"),
        ("annual_additions: 72_000", "annual_additions: -1", "annual_additions"),
        ("annual_additions: 72_000", "annual_additions: [1, 2]", "must be dollars"),
        ("[153_000, 168_000]", "153_000", "must be dollar range"),
        ("[153_000, 168_000]", "[168_000, 153_000]", "from low to high"),
        ("amounts:\n", "amounts:\n  extra: 1\n", "extra: does not exist"),
        ("source:", "sauce:", "source"),
        ("cite: IRS Notice 2025-67, ", "", "source.cite"),
    ],
)
def test_a_broken_year_is_refused_by_file_and_key(old: str, new: str, fault: str, copy: Path) -> None:
    text = copy.read_text()
    assert old in text
    copy.write_text(text.replace(old, new, 1))
    with pytest.raises(BadPack, match=rf"2026\.yaml: .*{fault}".replace("[", r"\[")):
        read_year(copy)


def test_a_limit_cannot_stand_before_its_first_year(copy: Path) -> None:
    early = copy.with_name("2024.yaml")
    early.write_text(early.read_text().replace("amounts:\n", "amounts:\n  catch_up_60_63: 11_250\n"))
    with pytest.raises(BadPack, match="catch_up_60_63: does not exist in 2024"):
        read_year(early)
