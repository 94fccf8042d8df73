"""The command line: one module per party, one small function per verb. ``client.cli.main:main`` is the ``qorgan`` command."""
