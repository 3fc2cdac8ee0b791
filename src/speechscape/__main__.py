"""``python -m speechscape``."""

from speechscape.cli.main import run

if __name__ == "__main__":
    run()
