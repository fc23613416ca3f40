// Starts clinlint's language server for the articles of a window, says how it is, and offers to install it where it is missing.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

const LANGUAGES = ["markdown", "html", "yaml", "json", "plaintext"];
const run = promisify(execFile);

let client: LanguageClient | undefined;
let status: vscode.LanguageStatusItem;
let log: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("clinlint", { log: true });
  status = vscode.languages.createLanguageStatusItem("clinlint", LANGUAGES.map((language) => ({ language })));
  status.name = "clinlint";
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand("clinlint.restart", restart),
    vscode.commands.registerCommand("clinlint.install", install),
    vscode.commands.registerCommand("clinlint.log", () => log.show()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("clinlint.command")) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

/** The program and its first arguments: the setting, the folder's virtual environment, or the path. */
function command(): string[] {
  const given = vscode.workspace.getConfiguration("clinlint").get<string[]>("command", []);
  if (given.length > 0) return given;
  const [folder, name] = process.platform === "win32" ? ["Scripts", "clinlint.exe"] : ["bin", "clinlint"];
  const local = (vscode.workspace.isTrusted ? vscode.workspace.workspaceFolders ?? [] : [])
    .filter((each) => each.uri.scheme === "file")
    .map((each) => join(each.uri.fsPath, ".venv", folder, name))
    .find((path) => existsSync(path));
  return [local ?? "clinlint"];
}

async function start(): Promise<void> {
  const [program = "clinlint", ...first] = command();
  show("clinlint", "starting", vscode.LanguageStatusSeverity.Information, true);
  let version: string;
  try {
    version = (await run(program, [...first, "--version"], { timeout: 30_000 })).stdout.trim();
  } catch (problem) {
    log.error(`${program} cannot be started: ${String(problem)}`);
    show("clinlint: not found", "clinlint.command names another program", vscode.LanguageStatusSeverity.Error);
    void offer(program);
    return;
  }
  const server: ServerOptions = { command: program, args: [...first, "lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language }))),
    initializationOptions: settings(),
    outputChannel: log,
    synchronize: { configurationSection: "clinlint" },
    diagnosticPullOptions: { onChange: true, onSave: true },
  };
  client = new LanguageClient("clinlint", "clinlint", server, options);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) show("clinlint: stopped", version, vscode.LanguageStatusSeverity.Warning);
  });
  try {
    await client.start();
    show(version, "is checking", vscode.LanguageStatusSeverity.Information);
  } catch (problem) {
    log.error(String(problem));
    show("clinlint: failed", version, vscode.LanguageStatusSeverity.Error);
  }
}

function settings(): Record<string, unknown> {
  const all = vscode.workspace.getConfiguration("clinlint");
  return { profile: all.get("profile"), jurisdictions: all.get("jurisdictions"), config: all.get("config") };
}

function show(text: string, detail: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
  status.text = text;
  status.detail = detail;
  status.severity = severity;
  status.busy = busy;
  status.command = { command: "clinlint.log", title: "Show log" };
}

async function offer(program: string): Promise<void> {
  const choice = await vscode.window.showWarningMessage(`clinlint: the program ${program} was not found.`, "Install into .venv", "Settings");
  if (choice === "Install into .venv") await install();
  if (choice === "Settings") await vscode.commands.executeCommand("workbench.action.openSettings", "clinlint.command");
}

async function install(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find((each) => each.uri.scheme === "file")?.uri.fsPath;
  if (folder === undefined || !vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage("clinlint: open a folder that you trust; clinlint is installed into its .venv.");
    return;
  }
  const [scripts, suffix] = process.platform === "win32" ? ["Scripts", ".exe"] : ["bin", ""];
  const python = join(folder, ".venv", scripts, `python${suffix}`);
  try {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: "Installing clinlint" }, async () => {
      if (!existsSync(python)) await run(process.platform === "win32" ? "python" : "python3", ["-m", "venv", join(folder, ".venv")]);
      await run(python, ["-m", "pip", "install", "--quiet", "clinlint"], { timeout: 600_000 });
    });
    await restart();
  } catch (problem) {
    log.error(String(problem));
    void vscode.window.showErrorMessage("clinlint could not be installed; the log says why.");
  }
}
