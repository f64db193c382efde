/** A memento of VS Code in memory: what is set counts at once, whether or not it can be written down. */
export class MemoryMemento {
  /** Like a disk that is full. */
  broken = false;
  private readonly values = new Map<string, unknown>();

  get<T>(key: string, otherwise: T): T {
    return this.values.has(key) ? (this.values.get(key) as T) : otherwise;
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return this.broken ? Promise.reject(new Error("The disk is full.")) : Promise.resolve();
  }
}
