import type { AttributeSet } from './attribute-set.ts';
import { putAddress, putEndpoint, putText } from './attribute-set.ts';
import { putRequest, putStatus } from './http.ts';

/** `"GET /a HTTP/1.1" 200`, with the client before it where uvicorn writes it. */
const served = /^(?:(\S{2,60}) - )?"([A-Z]{3,10} \S{1,2000} HTTP\/[\d.]{1,3})" (\d{3})(?: |$)/;
const quoted = /"([^"]{0,500})"/g;
/** What Envoy quotes at the end of its lines: forwarded-for, user agent, request id, authority, upstream. */
const envoyParts = 5;

/** Reads the request that a server's line reports after a header of its own: Envoy, Istio, uvicorn, Django, werkzeug. */
export const putServedRequest = (attributes: AttributeSet, message: string): void => {
  const code = message.charCodeAt(0);
  if (code !== 0x22 && !((code < 0x3a || code === 0x5b) && message.includes(' - "'))) return;
  const match = served.exec(message);
  if (match === null) return;
  putRequest(attributes, match[2]);
  putStatus(attributes, match[3]);
  if (match[1] !== undefined) putEndpoint(attributes, 'source', match[1]);
  const parts = [...message.slice(match[0].length, match[0].length + 4000).matchAll(quoted)].map(([, part]) => part!);
  if (parts.length < envoyParts) return;
  const [forwarded, agent, id, authority] = parts.slice(-envoyParts);
  // Cloud Foundry's router quotes both ends where Envoy quotes an id.
  if (/^[\d.]{7,15}:\d{1,5}$/.test(id!)) {
    const [agentOf, source, destination] = parts.slice(1);
    putText(attributes, 'user_agent.original', agentOf);
    if (source !== undefined) putEndpoint(attributes, 'source', source);
    if (destination !== undefined) putEndpoint(attributes, 'destination', destination);
    return;
  }
  putAddress(attributes, 'source', forwarded!.split(',', 1)[0]);
  putText(attributes, 'user_agent.original', agent);
  putText(attributes, 'http.request.id', id);
  putText(attributes, 'url.domain', authority);
};
