/** How one session used one template. Ages are milliseconds since the session's first event. */
export interface TemplateUse {
  readonly count: number;
  readonly firstAgeMs: number;
  readonly lastAgeMs: number;
}

/**
 * Events that share an id.
 *
 * @example
 * { id: 'blk_1', firstMs: 1226262930000, uses: new Map([['received', { count: 3, firstAgeMs: 0, lastAgeMs: 1000 }]]) }
 */
export interface Session {
  readonly id: string;
  /** Time of its first event, epoch milliseconds UTC. */
  readonly firstMs: number;
  readonly uses: ReadonlyMap<string, TemplateUse>;
}

interface OpenSession {
  firstMs: number;
  readonly uses: Map<string, { count: number; firstMs: number; lastMs: number }>;
}

/** Sessions that are kept; more would need more memory than a machine may have. */
const maxSessions = 2_000_000;

/** Gathers events to sessions. Memory grows with the sessions and the templates of each, not with the events. */
export class SessionLog {
  readonly #sessions = new Map<string, OpenSession>();
  #endMs = -Infinity;

  /** Time of the latest event, epoch milliseconds UTC; -Infinity before the first. */
  get endMs(): number {
    return this.#endMs;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** @throws RangeError when there are more sessions than can be kept */
  add(id: string, template: string, timeMs: number): void {
    this.#endMs = Math.max(this.#endMs, timeMs);
    let session = this.#sessions.get(id);
    if (session === undefined) {
      if (this.#sessions.size >= maxSessions) throw new RangeError(`There are more than ${maxSessions} sessions.`);
      this.#sessions.set(id, (session = { firstMs: timeMs, uses: new Map() }));
    }
    session.firstMs = Math.min(session.firstMs, timeMs);
    const use = session.uses.get(template);
    if (use === undefined) session.uses.set(template, { count: 1, firstMs: timeMs, lastMs: timeMs });
    else {
      use.count += 1;
      use.firstMs = Math.min(use.firstMs, timeMs);
      use.lastMs = Math.max(use.lastMs, timeMs);
    }
  }

  /**
   * The sessions in the order of their first event.
   *
   * @param nameOf  what a template became: several names may have become one
   */
  sessions(nameOf: (template: string) => string = (template) => template): readonly Session[] {
    return Array.from(this.#sessions, ([id, { firstMs, uses }]) => {
      const named = new Map<string, TemplateUse>();
      for (const [template, use] of uses) {
        const name = nameOf(template);
        const before = named.get(name);
        const [firstAgeMs, lastAgeMs] = [use.firstMs - firstMs, use.lastMs - firstMs];
        named.set(name, {
          count: use.count + (before?.count ?? 0),
          firstAgeMs: Math.min(firstAgeMs, before?.firstAgeMs ?? Infinity),
          lastAgeMs: Math.max(lastAgeMs, before?.lastAgeMs ?? 0),
        });
      }
      return { id, firstMs, uses: named };
    });
  }
}
