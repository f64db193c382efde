import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";

/**
 * Which files may go along with a message. One rule for every way in which a file can be attached:
 *
 * - A file of the workspace, or one that is open in an editor, is attached as soon as a person picks, drops or
 *   pastes it.
 * - A file anywhere else is attached only after a person has said yes to VS Code's own question. The panel
 *   draws what agents write, so it alone must not be able to name a file of this computer.
 * - A file whose name says that it holds secrets (`.env`, `id_rsa`, `*.pem` and the like) is never one of many:
 *   "Open editors" and "Git changes" leave it out. By itself, however it comes, it is attached only after that
 *   question.
 */

/** How a file comes: as itself (picked, dropped, pasted), or as one of those that a single row stands for. */
export type AttachedAs = "single" | "oneOfMany";

/** What happens to a file that is to be attached. */
export type Admission = "take" | "ask" | "leaveOut";

/** A file that is to be attached, as far as the rule looks at it. */
export interface Candidate {
  /** With `/` or `\`. */
  readonly path: string;
  /** True for a file of the workspace and for what is open in an editor. */
  readonly isAtHand: boolean;
}

const secretNames = [
  /^\.env(\..+)?$/,
  /^\.(npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials|dockercfg|vault-token)$/,
  /^_netrc$/,
  /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
  /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg)$/,
  /^(credentials|secrets?)(\.(json|ya?ml|toml|ini))?$/,
  /^terraform\.tfvars$/,
];

/** Names that look alike but are made to be shared. */
const sharedNames = /^\.env\.(example|sample|template|dist)$/;

/** The rule above. */
export function admission({ path, isAtHand }: Candidate, attachedAs: AttachedAs): Admission {
  if (attachedAs === "oneOfMany") {
    return mayHoldSecrets(path) ? "leaveOut" : "take";
  }
  return isAtHand && !mayHoldSecrets(path) ? "take" : "ask";
}

/** The question about files that are only attached after a yes, with every path below it. */
export function admissionQuestion(files: readonly Candidate[]): { readonly message: string; readonly detail: string } {
  const detail = files.map(({ path }) => path).join("\n");
  const [first] = files;
  if (first === undefined || files.length > 1) {
    const message = l10n.t(
      "Attach these {0} files? They are outside this workspace, or their names suggest that they contain secrets.",
      formatNumber(files.length),
    );
    return { message, detail };
  }
  const name = lastPart(first.path);
  const message = mayHoldSecrets(first.path)
    ? l10n.t("Attach {0}? Its name suggests that it contains secrets.", name)
    : l10n.t("Attach {0}, which is outside this workspace?", name);
  return { message, detail };
}

/** Only the last part of the path counts. */
function mayHoldSecrets(path: string): boolean {
  const name = lastPart(path).toLowerCase();
  return !sharedNames.test(name) && secretNames.some((pattern) => pattern.test(name));
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? "";
}
