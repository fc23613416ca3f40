"""Word classes that the patterns of a pack name in braces."""

from __future__ import annotations

from clinlint.rules.packs import compile_topics


def test_a_class_in_braces_is_written_out_in_its_folder_only() -> None:
    packs = compile_topics(
        {
            "one/words": {"ill": ["gout", "colds?"], "verbs": "ease ward_off"},
            "one/rules": [{"id": "one/x", "terms": [{"match": "{verbs} {ill}"}], "message": "“{text}”"}],
            "two/rules": [{"id": "two/x", "match": "{ill}"}],
        }
    )
    assert packs == {
        "one/rules": [{"id": "one/x", "terms": [{"match": "(?:ease|eases|ward off|wards off) (?:gout|colds?)"}], "message": "“{text}”"}],
        "two/rules": [{"id": "two/x", "match": "{ill}"}],
    }
