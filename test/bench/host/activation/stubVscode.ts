/**
 * As much of the `vscode` module as an activation touches: every name is there, everything can be called,
 * constructed and subscribed to, and answers with more of the same. What is measured on it is an
 * extension's own code, for two extensions alike.
 */
export function stubVscode(): object {
  const l10n = { t: (text: unknown) => text, bundle: undefined };
  // The interop of compilers copies a module's own properties, which a proxy cannot list, unless it says
  // that it is an ES module; that of esbuild keeps its prototype besides.
  const known = { __esModule: true, EventEmitter: StubEmitter, Disposable: StubDisposable, l10n };
  return Object.create(withEverything(known)) as object;
}

/** What an extension's `activate` is given. @param packageJSON its manifest */
export function stubContext(extensionPath: string, subscriptions: unknown[], packageJSON: object): object {
  const context = { subscriptions, extensionPath, extension: { packageJSON, id: "bench.stub" } };
  return withEverything(context);
}

function withEverything(known: object): object {
  return new Proxy(known, {
    get: (target, name) => {
      if (name in target) {
        return Reflect.get(target, name) as unknown;
      }
      return name === "then" || typeof name === "symbol" ? undefined : anything(name);
    },
  });
}

class StubEmitter {
  readonly event = (): object => new StubDisposable();

  fire(): void {
    // Nobody listens.
  }

  dispose(): void {
    // Nothing is held.
  }
}

class StubDisposable {
  static from(): object {
    return new StubDisposable();
  }

  dispose(): void {
    // Nothing is held.
  }
}

const made = new Map<string, object>();

/**
 * Something that can be called, constructed and asked for any property. What a call returns can be awaited; names that
 * are read return no thenable.
 */
function anything(path: string): object {
  const known = made.get(path);
  if (known) {
    return known;
  }
  const stub: object = new Proxy(function stubbed() {}, {
    get: (target, name) => {
      if (name === "then" && path.endsWith("()")) {
        const settled = Promise.resolve(anything(`awaited ${path.slice(0, -2)}`));
        return settled.then.bind(settled);
      }
      if (name === "then" || name === Symbol.iterator || name === Symbol.asyncIterator) {
        return undefined;
      }
      if (name === Symbol.toPrimitive || name === "toString" || name === "valueOf") {
        return () => path;
      }
      return name === "prototype" ? (Reflect.get(target, name) as unknown) : anything(`${path}.${String(name)}`);
    },
    apply: (_target, _self, values: readonly unknown[]) => answerTo(path, values),
    construct: () => anything(`new ${path}`),
  });
  made.set(path, stub);
  return stub;
}

/** A setting that nobody has set has its default, a memento nothing; all other calls answer with another stub. */
function answerTo(path: string, values: readonly unknown[]): unknown {
  if (path.endsWith(".get") || path.endsWith(".inspect")) {
    return values[1];
  }
  return anything(`${path}()`);
}
