/** The texts of something that may change, as they were at one time. */
export interface CachedTexts {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly texts: readonly string[];
}

/**
 * Keeps texts up to a size. What changed longest ago goes first: whoever looks through everything begins with what
 * changed last, so that the rest may be read again without harm.
 */
export class TextCache {
  private readonly kept = new Map<string, CachedTexts & { readonly size: number }>();
  private size = 0;

  /**
   * @param maxSize of all texts together
   * @param sizeOf of one text, in the same unit; its length when it is left out
   */
  constructor(
    private readonly maxSize: number,
    private readonly sizeOf: (text: string) => number = (text) => text.length,
  ) {}

  /** @returns undefined also for what has changed since */
  get(id: string, updatedAt: number): readonly string[] | undefined {
    const known = this.kept.get(id);
    return known?.updatedAt === updatedAt ? known.texts : undefined;
  }

  set(id: string, updatedAt: number, texts: readonly string[]): void {
    this.drop(id);
    const size = texts.reduce((sum, text) => sum + this.sizeOf(text), 0);
    this.kept.set(id, { id, updatedAt, texts, size });
    this.size += size;
    while (this.size > this.maxSize) {
      this.drop(this.oldest());
    }
  }

  all(): Iterable<CachedTexts> {
    return this.kept.values();
  }

  private drop(id: string): void {
    this.size -= this.kept.get(id)?.size ?? 0;
    this.kept.delete(id);
  }

  private oldest(): string {
    let found: CachedTexts | undefined;
    for (const thread of this.kept.values()) {
      if (found === undefined || thread.updatedAt < found.updatedAt) {
        found = thread;
      }
    }
    return found?.id ?? "";
  }
}
