import type { JsonBytes } from './skip-json.ts';

/** Fields that decide what a record means: what it says, whether it failed, and which rules could hit it. */
export const decidingFields = [
  'eventSource',
  'eventName',
  'errorCode',
  'eventType',
  'eventCategory',
  'readOnly',
  'recipientAccountId',
  'sessionCredentialFromConsole',
  'userIdentity.type',
  'userIdentity.invokedBy',
  'responseElements.ConsoleLogin',
] as const;

/** Objects whose own fields are looked at. */
const parents = ['userIdentity', 'responseElements'] as const;

/** Keys that make something else of a record, or spell a deciding field in a second way that rules know. */
const strangers = [
  'detail',
  'insightDetails',
  'digestStartTime',
  'digestS3Object',
  ...decidingFields.filter((field) => field.includes('.')),
];

/** Keys that most records have and that decide nothing: known so that they are found as quickly as the others. */
const bystanders = {
  top: 'awsRegion sourceIPAddress userAgent requestParameters requestID managementEvent tlsDetails additionalEventData sharedEventID resources vpcEndpointId apiVersion eventVersion',
  userIdentity: 'principalId arn accountId accessKeyId userName sessionContext',
  responseElements: '',
};

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What a key is to the scan: a position in `starts` and `ends`, a parent, a stranger or a bystander. */
export interface Key {
  /** As it is written: between quotes, with the colon. */
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly slot: number;
  readonly inner?: Keys;
  /** The key that stood after it last time: records of a kind have their keys in one order. */
  next: Key | undefined;
  /** The value it had last, where that may be met again: from `lastStart` to `lastEnd` in the bytes number `lastIn`. */
  lastIn: number;
  lastStart: number;
  lastEnd: number;
}

export interface Keys {
  /** Positions of the values among them. */
  readonly slots: readonly number[];
  readonly byLength: readonly (readonly Key[] | undefined)[];
  first: Key | undefined;
}

/** Positions of the values that are asked for by name. */
export const slots = {
  eventSource: decidingFields.indexOf('eventSource'),
  eventName: decidingFields.indexOf('eventName'),
  recipientAccountId: decidingFields.indexOf('recipientAccountId'),
  eventTime: decidingFields.length,
  eventID: decidingFields.length + 1,
  errorMessage: decidingFields.length + 2,
  eventVersion: decidingFields.length + 3,
  firstParent: decidingFields.length + 4,
};
export const strangerSlot = -1;
export const bystanderSlot = -2;
export const slotCount = slots.firstParent + parents.length;

const keyOf = (name: string, slot: number, inner?: Keys): Key => {
  const bytes = encode(`"${name}":`);
  const view = new DataView(bytes.buffer);
  const words = Int32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getInt32(index * 4, true));
  const last = { lastIn: 0, lastStart: 0, lastEnd: 0 };
  return { bytes, words, slot, ...(inner === undefined ? {} : { inner }), next: undefined, ...last };
};

const keysOf = (keys: readonly Key[], others: string): Keys => {
  const byLength: Key[][] = [];
  const known = new Set<string>();
  const bystanding = others.split(' ').map((name) => keyOf(name, bystanderSlot));
  for (const key of [...keys, ...bystanding]) {
    const text = new TextDecoder().decode(key.bytes);
    if (!known.has(text)) (byLength[key.bytes.length] ??= []).push(key);
    known.add(text);
  }
  return { slots: keys.map(({ slot }) => slot), byLength, first: undefined };
};

const innerKeys = (parent: (typeof parents)[number]): Keys => {
  const own = decidingFields.flatMap((field, slot) =>
    field.startsWith(`${parent}.`) ? [keyOf(field.slice(parent.length + 1), slot)] : [],
  );
  return keysOf(own, bystanders[parent]);
};

/** Made anew for each scan, since the order of the keys is remembered in them. */
export const topKeys = (): Keys =>
  keysOf(
    [
      ...decidingFields.flatMap((field, slot) => (field.includes('.') ? [] : [keyOf(field, slot)])),
      ...(['eventTime', 'eventID', 'errorMessage', 'eventVersion'] as const).map((name) => keyOf(name, slots[name])),
      ...parents.map((name, index) => keyOf(name, slots.firstParent + index, innerKeys(name))),
      ...strangers.map((name) => keyOf(name, strangerSlot)),
    ],
    bystanders.top,
  );

/** Whether a key stands at an index, quotes and colon included; by four bytes, then by one. */
export const isKeyAt = ({ bytes, view }: JsonBytes, at: number, end: number, key: Key): boolean => {
  const { words } = key;
  if (at + key.bytes.length > end) return false;
  for (let index = 0; index < words.length; index += 1)
    if (view.getInt32(at + index * 4, true) !== words[index]) return false;
  for (let index = words.length * 4; index < key.bytes.length; index += 1)
    if (bytes[at + index] !== key.bytes[index]) return false;
  return true;
};

/** The key between two quotes, whatever stands between it and its colon. */
export const findKey = ({ byLength }: Keys, bytes: Uint8Array, start: number, behind: number): Key | undefined => {
  const candidates = byLength[behind + 1 - start];
  if (candidates === undefined) return undefined;
  for (let index = 0; index < candidates.length; index += 1) {
    const key = candidates[index]!;
    let at = 1;
    while (at < key.bytes.length - 2 && bytes[start + at] === key.bytes[at]) at += 1;
    if (at === key.bytes.length - 2) return key;
  }
  return undefined;
};
