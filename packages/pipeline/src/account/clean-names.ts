import {
  defaultRedactionPolicy,
  redact,
  type Provenance,
  type RecordOrigin,
  type RecordPosition,
  type RedactionPolicy,
} from '@bellwether/log-model';

/** Names that were looked at; log streams and groups come again with each delivery. */
const maxNames = 4_096;

/** Accounts and regions as they must be: an account looks like a number that somebody may want taken out. */
const knownForm = /^(?:\d{12}|[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2})?$/;

/**
 * Takes out of the names of a record's origin what the policy takes out of messages: whoever writes a log chooses its stream's name, and a
 * file's. Positions whose names are clean come back as they are.
 */
export const nameCleaner = (policy: RedactionPolicy = defaultRedactionPolicy) => {
  const names = new Map<string, string>();
  const origins = new WeakMap<RecordOrigin, RecordOrigin>();
  const clean = (name: string): string => {
    if (knownForm.test(name)) return name;
    const known = names.get(name);
    if (known !== undefined) return known;
    if (names.size >= maxNames) names.clear();
    const { text } = redact(name, policy);
    names.set(name, text);
    return text;
  };
  const originOf = (origin: RecordOrigin): RecordOrigin => {
    const known = origins.get(origin);
    if (known !== undefined) return known;
    const [account, region] = [clean(origin.account), clean(origin.region)];
    const [logGroup, logStream] = [clean(origin.logGroup), clean(origin.logStream)];
    const isClean =
      account === origin.account &&
      region === origin.region &&
      logGroup === origin.logGroup &&
      logStream === origin.logStream;
    const cleaned = isClean ? origin : { account, region, logGroup, logStream };
    origins.set(origin, cleaned);
    return cleaned;
  };
  const provenanceOf = (provenance: Provenance): Provenance => {
    const { origin, object, sendingAccount } = provenance;
    const [cleanOrigin, cleanKey] = [originOf(origin), object && clean(object.key)];
    const sender = sendingAccount && clean(sendingAccount);
    if (cleanOrigin === origin && cleanKey === object?.key && sender === sendingAccount) return provenance;
    return {
      ...provenance,
      origin: cleanOrigin,
      ...(sender === undefined ? {} : { sendingAccount: sender }),
      ...(object === undefined || cleanKey === undefined ? {} : { object: { ...object, key: cleanKey } }),
    };
  };
  return {
    originOf,
    positionOf: (position: RecordPosition): RecordPosition => {
      const origin = originOf(position.origin);
      const provenance = position.provenance && provenanceOf(position.provenance);
      if (origin === position.origin && provenance === position.provenance) return position;
      return { ...position, origin, ...(provenance === undefined ? {} : { provenance }) };
    },
  };
};
