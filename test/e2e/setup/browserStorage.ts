import type { Page } from "playwright-core";

/**
 * Everything that this VS Code keeps in the browser, as one text: local storage and all of its
 * IndexedDB. What a person typed rests there, and so does each secret's name.
 */
export function browserStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found = [JSON.stringify(Object.entries(localStorage))];
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([
          done(objects.getAllKeys()),
          done(objects.getAll() as IDBRequest<unknown[]>),
        ]);
        // Files of VS Code for the web are bytes there.
        const asText = (_name: string, value: unknown): unknown =>
          value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
        found.push(JSON.stringify([keys, values], asText));
      }
      database.close();
    }
    return found.join("\n");
  });
}
