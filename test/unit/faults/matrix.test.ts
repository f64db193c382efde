import { FAULTS, type NamedFault } from "../../stack/faults/faultList";
import { type Call, isSilent } from "./call";
import { ELSEWHERE_CALLS } from "./elsewhereCalls";
import { FaultStack } from "./faultStack";
import { type CellResult, runCell } from "./matrix";
import { MEMORY_CALLS } from "./memoryCalls";
import { writeReport } from "./report";
import { RESPONSE_CALLS } from "./responseCalls";
import { KEPT_CALLS, RUN_CALLS } from "./runCalls";
import { SIGN_IN_CALLS } from "./signInCalls";
import { THREAD_CALLS } from "./threadCalls";
import { WORKFLOW_CALLS } from "./workflowCalls";

/** Cells at a time; what is silent costs nothing but time. */
const AT_ONCE = 4;
const SILENT_AT_ONCE = 16;

const CALLS: readonly Call[] = [
  ...RUN_CALLS,
  ...THREAD_CALLS,
  ...SIGN_IN_CALLS,
  ...WORKFLOW_CALLS,
  ...MEMORY_CALLS,
  ...RESPONSE_CALLS,
  ...ELSEWHERE_CALLS,
  ...KEPT_CALLS,
];
const isWhole = process.env["FAULTS"] === "all";
/** Words that a cell has to have, each of them or one of those with a bar between them. */
const only = process.env["FAULTS_ONLY"]?.split(",").map((words) => words.split("|")) ?? [];

interface Cell {
  readonly call: Call;
  readonly named: NamedFault;
  readonly id: string;
  /** Settled by the test that tells of it. */
  result?: Promise<CellResult>;
}

const cells = CALLS.flatMap((call, row) =>
  FAULTS.map((named, column): Cell => ({ call, named, id: `cell-${String(row)}-${String(column)}` }))
    .filter(({ named: { streamsOnly } }) => !streamsOnly || call.streams)
    .filter((cell, column) => isWhole || isSample(cell, row, column)),
).filter(({ call, named }) => only.every((words) => words.some((word) => `${call.name} ${named.name}`.includes(word))));

/** A few of each call, each fault several times, and none that takes longer than a moment. */
function isSample({ named, call }: Cell, row: number, column: number): boolean {
  const { fault } = named;
  const isHeavy = fault.on === "answer" && (fault.then === "endless" || fault.then === "restart");
  const waits = isSilent(fault) && (!call.streams || call.isPatient === true);
  return !isHeavy && !waits && (row === 0 || (row * 5 + column) % 18 === 0);
}

/** Each call with each fault, against the real servers; `npm run test:faults` runs all of it. */
describe("when the network or the server fails", function () {
  this.timeout(20 * 60_000);
  let stack: FaultStack;
  const results = new Map<Cell, CellResult | "failed">();

  before(async () => {
    stack = await FaultStack.start(true);
    const isRestart = ({ named: { fault } }: Cell): boolean => "then" in fault && fault.then === "restart";
    const isHeavy = ({ named: { fault } }: Cell): boolean => fault.on === "answer" && fault.then === "endless";
    const apart = cells.filter((cell) => isRestart(cell) || isHeavy(cell));
    const silent = cells.filter(({ named }) => isSilent(named.fault));
    const others = cells.filter((cell) => !apart.includes(cell) && !silent.includes(cell));
    const together = Promise.all([start(others, AT_ONCE), start(silent, SILENT_AT_ONCE)]);
    void start(apart, 1, together);
  });
  after(async () => {
    await stack.close();
    if (isWhole) {
      writeReport(CALLS, FAULTS, (call, named) => {
        const cell = cells.find((each) => each.call === call && each.named === named);
        return cell && (results.get(cell) ?? "failed");
      });
    }
  });

  /** Begins cells, so many at a time. @returns when all of them are over */
  function start(some: readonly Cell[], atOnce: number, first: Promise<unknown> = Promise.resolve()): Promise<unknown> {
    const lanes = Array.from({ length: atOnce }, () => first);
    some.forEach((cell, index) => {
      const lane = index % atOnce;
      const run = lanes[lane]!.then(() => runCell(stack, cell.call, cell.named, cell.id));
      cell.result = run;
      lanes[lane] = run.catch(() => undefined);
    });
    return Promise.all(lanes);
  }

  for (const call of CALLS) {
    describe(call.name, () => {
      for (const cell of cells.filter((each) => each.call === call)) {
        it(cell.named.name, async () => {
          results.set(cell, "failed");
          results.set(cell, await cell.result!);
        });
      }
    });
  }
});
