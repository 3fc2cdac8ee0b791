"""Speech → text by other people's recognisers; each is an optional package imported in exactly one module."""
