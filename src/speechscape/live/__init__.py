"""Pictures while one speaks: sound in pieces → events. Knows listeners and painters by their protocols only."""
