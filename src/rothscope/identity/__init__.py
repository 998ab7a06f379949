"""Who the plan is: name, type, sponsor, numbers, dates, administrator, and whether ERISA covers it."""

from rothscope.identity.plan import find_plan, merge_plans

__all__ = ["find_plan", "merge_plans"]
