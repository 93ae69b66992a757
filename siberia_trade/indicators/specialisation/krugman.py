"""Krugman's index of specialisation: that of `concentration`."""

from dataclasses import replace

from siberia_trade.indicators.concentration.krugman import INDICATOR as SAME

INDICATOR = replace(SAME, tables=("similar-to",), needs="", place=20)
