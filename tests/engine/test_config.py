"""Configurations: which file counts, what it decides for a path, and how its errors read, whole."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from clinlint.engine.config import Config, configured, find, forget, read_config
from clinlint.errors import ConfigError
from clinlint.model.finding import Severity
from clinlint.model.settings import Profile
from clinlint.resources import schema


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forget()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def error(text: str, name: str = "clinlint.yaml") -> str:
    write(name, text)
    with pytest.raises(ConfigError) as caught:
        find("articles/a.md").verify(["overclaim/hype", "schema/wrong-type"], ["overclaim", "schema"])
    return str(caught.value)


class TestWhichFileCounts:
    def test_none_gives_the_default(self) -> None:
        assert find("articles/a.md") == Config()

    def test_the_nearest_upwards_and_nothing_is_merged(self) -> None:
        write("clinlint.yaml", "profile: strict\nlocale: en-GB\n")
        write("articles/drugs/clinlint.yml", "locale: en-US\n")
        assert find("articles/a.md").profile is Profile.STRICT
        near = find("articles/drugs/deep/a.md")
        assert (near.profile, near.locale) == (Profile.DEFAULT, "en-US")

    def test_pyproject_with_the_table(self) -> None:
        write("pyproject.toml", '[tool.clinlint]\nprofile = "audit"\ntoday = 2026-03-04\n')
        config = find("a.md")
        assert (config.profile, config.today) == (Profile.AUDIT, date(2026, 3, 4))

    def test_pyproject_without_the_table_is_passed_over(self) -> None:
        write("clinlint.yaml", "profile: strict\n")
        write("package/pyproject.toml", "[project\nbroken, but not ours\n")
        assert find("package/a.md").profile is Profile.STRICT

    def test_two_in_one_folder(self) -> None:
        write("clinlint.yaml", "")
        write("pyproject.toml", "[tool.clinlint]\n")
        with pytest.raises(ConfigError, match=r"clinlint\.yaml and pyproject\.toml both hold a configuration of clinlint"):
            find("a.md")

    def test_an_empty_file_is_the_default(self) -> None:
        write("clinlint.yaml", "# nothing yet\n")
        assert find("a.md").profile is Profile.DEFAULT

    def test_a_file_of_any_name(self) -> None:
        write("house/style.toml", 'fail_on = "info"\n')
        assert read_config("house/style.toml").fail_on == "info"

    def test_without_a_file_nothing_is_imported(self) -> None:
        code = "import sys; from clinlint.engine.config import find; find('a.md'); print([m for m in ('yaml', 'tomllib', 'jsonschema_rs', 'jsonschema') if m in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


class TestWhatItDecides:
    def test_settings(self) -> None:
        write(
            "clinlint.yaml",
            "today: 2026-01-02\naudience: patient\nmetadata: elsewhere\nfields: {reviewedBy: medical_reviewers}\njurisdictions: [US]\n",
        )
        settings = find("a.md").for_path("a.md")
        assert (settings.today, settings.audience, settings.metadata_elsewhere) == (date(2026, 1, 2), "patient", True)
        assert (settings.field_names, settings.jurisdictions) == ({"reviewedBy": "medical_reviewers"}, frozenset({"US"}))

    def test_overrides_by_path_in_order(self) -> None:
        write(
            "clinlint.yaml",
            "audience: patient\nignore: [overclaim/hype]\noverrides:\n"
            "  - {files: [pro/**], audience: professional, ignore: [schema/wrong-type]}\n"
            "  - {files: [pro/news/**], profile: strict}\n",
        )
        config = find("a.md")
        assert config.at("a.md") is config
        assert config.for_path("pro/a.md").audience == "professional"
        assert config.at("pro/a.md").ignore == ("overclaim/hype", "schema/wrong-type")
        assert config.for_path("pro/news/a.md").profile is Profile.STRICT
        assert config.for_path("a.md").audience == "patient"

    def test_rules_by_id_pack_and_category(self) -> None:
        config = configured({"select": ["overclaim/*", "schema"], "ignore": ["overclaim/hype"], "severity": {"schema/wrong-type": "off"}})
        assert config.selects("overclaim/cure", "overclaim")
        assert not config.selects("overclaim/hype", "overclaim")
        assert config.selects("schema/unknown-field", "schema")
        assert not config.selects("schema/wrong-type", "schema")
        assert not config.selects("dose/limit", "dose")

    def test_a_rule_that_is_off_is_on_where_it_is_named(self) -> None:
        assert not configured({"select": ["language/*"]}).selects("language/long-words", "language", enabled=False)
        assert configured({"select": ["language/long-words"]}).selects("language/long-words", "language", enabled=False)
        assert configured({"severity": {"language/long-words": "info"}}).selects("language/long-words", "language", enabled=False)

    def test_the_most_specific_severity_wins(self) -> None:
        config = configured({"severity": {"overclaim": "info", "overclaim/*": "warning", "overclaim/hype": "error"}})
        assert config.severity_of("overclaim/hype", Severity.INFO, "overclaim") is Severity.ERROR
        assert config.severity_of("overclaim/cure", Severity.ERROR, "overclaim") is Severity.WARNING
        assert config.severity_of("schema/wrong-type", Severity.ERROR, "schema") is Severity.ERROR

    def test_exclude(self) -> None:
        write("clinlint.yaml", "exclude: [drafts/**]\n")
        assert find("a.md").excludes("drafts/x/a.md")
        assert not find("a.md").excludes("articles/a.md")

    def test_travels_to_other_processes_and_is_a_key(self) -> None:
        config = configured({"severity": {"a/b": "off"}, "overrides": [{"files": ["x"], "ignore": ["a/b"]}]})
        assert pickle.loads(pickle.dumps(config)) == config
        assert hash(config) == hash(pickle.loads(pickle.dumps(config)))

    def test_own_article_schema(self) -> None:
        write("schemas/ours.json", '{"type": "object", "required": ["desk"]}')
        write("clinlint.yaml", "schemas: {articles/**: schemas/ours.json}\n")
        config = find("articles/a.md")
        assert "desk" in config.for_path("articles/a.md").article_schema
        assert config.for_path("news/a.md").article_schema == ""


class TestExtends:
    def test_a_file_by_its_path(self) -> None:
        write("house/base.yaml", "profile: strict\nignore: [a/b]\nseverity: {x/y: info}\npacks: [own.yaml]\n")
        write("site/clinlint.yaml", "extends: ../house/base.yaml\nignore: [c/d]\nseverity: {p/q: error}\nlocale: en-GB\n")
        config = find("site/a.md")
        assert (config.profile, config.locale) == (Profile.STRICT, "en-GB")
        assert config.ignore == ("a/b", "c/d")
        assert dict(config.severity) == {"x/y": "info", "p/q": "error"}
        assert Path(config.packs[0]) == Path("house/own.yaml").absolute()

    def test_a_house_style_by_its_name(self) -> None:
        write("clinlint.yaml", "extends: uk-patient\naudience: carer\n")
        config = find("a.md")
        assert (config.locale, config.audience, config.jurisdictions) == ("en-GB", "carer", frozenset({"UK", "INT"}))

    @pytest.mark.parametrize("style", ["us-patient", "uk-patient", "professional", "press-release", "supplement-shop"])
    def test_every_house_style_is_valid(self, style: str) -> None:
        write("clinlint.yaml", f"extends: {style}\n")
        assert find("a.md") != Config(files=find("a.md").files, folder=find("a.md").folder)

    def test_in_a_circle(self) -> None:
        write("b.yaml", "extends: clinlint.yaml\n")
        assert error("extends: b.yaml\n") == (
            "b.yaml:1:10: extends leads back to itself\n  extends: clinlint.yaml\n           ^\n  clinlint.yaml → b.yaml → clinlint.yaml"
        )

    def test_nowhere(self) -> None:
        assert error("profile: strict\nextends: nowhere.yaml\n") == (
            "clinlint.yaml:2:10: extends names nowhere.yaml, which does not exist\n  extends: nowhere.yaml\n           ^"
        )

    def test_a_mistyped_house_style(self) -> None:
        assert error("extends: uk-patiens\n") == (
            "clinlint.yaml:1:10: extends names uk-patiens: neither a file nor a house style\n"
            "  extends: uk-patiens\n"
            "           ^\n"
            "  did you mean uk-patient? house styles: press-release, professional, supplement-shop, uk-patient, us-patient"
        )


class TestErrors:
    def test_an_unknown_key(self) -> None:
        assert error("profle: strict\n") == ("clinlint.yaml:1:1: “profle” is not known here: did you mean profile?\n  profle: strict\n  ^")

    def test_an_unknown_key_deep_inside(self) -> None:
        assert error("overrides:\n  - files: [a]\n    audiance: patient\n") == (
            "clinlint.yaml:3:5: “audiance” is not known in “overrides 1”: did you mean audience?\n      audiance: patient\n      ^"
        )

    def test_a_value_that_is_not_allowed(self) -> None:
        assert error("audience: patients\n") == (
            "clinlint.yaml:1:11: “audience” is patients: one of patient, carer, public, professional, student; did you mean patient?\n"
            "  audience: patients\n"
            "            ^"
        )

    def test_the_wrong_type_and_how_many_more(self) -> None:
        assert error("jurisdictions: US\nprofile: sloppy\n") == (
            "clinlint.yaml:1:16: “jurisdictions” is US; expected a list of INT, US, UK, EU, CA, AU\n"
            "  jurisdictions: US\n"
            "                 ^\n"
            "  1 more in this file"
        )

    def test_a_date_that_does_not_exist(self) -> None:
        assert error("today: 2026-02-30\n").startswith("clinlint.yaml:1:8: “today” is 2026-02-30: not a date\n")

    def test_broken_yaml(self) -> None:
        assert error("profile: strict: yes\n") == (
            "clinlint.yaml:1:16: a colon inside an unquoted value: put the value in quotes\n  profile: strict: yes\n                 ^"
        )

    def test_the_same_key_twice(self) -> None:
        assert error("profile: strict\nprofile: audit\n").startswith("clinlint.yaml:2:1: profile is given twice; only one value can hold\n")

    def test_a_list(self) -> None:
        assert error("- profile\n") == "clinlint.yaml: a configuration is a mapping (lines of “key: value”)"

    def test_toml_names_file_and_key(self) -> None:
        assert (
            error("[tool.clinlint]\nprofile = 3\n", "pyproject.toml")
            == "pyproject.toml: tool.clinlint: “profile” is 3: one of default, strict, audit"
        )

    def test_broken_toml(self) -> None:
        assert error("[tool.clinlint]\nprofile = \n", "pyproject.toml") == (
            "pyproject.toml:2:11: not TOML: invalid value\n  profile = \n            ^"
        )

    def test_an_unknown_rule(self) -> None:
        assert error("profile: strict\nignore:\n  - overclaim/hypes\n") == (
            "clinlint.yaml:3:5: there is no rule overclaim/hypes\n    - overclaim/hypes\n      ^\n  did you mean overclaim/hype?"
        )

    def test_not_utf_8(self) -> None:
        Path("clinlint.yaml").write_bytes(b"profile: \xff\n")
        with pytest.raises(ConfigError, match=r"^clinlint\.yaml: is not UTF-8$"):
            find("a.md")

    def test_a_missing_file(self) -> None:
        with pytest.raises(ConfigError, match=r"^none\.yaml: cannot be read \(no such file or directory\)$"):
            read_config("none.yaml")

    def test_a_yaml_bomb(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 9)]
        assert "expand to more than metadata ever needs" in error("\n".join(lines))

    def test_an_article_schema_that_is_none(self) -> None:
        write("ours.json", '{\n  "type": "objekt"\n}')
        assert error("schemas: {'**': ours.json}\n").startswith("ours.json:2:11: not a JSON Schema: type: ")

    def test_an_article_schema_that_leads_elsewhere(self) -> None:
        write("ours.json", '{"$ref": "https://example.org/base.json"}')
        text = error("schemas: {'**': ours.json}\n")
        assert text.startswith("ours.json: this schema cannot be used: ")
        assert "put it under $defs" in text

    def test_an_article_schema_that_is_missing(self) -> None:
        assert error("schemas: {'**': ours.json}\n").startswith("clinlint.yaml:1:17: schemas names ours.json, which does not exist\n")


def test_fields_can_be_mapped_onto_every_field_of_the_article_schema() -> None:
    article = schema("article.schema")["properties"]
    known = {name for name, field in article.items() if isinstance(field, dict)} - {"clinlint"}
    also = {other for field in article.values() if isinstance(field, dict) for other in field.get("also", ())}
    allowed = set(schema("config.schema")["$defs"]["fields"]["additionalProperties"]["enum"])
    assert known <= allowed <= known | also


class TestNothingOutsideIsRead:
    """What a configuration names lies in the repository that git marks."""

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("packs: [../secret.yaml]\n", "2:9"),
            ("reference: [../secret.yaml]\n", "2:13"),
            ('schemas: {"**": ../secret.yaml}\n', "2:17"),
            ("extends: ../secret.yaml\n", "2:10"),
            ("packs: [link.yaml]\n", "2:9"),
        ],
    )
    def test_a_file_outside_is_an_error_that_shows_nothing_of_it(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, place: str
    ) -> None:
        write("secret.yaml", "password: swordfish\n")
        write("repository/.git/config", "")
        (folder / "repository" / "link.yaml").symlink_to(folder / "secret.yaml")
        monkeypatch.chdir("repository")
        said = error(f"profile: default\n{text}")
        key = text.partition(":")[0]
        assert said.startswith(f"clinlint.yaml:{place}: {key} names ")
        assert "lies outside the repository, where nothing is read" in said
        assert "swordfish" not in said

    def test_above_a_folder_but_inside_the_repository(self, folder: Path) -> None:
        (folder / ".git").mkdir()
        write("house.yaml", "profile: strict\n")
        write("articles/clinlint.yaml", "extends: ../house.yaml\n")
        assert find("articles/a.md").profile is Profile.STRICT
