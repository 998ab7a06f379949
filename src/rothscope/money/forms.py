"""Which Form 1099-R a conversion brings: an after-tax account and an amount in, the boxes in dollars out.

Earnings come out in proportion to basis (IRC 72(e)(8)), within the after-tax account alone where the plan
keeps it apart (IRC 72(d)(2)); an account that mixes pre-tax money counts that money as earnings.
"""

from decimal import Decimal
from enum import StrEnum

from rothscope.errors import BadProfile
from rothscope.model.frozen import Frozen
from rothscope.money.cents import NONE, cents, dollars
from rothscope.packs.taxes import Taxable, Taxes, TaxRoute


class Destination(StrEnum):
    """Where the money goes; only a Roth destination makes earnings taxable."""

    ROTH = "roth"
    TRADITIONAL = "traditional"


class Account(Frozen):
    """After-tax contributions and what they earned, dollars; a loss is below zero."""

    basis: Decimal
    earnings: Decimal

    @property
    def value(self) -> Decimal:
        """Return what the account is worth."""
        return self.basis + self.earnings


class Form1099R(Frozen):
    """The boxes of one form, dollars: 1 the amount, 2a taxable, 5 basis; 7 the code of a direct rollover."""

    box1: Decimal
    box2a: Decimal
    box5: Decimal
    code: str = "G"


def form_1099r(account: Account, amount: Decimal, destination: Destination = Destination.ROTH) -> Form1099R:
    """Return the form of a direct rollover or conversion. After a loss all of it is basis, the rest is lost.

    Raises BadProfile where the amount is more than the account holds, or anything but earnings is below zero.
    """
    if account.basis < 0 or account.value < 0 or not 0 <= amount <= account.value:
        raise BadProfile(f"{dollars(amount)} cannot come out of an account worth {dollars(account.value)}.")
    earned = max(NONE, account.earnings)
    share = earned / account.value if account.value else Decimal(0)
    earnings = cents(amount * share)
    taxable = earnings if destination is Destination.ROTH else NONE
    return Form1099R(box1=amount, box2a=taxable, box5=amount - earnings)


def split_forms(account: Account) -> tuple[Form1099R, ...]:
    """Return the forms when basis goes to a Roth IRA and earnings to a traditional one at once (Notice
    2014-54).
    """
    basis = min(account.basis, account.value)
    first = form_1099r(Account(basis=basis, earnings=NONE), basis)
    if account.earnings <= 0:
        return (first,)
    rest = Account(basis=NONE, earnings=account.earnings)
    return first, form_1099r(rest, account.earnings, Destination.TRADITIONAL)


def forms_of(route: TaxRoute, account: Account, amount: Decimal | None = None) -> tuple[Form1099R, ...]:
    """Return the forms a route brings for an amount, all of the account unless said, with the route's code.

    Raises BadProfile where the amount cannot come out, or a split is asked for a part.
    """
    taken = account.value if amount is None else amount
    if route.split:
        if taken != account.value:
            raise BadProfile("A split is shown for the whole account; leave --convert out.")
        forms = split_forms(account)
    elif route.taxable is Taxable.ALL:
        forms = (form_1099r(Account(basis=NONE, earnings=account.value), taken),)
    else:
        form = form_1099r(account, taken)
        forms = (form if route.taxable is Taxable.EARNINGS else form.model_copy(update={"box2a": NONE}),)
    return tuple(form.model_copy(update={"code": route.code}) for form in forms)


def cpa_note(route: TaxRoute, forms: tuple[Form1099R, ...], taxes: Taxes) -> tuple[str, ...]:
    """Return the lines a CPA needs for a route: what happened, the boxes, what to file, and its source."""
    shown = (
        f"Form 1099-R: box 1 {dollars(form.box1)}, box 2a {dollars(form.box2a)}, box 5 {dollars(form.box5)}, "
        f"box 7 code {form.code}."
        for form in forms
    )
    confirm = (taxes.confirm,) if route.confirm else ()
    return (
        f"{route.title}.",
        *shown,
        f"To file: {route.files}.",
        route.note,
        f"Source: {route.cite}.",
        *confirm,
    )
