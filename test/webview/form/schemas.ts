import fc from "fast-check";

/** A schema with data that fit it. */
export interface Sample {
  readonly schema: object;
  readonly data: fc.Arbitrary<unknown>;
}

const names = ["alpha", "beta", "gamma", "delta"] as const;

const text: fc.Arbitrary<Sample> = fc
  .record({ minLength: fc.nat(3), more: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: ["more"] })
  .map(({ minLength, more }) => {
    const maxLength = (minLength ?? 0) + more;
    const schema = { type: "string", ...(minLength === undefined ? {} : { minLength }), maxLength };
    const unit = fc.constantFrom("a", "B", "7", " ", "é", "👍", '"');
    return { schema, data: fc.string({ unit, minLength: minLength ?? 0, maxLength }) };
  });

const formats: readonly Sample[] = [
  { schema: { type: "string", format: "email" }, data: fc.constantFrom("a@example.org", "ada.b@mail.example.com") },
  {
    schema: { type: "string", format: "uri" },
    data: fc.constantFrom("https://example.com/a?b#c", "mailto:a@b.example"),
  },
  { schema: { type: "string", format: "date" }, data: fc.constantFrom("2028-02-29", "1999-12-31") },
  {
    schema: { type: "string", format: "date-time" },
    data: fc.constantFrom("2026-03-31T14:30:00Z", "2026-03-31T14:30:00.5+02:00"),
  },
  { schema: { type: "string", format: "time" }, data: fc.constantFrom("14:30:00Z", "23:59:59+01:00") },
  { schema: { type: "string", format: "uuid" }, data: fc.uuid() },
  { schema: { type: "string", format: "ipv4" }, data: fc.ipV4() },
  { schema: { type: "string", format: "ipv6" }, data: fc.ipV6() },
  { schema: { type: "string", format: "hostname" }, data: fc.constantFrom("example.com", "a-b.c") },
  { schema: { type: "string", format: "duration" }, data: fc.constantFrom("P1DT2H", "P3W", "PT5S") },
  { schema: { type: "string", pattern: "^[A-Z]{2}-\\d+$" }, data: fc.constantFrom("AB-1", "ZZ-999") },
];

const number: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: { type: "integer" }, data: fc.maxSafeInteger() },
  { schema: { type: "integer", minimum: -3, exclusiveMaximum: 9 }, data: fc.integer({ min: -3, max: 8 }) },
  { schema: { type: "number", multipleOf: 0.1, minimum: 0 }, data: fc.nat(1000).map((tenths) => tenths / 10) },
  { schema: { type: "number" }, data: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0) },
);

const options = fc.uniqueArray(fc.oneof(fc.constantFrom(...names), fc.integer(), fc.boolean()), {
  minLength: 1,
  maxLength: 4,
});

const fixed: fc.Arbitrary<Sample> = options.chain((values) => {
  const named = values.map((value, index) => ({ const: value, title: `Option ${index}` }));
  const schemas: object[] = [{ enum: values }, { enum: values, enumNames: values.map(String) }, { oneOf: named }];
  return fc.constantFrom(...schemas, { anyOf: named }).map((schema) => ({ schema, data: fc.constantFrom(...values) }));
});

const boolean = fc.constant<Sample>({ schema: { type: "boolean" }, data: fc.boolean() });
const leaf = fc.oneof(text, fc.constantFrom(...formats), number, fixed, boolean);

const objectOf = (
  properties: Readonly<Record<string, Sample>>,
  required: readonly string[],
  more: object = {},
): Sample => ({
  schema: {
    type: "object",
    properties: Object.fromEntries(Object.entries(properties).map(([name, { schema }]) => [name, schema])),
    required,
    ...more,
  },
  data: fc.record(Object.fromEntries(Object.entries(properties).map(([name, { data }]) => [name, data])), {
    requiredKeys: [...required],
  }),
});

