"""The file of one protected person as its records make it: a value that grows record by record (``client.law.fold``).

It is made of aspects, one module each, with no aspect writing another's state: a frozen value, what an empty one is (``EMPTY``),
and what each form of record does to it (``ON``: form -> (state, act, file before the act) -> state). Maps and lists are persistent
(rpds), so that a record costs the same however long the file is. Nothing here looks at a clock or a zone of the machine.
"""

from client.law.file.file import EMPTY_FILE, File, Ref, Sight, file_state

__all__ = ["EMPTY_FILE", "File", "Ref", "Sight", "file_state"]
