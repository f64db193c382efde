/** Formulas in all delimiters, prices beside them, and diagrams; some that cannot be drawn, and none that runs anything. */
export const FORMULAS_AND_DIAGRAMS = String.raw`## The energy of a station

Einstein wrote \(E = mc^2\); the postcard costs $5, and the stamp $1.20. A root is $\sqrt{a_1^2 + b^2}$.

$$
\begin{aligned}
\bar{T} &= \frac{1}{n} \sum_{i=1}^{n} T_i \\
        &= 14.2\,{}^{\circ}\mathrm{C}
\end{aligned}
$$

The same as a matrix, with a rule for frost:

\[
A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}, \quad
f(t) = \begin{cases} 1 & t < 0 \\ 0 & \text{else} \end{cases}
\]

This one cannot be read, and is shown as it was written:

$$ \frac{a}{ $$

The links of this one are not taken: \(\href{javascript:alert(1)}{x}\).

## How a reading travels

${"```"}mermaid
flowchart TD
  station[Station] --> check{Plausible?}
  check -->|yes| store[(Climate normals)]
  check -->|no| bin[Set aside]
  store --> report([Report])
${"```"}

${"```"}mermaid
sequenceDiagram
  participant P as Person
  participant A as Weather Agent
  P->>A: How warm is Oslo in May?
  A-->>P: 11 °C
${"```"}

${"```"}mermaid
pie
  "sun": 60
  "rain": 40
${"```"}
`;
