import { uuidOf } from '../../chance/identifiers.ts';
import { isoSeconds } from '../../text/times.ts';
import type { Chance } from '../../chance/chance.ts';
import type { World } from '../../world/world.ts';
import type { Principal } from './principals.ts';

export const trailLogGroup = '/cloudtrail/management-events';

/** One management call, before it is a record. What is absent is absent from the record or null, as CloudTrail does it. */
export interface ApiCall {
  readonly principal: Principal;
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly: boolean;
  readonly requestParameters?: object;
  readonly responseElements?: object;
  readonly additionalEventData?: object;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly resources?: readonly object[];
  readonly eventType?: 'AwsApiCall' | 'AwsServiceEvent' | 'AwsConsoleSignIn';
}

/** The version of the record format each source writes: sign-in is behind the others. */
const versionOf = (call: ApiCall, chance: Chance): string => {
  if (call.eventType === 'AwsConsoleSignIn') return '1.08';
  if (call.eventType === 'AwsServiceEvent') return '1.09';
  return chance.happens(0.8) ? '1.11' : '1.10';
};

/** The host a client spoke to; IAM has one for all regions. */
const endpointOf = (eventSource: string, region: string): string =>
  eventSource === 'iam.amazonaws.com' ? eventSource : eventSource.replace('.amazonaws.com', `.${region}.amazonaws.com`);

/**
 * One CloudTrail record as JSON.
 *
 * @param atMs  when it happened, a whole second of epoch milliseconds
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailRecord = (world: World, chance: Chance, atMs: number, call: ApiCall): string => {
  const { principal, eventType = 'AwsApiCall' } = call;
  const isApiCall = eventType === 'AwsApiCall';
  const isFromOutside = /^\d/.test(principal.sourceIPAddress);
  const host = isApiCall ? endpointOf(call.eventSource, world.region) : 'signin.aws.amazon.com';
  // A field set to undefined is left out by JSON.stringify.
  return JSON.stringify({
    eventVersion: versionOf(call, chance),
    userIdentity: principal.userIdentity,
    eventTime: isoSeconds(atMs),
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: world.region,
    sourceIPAddress: principal.sourceIPAddress,
    userAgent: principal.userAgent,
    errorCode: call.errorCode,
    errorMessage: call.errorMessage,
    requestParameters: call.requestParameters ?? null,
    responseElements: call.responseElements ?? null,
    additionalEventData: call.additionalEventData,
    requestID: isApiCall ? uuidOf(chance) : undefined,
    eventID: uuidOf(chance),
    readOnly: call.readOnly,
    resources: call.resources,
    eventType,
    managementEvent: true,
    recipientAccountId: world.account,
    eventCategory: 'Management',
    tlsDetails: isFromOutside
      ? { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host }
      : undefined,
  });
};

/** The stream a record goes to: the trail writes each account and region to a few. */
export const trailStreamOf = (world: World, chance: Chance): string =>
  `${world.account}_CloudTrail_${world.region}${chance.pick(['', '_2', '_3', '_4'])}`;
