import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { accessSentence, pathOf, putStatus } from '../fields/http.ts';
import { asText } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'traefik';

/** traefik's access log in JSON. @see https://doc.traefik.io/traefik/observability/access-logs/ */
export const traefikReader = jsonReader({
  format,
  dataset: 'application',
  keys: ['ClientAddr', 'DownstreamStatus', 'RequestMethod'],
  read(raw, document, context) {
    const attributes: AttributeSet = { 'network.transport': 'tcp' };
    const method = asText(document['RequestMethod']);
    const target = asText(document['RequestPath']) ?? '-';
    const status = document['DownstreamStatus'];
    putAddress(attributes, 'source', document['ClientHost']);
    putNumber(attributes, 'source.port', document['ClientPort']);
    putText(attributes, 'user.name', document['ClientUsername']);
    putText(attributes, 'http.request.method', method);
    putText(attributes, 'url.original', target);
    putText(attributes, 'url.path', pathOf(target));
    putText(attributes, 'url.domain', document['RequestHost']);
    putNumber(
      attributes,
      'http.response.body.bytes',
      document['DownstreamContentSize'] ?? document['OriginContentSize'],
    );
    putText(attributes, 'user_agent.original', document['request_User-Agent']);
    if (typeof status === 'number') putStatus(attributes, status);
    const server = asText(document['BackendAddr']) ?? asText(document['ServiceAddr']);
    if (server !== undefined) putEndpoint(attributes, 'destination', server);
    putNumber(attributes, 'event.duration', document['Duration']);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: accessSentence(
        method === undefined ? undefined : { method, target },
        typeof status === 'number' ? status : undefined,
      ),
      attributes,
      timestampMs: parseTime(document['time'] ?? document['StartUTC'], context.receivedMs),
      level: asText(document['level']),
      document,
    });
  },
});
