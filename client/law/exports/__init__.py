"""Values for systems outside the channel (C.2): what may leave it, in what words, and what never does.

Pure functions: they make a value or a text, and nothing here sends it. What is not here has no export: identities go to no database
of offences (SYS-28), no mark of a victim goes to a school's records (SYS-33), and nothing goes out by itself.
"""
