import type { RawRecord, ReadOutcome, ReadRecord } from '@bellwether/log-events';
import { at, asText, isObject } from '../fields/json.ts';
import type { JsonObject } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { badShape } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { parseTime, timestampAt } from '../time/timestamp.ts';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';

/** Reads the line that a container wrote, once its runtime's wrapping is off. */
export type ReadInner = (raw: RawRecord, context: ReadContext) => ReadOutcome;

/** `2021-01-01T00:00:00.000000000Z stdout F message`. */
const criHead = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP]) /;

const withWrapping = (inner: ReadOutcome, attributes: AttributeSet, timestampMs: number | undefined): ReadOutcome => {
  if (inner.kind !== 'record') return inner;
  const record: ReadRecord = { ...inner.record, attributes: { ...attributes, ...inner.record.attributes } };
  return {
    kind: 'record',
    record: record.timestampMs === undefined && timestampMs !== undefined ? { ...record, timestampMs } : record,
  };
};

/** Lines as the Kubernetes container runtime interface writes them to files. */
export const criReader = (readInner: ReadInner): Reader => ({
  format: 'container-cri',
  dataset: 'eks',
  recognise: (text) => (criHead.test(text) ? 0.93 : 0),
  read(raw, context) {
    const match = criHead.exec(raw.text);
    if (match === null) return badShape('container-cri', 'header');
    const time = timestampAt(raw.text, 0, context.receivedMs)?.ms;
    return withWrapping(
      readInner({ ...raw, text: raw.text.slice(match[0].length) }, context),
      { 'log.iostream': match[1]! },
      time,
    );
  },
});

/** What a shipper says about the pod and container that wrote a line. */
export const kubernetesAttributes = (document: JsonObject): AttributeSet => {
  const attributes: AttributeSet = {};
  const kubernetes = document['kubernetes'];
  putText(attributes, 'log.iostream', document['stream']);
  if (!isObject(kubernetes)) return attributes;
  putText(attributes, 'orchestrator.namespace', kubernetes['namespace_name']);
  putText(attributes, 'orchestrator.resource.name', kubernetes['pod_name']);
  putText(attributes, 'container.name', kubernetes['container_name']);
  putText(attributes, 'container.image.name', kubernetes['container_image']);
  putText(attributes, 'host.hostname', kubernetes['host']);
  return attributes;
};

/** Docker's json-file lines and what Fluent Bit makes of them: `{"log":"…","stream":"stdout","time":"…","kubernetes":{…}}`. */
export const dockerReader = (readInner: ReadInner): Reader =>
  jsonReader({
    format: 'container-json',
    dataset: 'eks',
    keys: ['log', 'stream'],
    read(raw, document, context) {
      const text = asText(document['log']);
      if (text === undefined) return badShape('container-json', 'log');
      const time = parseTime(document['time'] ?? at(document, '@timestamp'), context.receivedMs);
      return withWrapping(readInner({ ...raw, text: text.trimEnd() }, context), kubernetesAttributes(document), time);
    },
  });
