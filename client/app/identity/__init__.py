"""The sealed identity: sealed once, asked for with a reason, opened by nobody alone (architecture section 5, identity vault)."""
