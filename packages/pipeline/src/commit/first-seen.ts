import { windowStart, type CountContribution, type EventEvidence } from '@bellwether/log-model';
import {
  profileOf,
  profileScopeOf,
  profileValueOf,
  profileWindowMs,
  settleFirstSeen,
} from '@bellwether/log-model/decide';
import { inParallel, type CountStore } from '@bellwether/ports';

/** Values that a process remembers as known; beyond it all are forgotten and read again. */
const maxRemembered = 200_000;

/**
 * Since when values are known, by profile and name, as a store has said it: a time only ever gets earlier, so what is known stays known.
 * Nothing is remembered of what a batch adds itself: it may fail.
 */
const remembered = new WeakMap<object, Map<string, number>>();

const rememberedOf = (store: object): Map<string, number> => {
  const known = remembered.get(store);
  if (known !== undefined && known.size < maxRemembered) return known;
  const fresh = new Map<string, number>();
  remembered.set(store, fresh);
  return fresh;
};

/** Evidence of a batch of which only what is new about a principal is left, and what profiles must remember. */
export interface SettledEvidence {
  readonly evidence: readonly EventEvidence[];
  readonly counts: readonly CountContribution[];
}

/** What evidence about one principal is asked by. */
const askedOf = ({ event, evidence }: EventEvidence) => {
  const { principal, firstSeen, provenance, rule } = evidence;
  // What a line only claims must neither fill nor use the past of anybody.
  if (principal === undefined || firstSeen === undefined || provenance === 'claimed') return undefined;
  const scope = profileScopeOf(event.account, principal);
  const startMs = windowStart(event.timestampMs, profileWindowMs);
  return { scope, startMs, name: `${startMs} ${scope} ${profileValueOf(rule, firstSeen.value)}` };
};

/**
 * Leaves of evidence that must be new what is new. A profile is read only where the process does not know everything that its principal did
 * in the batch, so most batches read none.
 *
 * @throws PortError when the store fails
 */
export const settleEvidence = async (
  store: Pick<CountStore, 'rows'>,
  found: readonly EventEvidence[],
): Promise<SettledEvidence> => {
  const known = rememberedOf(store);
  const unknown = new Map<string, { readonly items: EventEvidence[]; fromMs: number; toMs: number }>();
  const waiting: EventEvidence[] = [];
  for (const item of found) {
    if (item.evidence.firstSeen === undefined) continue;
    const asked = askedOf(item);
    if (asked === undefined) continue;
    const { scope, startMs, name } = asked;
    waiting.push(item);
    if ((known.get(name) ?? Infinity) < windowStart(item.event.timestampMs)) continue;
    const profile = unknown.get(scope) ?? { items: [], fromMs: startMs, toMs: startMs };
    unknown.set(scope, profile);
    profile.items.push(item);
    [profile.fromMs, profile.toMs] = [Math.min(profile.fromMs, startMs), Math.max(profile.toMs, startMs)];
  }
  if (waiting.length === 0)
    return { evidence: found.filter(({ evidence }) => evidence.firstSeen === undefined), counts: [] };
  const settled = await inParallel([...unknown], 8, async ([scope, { items, fromMs, toMs }]) => {
    const profile = profileOf(await store.rows(scope, fromMs - profileWindowMs, toMs + 1));
    for (const [startMs, values] of profile)
      for (const [name, firstMs] of values) known.set(`${startMs} ${scope} ${name}`, firstMs);
    return settleFirstSeen(scope, items, profile);
  });
  const fresh = new Set(settled.flatMap((one) => one.fresh));
  return {
    evidence: found.filter((item) => item.evidence.firstSeen === undefined || fresh.has(item)),
    counts: settled.flatMap((one) => one.counts),
  };
};
