"""A picture that is changed by talking about it: edits, canvases, versions. Knows listeners and painters by their protocols only."""
