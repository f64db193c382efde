import Module from "node:module";

type Load = (this: unknown, request: string, parent: NodeJS.Module | null | undefined, isMain: boolean) => unknown;

/** What a module gets when it asks for `request`, changed or as it is. May be asked about its own result again. */
export type ChangeExports = (request: string, from: string, exports: unknown) => unknown;

/**
 * Looks at everything that CommonJS modules load. VS Code replaces `Module._load` long after a preload has
 * run, and answers for "vscode" without calling what was there before; so it is an accessor here that
 * wraps whatever is assigned to it.
 */
export function observeLoads(change: ChangeExports): void {
  const wrap = (load: Load): Load =>
    function (...args) {
      const [request, parent] = args;
      return change(request, parent?.filename ?? "", Reflect.apply(load, this, args));
    };
  const loader = Module as unknown as { _load: Load };
  let current = wrap(loader._load);
  Object.defineProperty(loader, "_load", {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (load: Load) => {
      current = wrap(load);
    },
  });
}
