-- Neovim 0.7 with clinlint: an old client that is pushed to, speaks UTF-16, and sends byte offsets back in code actions.
local function run()
  vim.cmd('edit a.md')
  local id = vim.lsp.start_client({ name = 'clinlint', cmd = { vim.env.PY, '-m', 'clinlint', 'lsp' }, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(0, id)
  vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  local said = { found = {} }
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(said.found, { line = each.lnum, column = each.col, stop = each.end_col, code = each.code, source = each.source })
  end
  local first = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
  local client = vim.lsp.get_client_by_id(id)
  said.encoding = client.offset_encoding
  local answer = client.request_sync('textDocument/codeAction', params, 5000, 0)
  for _, action in ipairs(answer.result) do
    if action.isPreferred then vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding) end
  end
  said.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.wait(5000, function() return #vim.diagnostic.get(0) == 0 end, 20)
  said.left = #vim.diagnostic.get(0)
  io.stdout:write(vim.json.encode(said) .. '\n')
end

local ok, problem = pcall(run)
if ok then vim.cmd('qa!') end
io.stderr:write(tostring(problem) .. '\n')
vim.cmd('cquit 1')
