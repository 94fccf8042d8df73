"""The files of protected persons as one client sees them: its circles' records, folded by the law (``client.law``).

Here the two meet: what a record says and whether it may be made is the law's; that it is authentic, in order and whole was verified
before it came here. Nothing is stored: a file is folded anew from the chains, so a client that learns a new type of record folds
what it had kept.
"""
