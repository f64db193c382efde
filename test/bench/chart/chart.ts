import type { Curve, Row } from "../measure/row";
import { type Drawing, ratioBars } from "./bars";
import { curvePlot } from "./curves";
import { element } from "./svg";

const WIDTH = 860;
const GAP = 28;
const MARGIN = 20;

/** Follows the scheme of whoever looks, with a ground of its own: a page may be of the other one. */
const STYLE = `
text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.title{font-size:14px;font-weight:600}.strong{font-weight:600}.quiet{fill:#59636e;font-size:11px}
.ground{fill:#fff;stroke:#d1d9e0}.grid{stroke:#d1d9e0}
.line{fill:none;stroke-width:2}rect.ours,.dot.ours{fill:#0969da}.line.ours{stroke:#0969da}
.dot.second{fill:#1a7f37}.line.second{stroke:#1a7f37;stroke-dasharray:7 3}
.dot.theirs{fill:#bc4c00}.line.theirs{stroke:#bc4c00;stroke-dasharray:2 3}
.dot.fourth{fill:#59636e}.line.fourth{stroke:#59636e;stroke-dasharray:10 3 2 3}
@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.quiet{fill:#9198a1}.ground{fill:#0d1117;stroke:#3d444d}.grid{stroke:#3d444d}
rect.ours,.dot.ours{fill:#4493f8}.line.ours{stroke:#4493f8}.dot.second{fill:#3fb950}.line.second{stroke:#3fb950}
.dot.theirs{fill:#f0883e}.line.theirs{stroke:#f0883e}.dot.fourth{fill:#9198a1}.line.fourth{stroke:#9198a1}}
`.replaceAll("\n", "");

/** Everything that was compared, as one SVG: bars for the ratios, plots for the curves. */
export function chart({ rows, curves }: { readonly rows: readonly Row[]; readonly curves: readonly Curve[] }): string {
  const drawings: readonly Drawing[] = [ratioBars(rows, WIDTH), ...curves.map((curve) => curvePlot(curve, WIDTH))];
  let y = MARGIN;
  const parts = drawings
    .filter(({ height }) => height > 0)
    .map(({ svg, height }) => {
      const placed = element("g", { transform: `translate(0 ${String(y)})` }, svg);
      y += height + GAP;
      return placed;
    });
  const height = y - GAP + MARGIN;
  const ground = element("rect", { class: "ground", x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 6 });
  const size = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${String(WIDTH)} ${String(Math.ceil(height))}`,
    role: "img",
  };
  const title = element("title", {}, "What Agent Chat costs beside others, measured by npm run bench");
  return `${element("svg", size, `${title}<style>${STYLE}</style>${ground}${parts.join("")}`)}\n`;
}
