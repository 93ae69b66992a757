"""Krugman's index of specialisation: that of `concentration`."""

from siberia_trade.indicators.concentration.krugman import INDICATOR as SAME

INDICATOR = SAME._replace(tables=("similar-to",), needs="", place=20)
