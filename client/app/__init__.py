"""What an officer, a person, a prosecutor or an authority can do and see: use cases, each a frozen wish in and a frozen outcome
out.

No argument parser, no printing, no environment, no language: whoever shows an outcome tells it with ``client.words``.
"""
