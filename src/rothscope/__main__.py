"""`python -m rothscope`."""

from rothscope.cli.main import main

main()
