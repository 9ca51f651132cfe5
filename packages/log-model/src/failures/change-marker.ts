import { oneLine, severityNumberOf, type LogEvent } from '@bellwether/log-events';
import { changeHint, isChangeCall, maxChangeText, mayBeChange } from './change-hint.ts';
import type { Named } from './change-tie.ts';
import { statusOf } from './failure-text.ts';

/** The kind of change that a line reports. */
export const changeKinds = [
  'release',
  'deploy',
  'migration',
  'schema',
  'configuration',
  'restart',
  'start',
  'stop',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A version of a release, as in `orders 1.8.0`, `v2.4.0-heap`, `version 3.1.1`; not an address of four numbers. */
const version = /(?<![\d.])v?\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:[-+][a-z][\w.-]{0,40})?(?![\d.]*\.\d)/i;

/** In the order in which a line is asked: the first kind that fits. */
const patterns: readonly (readonly [ChangeKind, RegExp])[] = [
  [
    'schema',
    /\b(?:drop|create|alter|truncate)\s{1,3}(?:unique )?(?:table|index|column|database|schema|view|role|user|trigger|sequence)\b/i,
  ],
  ['migration', /\bmigrat(?:e|ion|ions|ing|ed)\b|\b(?:flyway|liquibase|alembic)\b/i],
  [
    'deploy',
    /\bdeploy(?:s|ed|ing|ment)?\b(?!\/)|\broll(?:ed|ing)?[ -]?(?:out|back)\b|\breleas(?:ed|ing) (?:version )?v?\d{1,4}\.\d|\bv?\d{1,4}\.\d{1,4}(?:\.\d{1,6})? (?:was |has been )?released\b|\bupgrad(?:ed|ing) (?:to|from)\b|\bscal(?:ed|ing) (?:up|down|in|out)\b/i,
  ],
  [
    'configuration',
    /\breload(?:ed|ing)?\b|\bSIGHUP\b|\bconfig(?:uration)? (?:file )?(?:was |has been |has )?(?:changed|updated|loaded|applied)\b|\bparameter "[^"]{1,60}" changed\b|\bfeature flag\b|\b(?:password|certificate|key|secret)s? (?:was |has been |is )?(?:changed|rotated|renewed|replaced)\b/i,
  ],
  ['restart', /\brestart(?:ed|ing)?\b/i],
  [
    'stop',
    /\bshut(?:ting)? ?down\b|\bSIGTERM\b|\bstopp(?:ed|ing)\b|\bterminat(?:ed|ing)\b|\bexit(?:ed|ing)\b|\bgoing down\b/i,
  ],
  ['start', /\bstart(?:ed|ing|up)?\b|\blistening\b|\bready (?:for|to accept)\b|\bboot(?:ed|ing)\b|\binitiali[sz]ed\b/i],
];

/** What starts and stops routinely, and is not a change of the system. */
const routine =
  /\b(?:background|sav(?:e|ing)|checkpoint|jobs?|backup|batch|task|vacuum|snapshot|rotat(?:e|ion)|transaction|session|connection|request|requestid|rewrite|thread|report|sync|scan|log file|cycle)\b/i;

/** A line that reports a change. */
export interface ChangeText {
  readonly kind: ChangeKind;
  /** The release it names, as `1.8.0`. */
  readonly version?: string;
}

/** The change that a message reports; undefined for none. Jobs that start every few minutes are distinguished by how often they come. */
export const changeIn = (message: string): ChangeText | undefined => {
  const text = message.slice(0, maxChangeText);
  if (!changeHint.test(text)) return undefined;
  const found = patterns.find(([, pattern]) => pattern.test(text))?.[0];
  if (found === undefined) return undefined;
  const isRoutine = routine.test(text);
  if (isRoutine && (found === 'start' || found === 'stop' || found === 'restart')) return undefined;
  const named = version.exec(text)?.[0];
  const kind = named !== undefined && (found === 'start' || found === 'deploy') ? 'release' : found;
  return { kind, ...(named === undefined ? {} : { version: named }) };
};

/** A change that an event reports, and how it is named to people. */
export interface ReportedChange extends ChangeText {
  readonly text: string;
}

const kindOfCall = (name: string): ChangeKind =>
  /^(?:Put|Rotate|Modify)|Configuration/.test(name)
    ? 'configuration'
    : /^(?:Stop|Terminate)/.test(name)
      ? 'stop'
      : name.startsWith('Reboot')
        ? 'restart'
        : 'deploy';

/** The change that a text of `reportedChange` is about. */
export const changeOfText = (text: string): ChangeText | undefined => {
  const [call = ''] = text.split(' ', 1);
  return isChangeCall(call) ? { kind: kindOfCall(call) } : changeIn(text);
};

const callWithTarget = /^(\w+ \([^)]*\))(?: by (.+))?$/;

/**
 * What a text of `reportedChange` names. Of a call of the trail it is what the call changes; where it is logged says nothing about that, and who
 * made it only where nothing else is known.
 */
export const namesOfChange = (locations: readonly string[], text: string): Named => {
  if (!isChangeCall(text.split(' ', 1)[0])) return { locations, texts: [text] };
  const [, call, by] = callWithTarget.exec(text) ?? [];
  if (call === undefined) return { locations: [], texts: [text] };
  return { locations: [], texts: [call], principals: by === undefined ? [] : [by] };
};

/**
 * The change that an event reports: a start, a release, a reload, or a call that changes what runs, with what it changes and who made it.
 * What is written as an error failed, and is not a change that explains another failure.
 *
 * @param changed  names of what a call changes
 * @example reportedChange(updateService, 'shop, checkout')?.text // 'UpdateService (shop, checkout) by ana'
 */
export const reportedChange = (
  event: LogEvent,
  changed: string | undefined,
  maxText: number,
): ReportedChange | undefined => {
  const { dataset, severity, message, attributes } = event;
  if (!mayBeChange(event) || severityNumberOf[severity] >= severityNumberOf.ERROR) return undefined;
  if (dataset !== 'cloudtrail') {
    const change = statusOf(event) === 0 ? changeIn(message) : undefined;
    return change && { ...change, text: oneLine(message, maxText) };
  }
  if (attributes['error.code'] !== undefined) return undefined;
  const by = attributes['user.name'];
  const parts = [
    String(attributes['event.action']),
    changed && `(${oneLine(changed, 60).replaceAll(')', '')})`,
    typeof by === 'string' && `by ${by}`,
  ];
  const text = oneLine(parts.filter((part) => typeof part === 'string').join(' '), maxText);
  const change = changeOfText(text);
  return change && { ...change, text };
};
