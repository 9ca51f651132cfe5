import { changeHint, maxChangeText } from './change-hint.ts';

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
