"""Cases of the law as data that a lawyer can read: ``tests/client/law/cases/*.yaml``. See ``model.py`` for the form."""
