/** An address with another one inside; whoever decodes it on the way adds a parameter and cuts the value. */
export const EXACT_ADDRESS = "https://example.com/r?to=https%3A%2F%2Fa.example%2Fx%3Fy%3D1%26z%3D2&k=v+w%2B%25#a%23b";

/**
 * An answer that names files in the ways in which models and compilers do.
 *
 * @param folder the absolute path of the workspace, with `/`; without it only relative paths are named
 */
export function fileLinks(folder: string | undefined): string {
  const absolute =
    folder === undefined
      ? []
      : [
          `- [by its address](file://${folder}/README.md)`,
          `- [for the editor](vscode-insiders://file${folder}/src/main.ts:3:2)`,
          `- inside of WSL: \`\\\\wsl$\\Ubuntu${folder.replaceAll("/", "\\")}\\README.md\``,
        ];
  return [
    "Changed src/main.ts:12, and src/__tests__/main.test.ts(2,5) with it. Words and/or src/gone.ts:1 stay words.",
    "",
    "- [the procedure](folder/Stored Procedures/means.sql)",
    "- `folder/Stored Procedures/means.sql:2`",
    "- src/main.ts:4–6 and [some lines](src/main.ts#8-9)",
    "- [one line](src/main.ts#17) and [a section](README.md#files)",
    ...absolute,
    "- outside: /etc/passwd:1 and `../../etc/hosts`",
    "",
    `[A redirect](${EXACT_ADDRESS}) and [a letter](mailto:a@example.com?subject=x%26y).`,
  ].join("\n");
}
