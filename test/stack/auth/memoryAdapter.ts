import { type Adapter, type AdapterPayload, errors } from "oidc-provider";

/** oidc-provider's detail of the `invalid_grant` for a refresh token that comes a second time. */
export const ALREADY_USED = "refresh token already used";

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970; Infinity for what never expires. */
  readonly expiresAt: number;
}

/** What one auth server remembers, one map a model. oidc-provider's own store is shared by the whole process. */
export class MemoryStore {
  private readonly models = new Map<string, Map<string, Entry>>();

  model(name: string): Map<string, Entry> {
    const model = this.models.get(name) ?? new Map<string, Entry>();
    this.models.set(name, model);
    return model;
  }

  revokeGrant(grantId: string): void {
    for (const model of this.models.values()) {
      for (const [id, entry] of model) {
        if (entry.payload.grantId === grantId) {
          model.delete(id);
        }
      }
    }
  }
}

/** oidc-provider's view of one model of the store. */
export class MemoryAdapter implements Adapter {
  constructor(
    private readonly store: MemoryStore,
    private readonly name: string,
  ) {}

  private get entries(): Map<string, Entry> {
    return this.store.model(this.name);
  }

  upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const expiresAt = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
    this.entries.set(id, { payload, expiresAt });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    const entry = this.entries.get(id);
    return Promise.resolve(entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.userCode === userCode);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findWhere((payload) => payload.uid === uid);
  }

  /**
   * Two requests at the same moment both find a token unused: the second one is refused here, with the same
   * words and the same end of the token family as one that comes later.
   */
  consume(id: string): Promise<void> {
    const { payload } = this.entries.get(id) ?? {};
    if (payload?.consumed !== undefined) {
      this.store.revokeGrant(payload.grantId ?? "");
      return Promise.reject(new errors.InvalidGrant(ALREADY_USED));
    }
    if (payload !== undefined) {
      payload.consumed = Math.floor(Date.now() / 1000);
    }
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    this.entries.delete(id);
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    this.store.revokeGrant(grantId);
    return Promise.resolve();
  }

  private findWhere(matches: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    const live = [...this.entries.values()].filter(({ expiresAt }) => expiresAt > Date.now());
    const found = live.find(({ payload }) => matches(payload));
    return Promise.resolve(found?.payload);
  }
}
