"""The dollars: pure functions over a profile and a year's limits; money is `Decimal` dollars, rates are
fractions.

Amounts worked out from a rate are rounded to the cent, half a cent up, as payroll does; what is taken from
a cheque by an election is cut to the cent, so that no election takes more than it says.
"""
