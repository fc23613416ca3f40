-- Neovim 0.11 with clinlint: findings, fixes, the hover, a suppression and completion, as its own client does them. Prints one JSON object.
local function run()
  local said = {}
  vim.lsp.config('clinlint', {
    cmd = { vim.env.PY, '-m', 'clinlint', 'lsp' },
    filetypes = { 'markdown' },
    root_markers = { 'clinlint.yaml' },
  })
  vim.lsp.enable('clinlint')
  vim.cmd.edit('a.md')
  vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  local client = vim.lsp.get_clients({ name = 'clinlint' })[1]
  said.encoding = client and client.offset_encoding
  said.found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(said.found, {
      line = each.lnum, column = each.col, stop = each.end_col, code = each.code, source = each.source, message = each.message,
      link = vim.tbl_get(each, 'user_data', 'lsp', 'codeDescription', 'href'),
    })
  end
  local first = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local answer = client:request_sync('textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding), 5000, 0)
  said.hover = vim.tbl_get(answer or {}, 'result', 'contents', 'value')
  local preferred = vim.env.PREFERRED == '1'
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action) return preferred and action.isPreferred or not preferred and vim.startswith(action.title, 'Suppress') end,
  })
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.wait(10000, function() return vim.api.nvim_buf_get_changedtick(0) > before end, 20)
  said.lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local codes = function()
    return vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(0))
  end
  local old = vim.deepcopy(codes())
  vim.wait(5000, function() return not vim.deep_equal(codes(), old) end, 20)
  said.after = codes()
  vim.api.nvim_buf_set_lines(0, 1, 1, false, { 'audi' })
  vim.api.nvim_win_set_cursor(0, { 2, 4 })
  vim.wait(500, function() return false end) -- edits are told with a delay
  answer = client:request_sync('textDocument/completion', vim.lsp.util.make_position_params(0, client.offset_encoding), 5000, 0)
  said.offered = vim.tbl_map(function(each) return each.label end, vim.tbl_get(answer or {}, 'result') or {})
  io.stdout:write(vim.json.encode(said) .. '\n')
end

local ok, problem = pcall(run)
if ok then vim.cmd('qa!') end
io.stderr:write(tostring(problem) .. '\n')
vim.cmd('cquit 1')
