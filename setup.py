"""Ships schemas/ as clinlint.schemas, which pyproject.toml cannot say; everything else stands there."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages("linter"), "clinlint.schemas"],
    package_dir={"": "linter", "clinlint.schemas": "schemas"},
)
