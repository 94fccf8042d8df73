"""The forms, a module a subject; each names its ``TEMPLATES``."""
