import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type FlowId, flowLabel } from "../signIn/flows";

/**
 * Lets a person choose how to sign in.
 *
 * @param ways in the order of the table; the first is what Enter takes
 */
export async function pickWay(ways: readonly FlowId[]): Promise<FlowId | undefined> {
  const items = ways.map((flow) => ({ label: flowLabel(flow), detail: wayDetail(flow), flow }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("Another way to sign in"),
    placeHolder: l10n.t("How should the sign-in come back to this window?"),
  });
  return picked?.flow;
}

function wayDetail(flow: FlowId): string {
  const details: Readonly<Record<FlowId, string>> = {
    uriHandler: l10n.t("The browser opens this editor at the end. Needs the editor's link to work on this computer."),
    relay: l10n.t("A page sends the browser back to this window. Works for editors in a browser."),
    loopback: l10n.t("The browser tells this computer directly. Works when the editor's link does not."),
    deviceGrant: l10n.t("You type a short code at Clerk's page, on this or another device."),
    paste: l10n.t("For servers without an OAuth application. A pasted token cannot be renewed."),
  };
  return details[flow];
}
