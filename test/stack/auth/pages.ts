import { escapeHtml, page } from "./page";
import type { DemoUser } from "./users";

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  openid: "Know who you are",
  profile: "Read your name",
  email: "Read your e-mail address",
  offline_access: "Keep you signed in until you sign out",
};

/** The sign-in page: one button an account, and a field for any other e-mail address. */
export function loginPage(users: readonly DemoUser[], error?: string): string {
  const accounts = users.map(
    (user) => `
<button class="account" name="email" value="${escapeHtml(user.email)}" formnovalidate>
<span>${escapeHtml(user.name)}</span><small>${escapeHtml(user.email)}</small></button>`,
  );
  return page(
    "Sign in to Demo",
    `<h1>Sign in to Demo</h1>
<p>to continue to Agent Chat for VS Code</p>
${error === undefined ? "" : `<p class="error" role="alert">${escapeHtml(error)}</p>`}
<form method="post" action="?do=login" aria-label="Accounts">${accounts.join("")}</form>
<form method="post" action="?do=login">
<label for="email">Or use another e-mail address</label>
<input id="email" name="email" type="email" autocomplete="email" required>
<button class="primary">Continue</button>
</form>
<form method="post" action="?do=deny"><button>Cancel</button></form>`,
  );
}

/** The consent page: which app, which account, what it may do. */
export function consentPage(clientName: string, user: DemoUser, scopes: readonly string[]): string {
  const rights = scopes.map((scope) => `<li>${escapeHtml(SCOPE_WORDS[scope] ?? scope)}</li>`).join("");
  return page(
    `Allow ${clientName}?`,
    `<h1>${escapeHtml(clientName)} wants to use your account</h1>
<p>Signed in as ${escapeHtml(user.name)} (${escapeHtml(user.email)}).
<a href="?switch=1">Use another account</a></p>
<p id="rights">It will be able to:</p>
<ul aria-labelledby="rights">${rights}</ul>
<form method="post" action="?do=allow"><button class="primary">Allow</button></form>
<form method="post" action="?do=deny"><button>Deny</button></form>`,
  );
}

/** A page with one message and nothing to press. */
export function messagePage(title: string, message: string): string {
  return page(title, `<h1>${escapeHtml(title)}</h1><p role="alert">${escapeHtml(message)}</p>`);
}

/** Opens the editor through its URI scheme; the tab stays, so it says what to do with it. */
export function openEditorPage(target: string): string {
  const address = escapeHtml(target);
  return page(
    "Back to the editor",
    `<h1>You are signed in</h1>
<p>Your browser asks whether to open the editor: say yes, then close this tab.</p>
<p><a href="${address}">Open the editor</a></p>`,
    `<meta http-equiv="refresh" content="0;url=${address}">\n`,
  );
}
