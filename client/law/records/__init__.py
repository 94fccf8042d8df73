"""The record types: each a frozen dataclass whose fields are its payload. ``catalogue`` lists them by name."""
