"""What a sentence tells beside its yes or no: rates, caps, formulas, ages, paces; also in tables and later sentences."""
