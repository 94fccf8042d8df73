"""Law No. 72 as pure values and functions: record types, who may write which, clocks. Imports nothing of ours.

Citations: ``23(4)`` is Article 23 paragraph 4 of Law No. 72 of 5 July 2000; ids such as L72-23.4, DL-01, NT-07, K09 and AMB-14
are permanent. Texts are paraphrases, never the law's own sentences. Here stand the words that the channel uses so far.
"""
