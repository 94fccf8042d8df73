"""Who is in a circle, who reads it, and what happens when it stands still."""
