// Types everywhere and rules for the tests, by one and the same compiler: it reads 900,000 lines of declarations, most
// of them Mastra's, and what it has worked out for the one check the other need not ask again.
import { ESLint } from "eslint";
import ts from "typescript";

/** Prints what is wrong with the types. @returns whether nothing is */
function checkTypes(program: ts.Program): boolean {
  const found = ts.getPreEmitDiagnostics(program);
  const host: ts.FormatDiagnosticsHost = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  };
  process.stdout.write(ts.formatDiagnostics(found, host));
  return found.length === 0;
}

/** Prints which rules are broken. @returns whether none is */
async function checkRules(program: ts.Program, patterns: readonly string[]): Promise<boolean> {
  const parserOptions = { projectService: false, programs: [program] };
  const eslint = new ESLint({ overrideConfig: { languageOptions: { parserOptions } } });
  const results = await eslint.lintFiles([...patterns]);
  const formatter = await eslint.loadFormatter("stylish");
  process.stdout.write(await formatter.format(results, {}));
  return results.every(({ errorCount, warningCount }) => errorCount + warningCount === 0);
}

const { config } = ts.readConfigFile("tsconfig.json", (path) => ts.sys.readFile(path)) as { config: unknown };
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
const program = ts.createProgram(fileNames, options);
const wellTyped = checkTypes(program);
const wellRuled = await checkRules(program, process.argv.length > 2 ? process.argv.slice(2) : ["test"]);
process.exitCode = wellTyped && wellRuled ? 0 : 1;