const merged = (one: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(one, other).map(([a, b]) => ({ ...(a as object), ...(b as object) }));

function composed(inner: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const three = fc.tuple(inner, inner, inner);
  const object = fc
    .tuple(fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 4 }), fc.infiniteStream(fc.boolean()))
    .map(([properties, coin]) =>
      objectOf(
        properties,
        Object.keys(properties).filter(() => coin.next().value === true),
      ),
    );
  const list = fc
    .record({ item: inner, minItems: fc.nat(2), unique: fc.boolean() })
    .map(({ item, minItems, unique }) => ({
      schema: {
        type: "array",
        items: item.schema,
        maxItems: minItems + 3,
        ...(unique ? { uniqueItems: true } : { minItems }),
      },
      data: unique
        ? fc.uniqueArray(item.data, { maxLength: minItems + 3, selector: (entry) => JSON.stringify(entry) })
        : fc.array(item.data, { minLength: minItems, maxLength: minItems + 3 }),
    }));
  const tuple = fc.tuple(three, fc.boolean()).map(([[a, b, c], isOpen]) => ({
    schema: { type: "array", prefixItems: [a.schema, b.schema], items: isOpen ? c.schema : false, minItems: 2 },
    data: isOpen
      ? fc.tuple(a.data, b.data, fc.array(c.data, { maxLength: 3 })).map(([x, y, rest]) => [x, y, ...rest])
      : fc.tuple(a.data, b.data),
  }));
  const record = inner.map(({ schema, data }) => ({
    schema: { type: "object", propertyNames: { type: "string", minLength: 1 }, additionalProperties: schema },
    data: fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), data, { maxKeys: 3 }),
  }));
  const nullable = fc.tuple(inner, fc.boolean()).map(([{ schema, data }, isFirst]) => ({
    schema: { anyOf: isFirst ? [{ type: "null" }, schema] : [schema, { type: "null" }] },
    data: fc.option(data, { freq: 3 }),
  }));
  const marked = (mark: string, name: string, sample: Sample): Sample =>
    objectOf({ kind: { schema: { const: mark }, data: fc.constant(mark) }, [name]: sample }, ["kind", name]);
  const discriminated = fc.tuple(inner, inner).map(([a, b]) => {
    const [one, other] = [marked("one", "first", a), marked("other", "second", b)];
    return {
      schema: { oneOf: [one.schema, other.schema], discriminator: { propertyName: "kind" } },
      data: fc.oneof(one.data, other.data),
    };
  });
  const beside = fc.tuple(three, fc.boolean()).map(([[a, b, c], asAllOf]) => {
    const base = objectOf({ shared: a }, ["shared"]);
    const [one, other] = [objectOf({ first: b }, ["first"]), marked("other", "second", c)];
    const union = { anyOf: [one.schema, other.schema] };
    return {
      schema: asAllOf ? { allOf: [base.schema, union] } : { ...base.schema, ...union },
      data: merged(base.data, fc.oneof(one.data, other.data)),
    };
  });
  const combinations = fc.tuple(leaf, leaf, leaf).map(([a, b, c]) => {
    const all = { token: a, user: b, pass: c };
    return {
      schema: { ...objectOf(all, []).schema, anyOf: [{ required: ["token"] }, { required: ["user", "pass"] }] },
      data: fc.oneof(objectOf(all, ["token"]).data, objectOf(all, ["user", "pass"]).data),
    };
  });
  const conditional = fc.tuple(inner, inner).map(([a, b]) => {
    const country = (value: string): Sample => ({ schema: { enum: ["FR", "US"] }, data: fc.constant(value) });
    const french = objectOf({ country: country("FR"), zip: a }, ["country", "zip"]);
    const american = objectOf({ country: country("US"), state: b }, ["country", "state"]);
    return {
      schema: {
        type: "object",
        properties: { country: { enum: ["FR", "US"] } },
        required: ["country"],
        if: { properties: { country: { const: "FR" } } },
        then: { properties: { zip: a.schema }, required: ["zip"] },
        else: { properties: { state: b.schema }, required: ["state"] },
      },
      data: fc.oneof(french.data, american.data),
    };
  });
  const dependent = fc.tuple(leaf, leaf).map(([a, b]) => {
    const both = { card: a, code: b };
    return {
      schema: { ...objectOf(both, []).schema, dependentRequired: { card: ["code"] } },
      data: fc.oneof(objectOf({ code: b }, []).data, objectOf(both, ["card", "code"]).data),
    };
  });
  return fc.oneof(object, list, tuple, record, nullable, discriminated, beside, combinations, conditional, dependent);
}

const levels = fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 5, arbitrary: composed(leaf) });

/** Schemas of every kind that a form knows, a few levels deep, some of them behind a `$ref`. */
export const samples: fc.Arbitrary<Sample> = fc
  .tuple(fc.oneof(levels, composed(levels)), fc.boolean())
  .map(([{ schema, data }, isBehind]) =>
    isBehind ? { schema: { $ref: "#/$defs/It", $defs: { It: schema } }, data } : { schema, data },
  );
