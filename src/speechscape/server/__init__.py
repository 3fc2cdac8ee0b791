"""Pages that a person works with in the browser, served from this machine to this machine."""
