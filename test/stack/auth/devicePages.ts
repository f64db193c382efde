import { escapeHtml, page } from "./page";

export interface DeviceForm {
  readonly action: string;
  readonly xsrf: string;
}

/** Where a person types the code that the editor shows (RFC 8628 §3.3). */
export function codeEntryPage(form: DeviceForm, problem?: string): string {
  return page(
    "Enter the code",
    `<h1>Enter the code</h1>
<p>Your editor shows a code of eight letters. Enter it here to sign in there.</p>
${problem === undefined ? "" : `<p class="error" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${escapeHtml(form.action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(form.xsrf)}">
<label for="code">Code</label>
<input id="code" name="user_code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false"
  placeholder="ABCD-EFGH" autofocus>
<button class="primary">Continue</button>
</form>`,
  );
}

/** Asks whether the code is the person's own, since somebody else may have sent the link (RFC 8628 §5.4). */
export function confirmCodePage(form: DeviceForm, clientName: string, userCode: string): string {
  return page(
    "Is this your code?",
    `<h1>Is this the code on your own screen?</h1>
<p>${escapeHtml(clientName)} asks to be signed in and must be showing this code:</p>
<code>${escapeHtml(userCode)}</code>
<p>If somebody sent you this code or this link, say no: they would be signed in as you.</p>
<form method="post" action="${escapeHtml(form.action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(form.xsrf)}">
<input type="hidden" name="user_code" value="${escapeHtml(userCode)}">
<input type="hidden" name="confirm" value="yes">
<button class="primary">Yes, continue</button>
<button name="abort" value="yes">No, this is not mine</button>
</form>`,
  );
}
