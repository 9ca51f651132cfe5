import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'route53-public';

/** `1.0 2017-12-13T08:15:50.235Z Z123412341234 example.com AAAA NOERROR TCP IAD12 192.0.2.1 198.51.100.0/24`. */
const shape =
  /^(?:\d\.\d )?(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) (Z[A-Z0-9]{6,31}) (\S{1,255}) ([A-Z0-9]{1,10}) ([A-Z]{3,10}) (UDP|TCP) ([A-Z0-9-]{3,12}) (\S{2,45}) (\S{1,60})\s?$/;

/** Query logs of public hosted zones. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html */
export const route53PublicReader: Reader = {
  format,
  dataset: 'route53',
  recognise: (text) => (shape.test(text) ? 0.95 : 0),
  read(raw, context) {
    const match = shape.exec(raw.text);
    if (match === null) return badShape(format, 'fields');
    const [, time, zone, name, type, code, transport, edge, address, subnet] = match as unknown as readonly string[];
    const attributes: AttributeSet = {
      'dns.question.name': name!,
      'dns.question.type': type!,
      'dns.response_code': code!,
      'network.transport': transport!.toLowerCase(),
      'event.outcome': code === 'NOERROR' ? 'success' : 'failure',
    };
    putAddress(attributes, 'source', address);
    putText(attributes, 'aws.route53.hosted_zone_id', zone);
    putText(attributes, 'aws.route53.edge_location', edge);
    putText(attributes, 'aws.route53.edns_client_subnet', subnet);
    return buildRecord(raw, {
      format,
      dataset: 'route53',
      message: `${code!} ${type!} ${name!}`,
      attributes,
      timestampMs: parseTime(time, context.receivedMs),
    });
  },
};
