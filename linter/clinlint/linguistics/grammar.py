"""The grammar of a sentence as plain data: each word with its tag, its relation and the word that it depends on."""

from __future__ import annotations

from clinlint.record import record


@record
class Word:
    """One word: its code points, Penn tag, dependency relation, and the index of its head (its own where it is the root)."""

    start: int
    end: int
    tag: str
    relation: str
    head: int


@record
class Grammar:
    """A parsed sentence."""

    text: str
    words: tuple[Word, ...]

    def at(self, start: int) -> int:
        """Index of the word that holds a code point, or -1."""
        return next((i for i, word in enumerate(self.words) if word.start <= start < word.end), -1)

    def is_verb(self, index: int) -> bool:
        """Whether a word is a verb in a finite form."""
        return self.words[index].tag in {"VBZ", "VBP", "VBD", "VB", "MD"}

    def subject(self, verb: int) -> tuple[int, int] | None:
        """Code points of the noun that is the subject of a verb, through coordination and relative clauses."""
        seen = 0
        while seen < len(self.words):
            for word in self.words:
                if word.head == verb and word.relation in {"nsubj", "nsubjpass", "csubj"}:
                    if word.tag in {"WDT", "WP"} and self.words[verb].relation == "relcl":
                        noun = self.words[self.words[verb].head]
                        return noun.start, noun.end
                    return word.start, word.end
            if self.words[verb].relation not in {"conj", "xcomp", "dep", "aux", "ccomp"} or self.words[verb].head == verb:
                return None
            verb = self.words[verb].head
            seen += 1
        return None

    def phrase(self, start: int) -> tuple[int, int]:
        """Code points of the noun phrase around the word at a place: it and what stands before it and depends on it."""
        index = self.at(start)
        if index < 0:
            return start, start
        first = min((w.start for w in self.words if w.head == index and w.start < self.words[index].start), default=self.words[index].start)
        return first, self.words[index].end
