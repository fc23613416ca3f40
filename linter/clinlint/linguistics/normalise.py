"""One-to-one normalisation of blanks, dashes and quotes, so that patterns need one spelling of each and offsets stay."""

from __future__ import annotations

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f\u2028\u2029\u0085"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u207b"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_MICRO = "\u03bc"

_TABLE = {ord(c): " " for c in _BLANKS}
_TABLE |= {ord(c): "-" for c in _DASHES}
_TABLE |= {ord(c): "'" for c in _SINGLE}
_TABLE |= {ord(c): '"' for c in _DOUBLE}
_TABLE |= {ord(c): "\u00b5" for c in _MICRO}
_TABLE |= {0x2044: "/", 0x2215: "/"}


def normalise(text: str) -> str:
    """The same number of code points with one kind of blank, dash, quote, slash and micro sign; letter case is kept."""
    return text.translate(_TABLE)
