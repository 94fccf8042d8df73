"""Everything that is SQL. Nothing else in ``server/`` builds or runs a statement."""
