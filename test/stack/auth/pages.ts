import { escapeHtml, page } from "./page";
import type { DemoOrganization, DemoUser } from "./users";

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  openid: "Know who you are",
  profile: "Read your name",
  email: "Read your e-mail address",
  offline_access: "Keep you signed in until you sign out",
  "user:org:read": "See the organization you choose",
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

/** The consent page: which app, which account, what it may do, and for which of these organizations. */
export function consentPage(
  clientName: string,
  user: DemoUser,
  scopes: readonly string[],
  organizations: readonly DemoOrganization[],
): string {
  const rights = scopes.map((scope) => `<li>${escapeHtml(SCOPE_WORDS[scope] ?? scope)}</li>`).join("");
  return page(
    `Allow ${clientName}?`,
    `<h1>${escapeHtml(clientName)} wants to use your account</h1>
<p>Signed in as ${escapeHtml(user.name)} (${escapeHtml(user.email)}).
<a href="?switch=1">Use another account</a></p>
<p id="rights">It will be able to:</p>
<ul aria-labelledby="rights">${rights}</ul>
<form method="post" action="?do=allow">${organizationPicker(organizations)}<button class="primary">Allow</button></form>
<form method="post" action="?do=deny"><button>Deny</button></form>`,
  );
}

/** Radio buttons named `organization`, the first one chosen; the personal account has the empty value. */
function organizationPicker(organizations: readonly DemoOrganization[]): string {
  if (organizations.length === 0) {
    return "";
  }
  const choices = [...organizations, { id: "", name: "Personal account" }].map(
    ({ id, name }, index) => `
<label><input type="radio" name="organization" value="${escapeHtml(id)}"${index === 0 ? " checked" : ""}>
${escapeHtml(name)}</label>`,
  );
  return `<fieldset><legend>Use it for</legend>${choices.join("")}
</fieldset>`;
}

/** A page with one message and nothing to press. */
export function messagePage(title: string, message: string): string {
  return page(title, `<h1>${escapeHtml(title)}</h1><p role="alert">${escapeHtml(message)}</p>`);
}
