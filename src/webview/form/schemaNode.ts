/** A JSON object of a schema: untrusted, so every keyword is looked at before it is used. */
export type SchemaNode = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A keyword's text, or undefined when it is none. */
export function textOf(node: SchemaNode, keyword: string): string | undefined {
  const value = node[keyword];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A keyword's number, or undefined when it is none. */
export function numberOf(node: SchemaNode, keyword: string): number | undefined {
  const value = node[keyword];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A keyword's list; empty when it is none. */
export function listOf(node: SchemaNode, keyword: string): readonly unknown[] {
  const value = node[keyword];
  return Array.isArray(value) ? value : [];
}

/** The node with one keyword less. */
export function without(node: SchemaNode, keyword: string): SchemaNode {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== keyword));
}

/**
 * Looks up a reference inside the same schema (`#`, `#/$defs/Address`).
 * @returns undefined for addresses elsewhere and for places that do not exist
 */
export function lookUp(root: unknown, reference: string): unknown {
  if (reference === "#") {
    return root;
  }
  if (!reference.startsWith("#/")) {
    return undefined;
  }
  return reference
    .slice(2)
    .split("/")
    .map(unescapePointer)
    .reduce<unknown>(
      (node, key) =>
        typeof node === "object" && node !== null && Object.hasOwn(node, key) ? (node as SchemaNode)[key] : undefined,
      root,
    );
}

/** RFC 6901 §4 and §6: percent-encoding first, then `~1` and `~0`. */
function unescapePointer(key: string): string {
  let decoded = key;
  try {
    decoded = decodeURIComponent(key);
  } catch {
    // A stray percent sign: the key is meant as it stands.
  }
  return decoded.replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * Puts the parts of an `allOf` into one node: properties and required names are joined, of other
 * keywords the last one counts. Right for what intersections of objects are written as.
 */
export function joined(nodes: readonly SchemaNode[]): SchemaNode {
  return nodes.reduce(
    (before, node) => ({
      ...before,
      ...node,
      ...(isNode(before["properties"]) && isNode(node["properties"])
        ? { properties: { ...before["properties"], ...node["properties"] } }
        : {}),
      ...(Array.isArray(before["required"]) && Array.isArray(node["required"])
        ? { required: [...(before["required"] as unknown[]), ...(node["required"] as unknown[])] }
        : {}),
    }),
    {},
  );
}
