"""``python -m lanyard.config.cli``: the command line of this very interpreter."""

from lanyard.config.cli.root import main

if __name__ == "__main__":
    main(prog_name="lanyard")
