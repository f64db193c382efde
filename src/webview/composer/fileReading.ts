import * as l10n from "@vscode/l10n";
import { formatBytes, formatNumber } from "../../shared/formats";

/** Bytes up to which one file is read here. */
export const largestFile = 5_000_000;

/** Files of one drop or paste that are read. */
const mostFiles = 20;

/** One file as it goes to the host. */
export interface FileData {
  readonly name: string;
  /** As the browser knows it; empty when it does not. */
  readonly mediaType: string;
  readonly base64: string;
}

/**
 * Reads files one after the other, so that a drop of many does not fill the memory at once.
 * @param onRead called with each file that was read, in the order given
 * @returns a sentence for each file that was not
 */
export async function readFiles(
  files: readonly File[],
  onRead: (data: FileData) => void,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const file of files.slice(0, mostFiles)) {
    if (file.size > largestFile) {
      // Rounded up: a file just over the limit would else seem to have the very size that is allowed.
      const [size, limit] = [Math.ceil(file.size / 100_000) * 100_000, largestFile].map(formatBytes);
      problems.push(
        l10n.t(
          "“{0}” was not attached: it has {1}, and {2} is the limit. Attach a smaller file.",
          file.name,
          size ?? "",
          limit ?? "",
        ),
      );
      continue;
    }
    try {
      onRead({ name: file.name, mediaType: file.type, base64: await base64Of(file) });
    } catch {
      problems.push(l10n.t("“{0}” was not attached: it cannot be read. Is it a folder, or was it moved?", file.name));
    }
  }
  if (files.length > mostFiles) {
    problems.push(
      l10n.t("Only the first {0} files were attached. Attach the others in a second go.", formatNumber(mostFiles)),
    );
  }
  return problems;
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // Behind the comma of a data URL; the one of an empty file may have none.
      const [, base64 = ""] = typeof reader.result === "string" ? reader.result.split(",", 2) : [];
      resolve(base64);
    };
    reader.onerror = () => reject(reader.error ?? new Error("The file cannot be read"));
    reader.readAsDataURL(file);
  });
}
