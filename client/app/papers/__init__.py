"""Papers: made from records, recorded before they are given out, and told from what was never given out.

facts -> making -> giving_out | own_copy -> the record, then the file
                -> comparing -> genuine (with the store), client.app.checking (without)
"""
