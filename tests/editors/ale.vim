" Vim with ALE and clinlint, as docs/editors.md has it: findings arrive, the hover answers, and the fix is applied.
set nocompatible nomore encoding=utf-8
filetype plugin on
packadd ale
let g:ale_linters_explicit = 1
let g:ale_linters = {'markdown': ['clinlint']}
let g:ale_lint_delay = 0
call ale#linter#Define('markdown', {
\   'name': 'clinlint',
\   'lsp': 'stdio',
\   'executable': $PY,
\   'command': '%e -m clinlint lsp',
\   'project_root': {buffer -> getcwd()},
\})

function! s:Wait(Done) abort
  for l:_ in range(300)
    if a:Done()
      return
    endif
    sleep 50m
  endfor
endfunction

function! s:Found() abort
  return get(get(g:ale_buffer_info, bufnr(''), {}), 'loclist', [])
endfunction

runtime autoload/ale/util.vim
function! ale#util#Input(message, value, ...) abort
  return '1'
endfunction

function! s:Run() abort
  edit a.md
  call ale#Queue(0)
  call s:Wait({-> !empty(s:Found())})
  let l:said = {'found': map(copy(s:Found()), {_, each -> [each.lnum, each.col, each.end_col, each.code, each.type, each.text]})}
  let l:first = s:Found()[0]
  call cursor(l:first.lnum, l:first.col)
  ALECodeAction
  call s:Wait({-> getline(l:first.lnum) !~# '^autors'})
  let l:said.lines = getline(1, '$')
  call writefile([json_encode(l:said)], 'said.json')
endfunction

try
  call s:Run()
catch
  call writefile([v:exception . ' ' . v:throwpoint], 'said.json')
endtry
qall!
