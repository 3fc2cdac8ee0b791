"""Ears, recognisers, latent and painters put together. The only room that joins them; the command line and everything above see routes only."""

from speechscape.routes.drawing import PICTURE_SUFFIXES, Drawn, Speechscape
from speechscape.routes.options import PAINTERS, ROUTES, RouteOptions

__all__ = ["PAINTERS", "PICTURE_SUFFIXES", "ROUTES", "Drawn", "RouteOptions", "Speechscape"]
