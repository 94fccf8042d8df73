"""The contract with the person (L72 23(6)): offered, signed by both in the client or by pen, refused, kept and broken."""
