"""The space that speech and pictures share, at run time."""
