"""A long recording → panels: pictures in order, each with its words and times."""
