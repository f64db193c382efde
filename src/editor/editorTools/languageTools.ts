import * as vscode from "vscode";
import { boundedList } from "./bounded";
import type { EditorTool } from "./editorTool";
import { ToolRefusal } from "./toolRefusal";
import { schema, type ToolArguments } from "./toolArguments";
import { namesFile, type WorkspaceAccess } from "./workspaceAccess";

/** Where a symbol is named. */
export const PLACE = {
  path: ["string", "The file that names the symbol, relative to the workspace folder."],
  line: ["integer", "The line that names it, counted from 1."],
  symbol: ["string", "The symbol as it stands in that line."],
} as const;

/** Tools that ask the language services. */
export function languageTools(access: WorkspaceAccess): readonly EditorTool[] {
  return [
    symbols(access),
    places(access, "editor_find_definition", "Finds where a symbol is defined.", "vscode.executeDefinitionProvider"),
    places(access, "editor_find_references", "Finds where a symbol is used.", "vscode.executeReferenceProvider"),
  ];
}

function symbols(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_list_symbols",
    kind: "reads",
    description: "Lists the functions, classes and other symbols of a file, with kind and line.",
    inputSchema: schema({ path: ["string", "Relative to the workspace folder."] }),
    check: namesFile(access),
    run: async (args, { said }) => {
      const { fsPath } = await access.file(args.text("path"), said);
      const found = await vscode.commands.executeCommand<
        readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
      >("vscode.executeDocumentSymbolProvider", vscode.Uri.file(fsPath));
      return boundedList((found ?? []).flatMap((symbol) => symbolLines(symbol, "")));
    },
  };
}

function symbolLines(symbol: vscode.DocumentSymbol | vscode.SymbolInformation, inside: string): readonly string[] {
  const name = `${inside}${symbol.name}`;
  const range = "range" in symbol ? symbol.range : symbol.location.range;
  const children = "children" in symbol ? symbol.children : [];
  return [
    `${range.start.line + 1}: ${vscode.SymbolKind[symbol.kind].toLowerCase()} ${name}`,
    ...children.flatMap((child) => symbolLines(child, `${name}.`)),
  ];
}

function places(access: WorkspaceAccess, name: EditorTool["name"], description: string, command: string): EditorTool {
  return {
    name,
    kind: "reads",
    description: `${description} Returns path, line and column of each place in the workspace.`,
    inputSchema: schema(PLACE),
    check: namesFile(access),
    run: async (args, { said }) => {
      const { fsPath } = await access.file(args.text("path"), said);
      const uri = vscode.Uri.file(fsPath);
      const position = positionOf(await vscode.workspace.openTextDocument(uri), args);
      const found = await vscode.commands.executeCommand<
        readonly (vscode.Location | vscode.LocationLink)[] | undefined
      >(command, uri, position);
      const all = (found ?? []).map((place) =>
        "targetUri" in place ? { uri: place.targetUri, range: place.targetRange } : place,
      );
      const visible = await access.visible([...new Set(all.map((place) => place.uri.fsPath))]);
      const labels = new Map(visible.map((place) => [place.given, place.label]));
      const inside = all.flatMap(({ uri: { fsPath: path }, range: { start } }) => {
        const label = labels.get(path);
        return label === undefined ? [] : [`${label}:${start.line + 1}:${start.character + 1}`];
      });
      return { ...boundedList(inside), outsideOfTheWorkspace: all.length - inside.length };
    },
  };
}

/** @throws ToolRefusal when the symbol is not in that line */
export function positionOf(document: vscode.TextDocument, args: ToolArguments): vscode.Position {
  const line = (args.number("line") ?? 0) - 1;
  const symbol = args.text("symbol");
  const at = line < 0 || line >= document.lineCount ? -1 : document.lineAt(line).text.indexOf(symbol);
  if (at < 0 || symbol === "") {
    throw new ToolRefusal(`Line ${line + 1} doesn't name ${symbol}.`);
  }
  return new vscode.Position(line, at);
}
