"""`python -m siberia_trade` is `strade`."""

from siberia_trade.cli import main

if __name__ == "__main__":
    main()
