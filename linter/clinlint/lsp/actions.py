"""What an editor can do about a finding: carry out its fixes, suppress it with a reason, or make all safe fixes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from clinlint.engine.fixes import compatible, repair
from clinlint.lsp.desk import Checked
from clinlint.lsp.diagnostics import diagnostic, visible
from clinlint.lsp.documents import ArticleDocument
from clinlint.lsp.positions import extent
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.span import Span
from clinlint.rules.exceptions import exception_for

FIX_ALL = "source.fixAll.clinlint"
KINDS = (types.CodeActionKind.QuickFix.value, FIX_ALL)


def actions(
    document: ArticleDocument, checked: Checked, where: Span, only: Sequence[types.CodeActionKind | str] | None
) -> list[types.CodeAction]:
    """The actions for the findings that a span touches, made from the findings of the present text and not from what the client remembers."""
    found: list[types.CodeAction] = []
    if _asked(types.CodeActionKind.QuickFix.value, only):
        source = checked.report.source
        for finding in checked.report.findings:
            if visible(source, finding.span).overlaps(where):
                found += _for_finding(document, checked, finding)
    if only and _asked(FIX_ALL, only) and checked.linter:
        repaired = repair(checked.linter, checked.report, Applicability.SAFE)
        if repaired.done:
            whole = Edit(Span(0, len(checked.report.source.text)), repaired.report.source.text)
            edit = _edit(document, (whole,))
            found.append(types.CodeAction(f"Fix {len(repaired.done)} by clinlint", FIX_ALL, edit=edit))
    return found


def _asked(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    names = [each.value if isinstance(each, types.CodeActionKind) else each for each in only or ()]
    return not names or any(not name or kind == name or kind.startswith(f"{name}.") for name in names)


def _for_finding(document: ArticleDocument, checked: Checked, finding: Finding) -> Iterator[types.CodeAction]:
    source, codec = checked.report.source, document.position_codec
    shown = [diagnostic(source, finding, document.uri, codec, related=False, manual=checked.linter.config.manual if checked.linter else "")]
    offered = [fix for fix in finding.fixes if fix.applicability is not Applicability.DISPLAY and compatible((fix,), len(source.text))]
    best = _best(offered)
    for fix in offered:
        yield types.CodeAction(
            fix.title[:1].upper() + fix.title[1:],
            types.CodeActionKind.QuickFix,
            diagnostics=shown,
            is_preferred=True if fix is best else None,
            edit=_edit(document, fix.edits),
        )
    if exception := exception_for(source, finding):
        yield types.CodeAction(
            f"Suppress {finding.rule} here, with a reason",
            types.CodeActionKind.QuickFix,
            diagnostics=shown,
            edit=_edit(document, (exception,)),
        )


def _best(fixes: Sequence[Fix]) -> Fix | None:
    """The fix that stands out: the first safe one, or a suggested one that is alone."""
    safe = next((fix for fix in fixes if fix.applicability is Applicability.SAFE), None)
    return safe or (fixes[0] if len(fixes) == 1 else None)


def _edit(document: ArticleDocument, edits: Sequence[Edit]) -> types.WorkspaceEdit:
    source, codec = document.article, document.position_codec
    changes: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(extent(source, edit.span, codec), edit.text) for edit in sorted(edits, key=lambda edit: edit.span)
    ]
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])
