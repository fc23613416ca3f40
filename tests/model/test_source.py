import copy
import pickle

from clinlint.model.source import Source
from clinlint.model.span import Span


def test_a_packed_source_is_the_same_source() -> None:
    text = "One line – “two” \U0001f600 \ud800\r\n" * 200
    source, packed = Source("a.md", text), Source("a.md", text)
    packed.pack()
    packed.pack()
    assert "text" not in packed.__dict__
    assert packed == source
    assert hash(packed) == hash(source)
    assert packed.text == text
    assert (packed.location(50), packed.line(7), packed.slice(Span(3, 90))) == (
        source.location(50),
        source.line(7),
        source.slice(Span(3, 90)),
    )
    assert pickle.loads(pickle.dumps(packed)) == source
    assert copy.copy(packed) == source


def test_a_short_text_stays_as_it_is() -> None:
    source = Source("a.md", "short")
    source.pack()
    assert source.__dict__ == {"path": "a.md", "text": "short"}
