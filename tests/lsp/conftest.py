"""The language server as three editors speak to it: each pulls or is pushed to, and counts columns in its own unit."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.lsp.speaking import uri


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "clinlint", "lsp", "--stdio"]),
    params=["neovim", "visual_studio_code", "emacs"],
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    (tmp_path / "clinlint.yaml").write_text("select: [overclaim/promised-cure, suppression]\n", encoding="utf-8")
    lsp_client.editor = request.param  # type: ignore[attr-defined]

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_client: LanguageClient, _params: types.RegistrationParams) -> None:
        """Editors accept it."""

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri(tmp_path), "articles")],
        )
    )
    yield
    await lsp_client.shutdown_session()
