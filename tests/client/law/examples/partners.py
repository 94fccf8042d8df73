"""Well-formed records of ``client.law.records.tasks``, beside those of the channel."""

from __future__ import annotations

from client.law.records.tasks import TaskRecalled

ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (TaskRecalled(ID, "басқа органға беріледі"),)
