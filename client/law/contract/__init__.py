"""The contract of L72 23(6): put together from a file (``assemble``), and held against what the law wants of it (``clauses``,
``wording``). Values in, values out."""
