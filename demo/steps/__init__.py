"""The seven steps of the story, one module each."""
