"""Use cases and views, called as a window calls them."""
