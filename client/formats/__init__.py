"""Byte formats of files that people carry: the identity that a vault seals, a device's request, key and recovery files."""
