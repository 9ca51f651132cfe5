import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asNumber, asText, at, firstOf } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'eks-audit';

/** Kubernetes API server audit events. @see https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export const eksAuditReader = jsonReader({
  format,
  dataset: 'eks',
  isCutOff: true,
  keys: ['auditID', 'verb', 'requestURI'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    const verb = asText(document['verb']);
    const object = document['objectRef'];
    const resource = asText(at(object, 'resource'));
    const status = asNumber(at(document, 'responseStatus', 'code'));
    putText(attributes, 'event.action', verb);
    putText(attributes, 'event.id', document['auditID']);
    putText(attributes, 'user.name', at(document, 'user', 'username'));
    putAddress(attributes, 'source', firstOf(document['sourceIPs']));
    putText(attributes, 'user_agent.original', document['userAgent']);
    putText(attributes, 'url.original', document['requestURI']);
    putNumber(attributes, 'http.response.status_code', status);
    const decision = at(document, 'annotations', 'authorization.k8s.io/decision');
    // A request that was forbidden or panicked may have no status yet.
    if (status !== undefined) attributes['event.outcome'] = status < 400 ? 'success' : 'failure';
    else if (decision === 'forbid' || document['stage'] === 'Panic') attributes['event.outcome'] = 'failure';
    putText(attributes, 'orchestrator.namespace', at(object, 'namespace'));
    putText(attributes, 'orchestrator.resource.type', resource);
    putText(attributes, 'orchestrator.resource.name', at(object, 'name'));
    putText(attributes, 'kubernetes.audit.stage', document['stage']);
    putText(attributes, 'kubernetes.audit.decision', decision);
    putText(attributes, 'kubernetes.audit.level', document['level']);
    putText(attributes, 'user.effective.name', at(document, 'impersonatedUser', 'username'));
    putText(attributes, 'error.message', at(document, 'responseStatus', 'message'));
    const subresource = asText(at(object, 'subresource'));
    const target =
      resource === undefined
        ? (asText(document['requestURI'])?.split('?', 1)[0] ?? '-')
        : subresource === undefined
          ? resource
          : `${resource}/${subresource}`;
    return buildRecord(raw, {
      format,
      dataset: 'eks',
      message: `${verb ?? '-'} ${target} by ${asText(at(document, 'user', 'username')) ?? '-'} ${status ?? '-'}`,
      attributes,
      timestampMs: parseTime(document['stageTimestamp'] ?? document['requestReceivedTimestamp'], context.receivedMs),
      id: undefined,
      document,
    });
  },
});
