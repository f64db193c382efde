import * as vscode from "vscode";
import type * as node from "../homeFolder";

/** The same without Node: the top of whatever the browser's file dialog shows. */
export const homeFolder: typeof node.homeFolder = () => vscode.Uri.file("/");
