import { npmCommand, runProgram } from "../../stack/host/runProgram";
import { atMost } from "../measure/goal";
import { type BenchSuite, judged, type Row } from "../measure/row";
import { SIZE_GOALS, type ShippedSizes, shippedSizes } from "./sizes/shippedSizes";

const WHAT: { readonly [Name in keyof ShippedSizes]: string } = {
  activation: "what activation loads",
  opened: "what the extension host has loaded once the panel is open",
  panel: "panel script",
  panelGzip: "panel script, gzip",
  vsix: "VSIX (Cline's: 7.28 MB)",
  vsixOtherwise: "VSIX without what draws formulas and diagrams",
};

export const suite: BenchSuite = {
  name: "sizes",
  what: "bytes of what is shipped",
  run: async () => {
    // The same build once more, with its licences, as a package.
    const [command, ...first] = npmCommand();
    await runProgram("Packaging the extension", command, [...first, "run", "--silent", "package"], {
      log: console.log,
    });
    const sizes = shippedSizes(process.cwd());
    const names = Object.keys(sizes) as (keyof ShippedSizes)[];
    const row = (name: keyof ShippedSizes): Row => {
      const goal = SIZE_GOALS[name];
      const goals = goal === undefined ? [] : [atMost(goal / 1000)];
      return judged({
        id: `size.${name}`,
        what: WHAT[name],
        unit: "KB",
        ours: [sizes[name] / 1000],
        exact: true,
        goals,
      });
    };
    return { rows: names.map(row), curves: [] };
  },
};
