"""Counts for supervision and for the commissions (C.3, S-13): by quarter and region, with small cells hidden, released by two.

Never a name, a pseudonym, a place below the region, or an ethnicity; a file of an exercise counts nowhere.
"""
