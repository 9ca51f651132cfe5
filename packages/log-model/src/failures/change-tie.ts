/** What a change, or what began after it, is known by. */
export interface Named {
  /** Log groups or files. */
  readonly locations: readonly string[];
  /** Redacted texts that may name services, resources and principals: lines, titles, users, resources of a call. */
  readonly texts: readonly string[];
  /** Who made a change whose target is known: ties it to what names the same principal, never to a workload with a similar name. */
  readonly principals?: readonly string[];
}

/** Segments of a log group or file name that say nothing about whose log it is. */
const generic =
  /^(?:aws|app|apps|application|applications|service|services|svc|log|logs|lambda|ecs|eks|ec2|rds|cluster|clusters|instance|containerinsights|dataplane|host|performance|var|opt|srv|tmp|home|usr|local|data|prod|production|staging|stage|dev|test|main|default|all|out|output|stdout|stderr|console|error|errors|access|system|syslog|messages|journal|kern|kernel|daemon|auth|secure|audit|events?|trail|cloudtrail|vpc|flow|current|server|node|worker|\d{1,20}|[0-9a-f]{8,64})$/;

const extension = /(?:\.(?:log|logs|json|jsonl|ndjson|txt|csv|out|err|gz|xz|zst|bz2|\d{1,8}))+$/;
/** What a Deployment adds to the name of a pod: the hash of its template, and of the pod. */
const podHash = /-[0-9a-f]{8,10}-[0-9a-z]{5}$/;

const minName = 3;
const maxTexts = 16;
const maxText = 600;
const maxNames = 40;

/**
 * The workload whose log stands at a location: the last segment of its name that is not generic.
 *
 * @example workloadOf('/aws/lambda/orders-api') // 'orders-api'
 * @example workloadOf('pods/orders-7d4b9c6f5-x2x9k/app.log') // 'orders'
 */
export const workloadOf = (location: string): string | undefined =>
  location
    .toLowerCase()
    .split(/[/:\\]/, 40)
    .map((segment) => segment.replace(extension, '').replace(podHash, ''))
    .findLast((segment) => segment.length >= minName && !generic.test(segment));

const isWordPart = (character: string | undefined): boolean => character !== undefined && /[a-z0-9]/.test(character);

/** Whether a text contains a name as a whole: `inventory` in `shop-inventory-task`, not in `inventoryless`. */
const names = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + name.length])) return true;
  return false;
};

/** Names of resources and principals in a text: words with a mark or a digit inside, such as `orders-db` or `i-0a1b2c`; no versions or times. */
const resourcesIn = (texts: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const text of texts)
    for (const [name] of text.matchAll(/(?<![a-z0-9])[a-z][a-z0-9]{0,40}(?:[-_.][a-z0-9]{1,40}){1,8}/g)) {
      if (found.size >= maxNames) return found;
      if (name.length >= minName + 2 && !/^v\d|\.(?:com|net|org)$/.test(name)) found.add(name);
    }
  return found;
};

const lowered = (texts: readonly string[]): readonly string[] =>
  texts.slice(0, maxTexts).map((text) => text.slice(0, maxText).toLowerCase());

/**
 * Whether something besides the time ties a change to what began after it: the same log source, the same workload, a workload that the other
 * names, or a resource or principal that both name. A change that nothing ties is not named before a finding, since in an account something
 * always changes somewhere.
 *
 * @example
 * isTied({ locations: [], texts: ['UpdateService (shop, checkout)'], principals: ['ana'] }, { locations: ['/shop/checkout'], texts: [] }) // true
 */
export const isTied = (change: Named, about: Named): boolean => {
  if (change.locations.some((location) => location !== '' && about.locations.includes(location))) return true;
  const [changeTexts, aboutTexts] = [lowered(change.texts), lowered(about.texts)];
  const changed = change.locations.flatMap((location) => workloadOf(location) ?? []);
  const failing = about.locations.flatMap((location) => workloadOf(location) ?? []);
  if (changed.some((name) => failing.includes(name) || aboutTexts.some((text) => names(text, name)))) return true;
  if (failing.some((name) => changeTexts.some((text) => names(text, name)))) return true;
  const both = [...resourcesIn(changeTexts), ...(change.principals ?? []).map((name) => name.toLowerCase())];
  return both.some((name) => aboutTexts.some((text) => names(text, name)));
};
