import type { AttributeSet } from '../fields/attribute-set.ts';
import { isLevelWord } from '../header/level-word.ts';
import { timestampAt } from '../time/timestamp.ts';
import { beginsRecord } from './begins-record.ts';
import type { Unwrapped } from './unwrapped.ts';

/** `2021-01-01T00:00:00.000000000Z stdout F message`, as the container runtime interface writes it. */
const cri = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP])(?::[\w:]{1,40})? /;
/** `2024-05-03T11:20:14.55+0000 [APP/PROC/WEB/0] OUT message`, as Cloud Foundry's `cf logs` prints it. */
const cloudFoundry =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}[+-]\d\d:?\d\d) \[([A-Z]{2,8}(?:\/[\w-]{1,40}){1,5})\] {1,4}(OUT|ERR) /;
/** `web-1  | message`, as docker compose writes it; `0|api  | message`, as pm2 does. */
const compose = /^([a-z0-9][\w.-]{0,62}[_-]\d{1,3}|[a-z0-9][\w.-]{0,62}) {1,40}\| /;
const pm2 = /^(?:(\d{1,4})\|([\w.@-]{1,60}) {0,40}\| |PM2 {1,40}\| )/;
/** `[pod/web-7d9/app] message`, as `kubectl logs --prefix` writes it. */
const kubectl = /^\[pod\/([a-z0-9.-]{1,253})\/([a-z0-9-]{1,63})\] /;
/** `web-7d9c5b6f4-x2x9k app message`, as stern writes it. */
const stern = /^([a-z0-9](?:[a-z0-9-]{1,240})-[a-z0-9]{5}) ([a-z0-9][a-z0-9-]{0,62}) /;
/** The first column of `aws logs tail` and of an export: a time in ISO form with its zone. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? /;
/** A log stream's name, which `aws logs tail` writes after the time. */
const streamName = /^[\w.$[\]/-]{4,200} /;
const cee = /^@cee: ?/;

/** `error`, `warning_1`: a level before a bar is a level, nobody's name. */
const isLevelName = (name: string): boolean => isLevelWord(name.replace(/[_-]\d{1,3}$/, ''));

const wrapped = (text: string, attributes: AttributeSet, more: Partial<Unwrapped> = {}): Unwrapped => ({
  text,
  attributes,
  isPartial: false,
  key: '',
  ...more,
});

const fromTime = (text: string, receivedMs: number): Unwrapped | undefined => {
  const runtime = cri.exec(text);
  if (runtime !== null) {
    const attributes = { 'log.iostream': runtime[1]! };
    const timestampMs = timestampAt(text, 0, receivedMs)?.ms;
    return wrapped(text.slice(runtime[0].length), attributes, {
      timestampMs,
      isPartial: runtime[2] === 'P',
      key: runtime[1]!,
    });
  }
  const router = cloudFoundry.exec(text);
  if (router !== null)
    return wrapped(
      text.slice(router[0].length),
      { 'log.iostream': router[3] === 'ERR' ? 'stderr' : 'stdout', 'service.node.name': router[2]! },
      { timestampMs: timestampAt(text, 0, receivedMs)?.ms, key: router[2]! },
    );
  const time = isoTime.exec(text);
  if (time === null) return undefined;
  const timestampMs = timestampAt(text, 0, receivedMs)?.ms;
  if (timestampMs === undefined) return undefined;
  const rest = text.slice(time[0].length);
  if (beginsRecord(rest)) return wrapped(rest, {}, { timestampMs });
  const name = streamName.exec(rest);
  if (name === null || !/[/\]]/.test(name[0])) return undefined;
  const line = rest.slice(name[0].length);
  return beginsRecord(line)
    ? wrapped(line, { 'aws.cloudwatch.log_stream': name[0].trimEnd() }, { timestampMs, key: name[0] })
    : undefined;
};

/** Server-sent events, as `journalctl -o json-sse` writes them. */
const serverSent = /^data: ?(?=\{)/;

const fromName = (text: string): Unwrapped | undefined => {
  if (serverSent.test(text)) return wrapped(text.replace(serverSent, ''), {});
  const bar = text.slice(0, 110).indexOf('| ');
  if (bar > 0) {
    const container = compose.exec(text);
    if (container !== null && !isLevelName(container[1]!))
      return wrapped(text.slice(container[0].length), { 'container.name': container[1]! }, { key: container[1]! });
  }
  const pod = stern.exec(text);
  if (pod === null || isLevelName(pod[2]!)) return undefined;
  const line = text.slice(pod[0].length);
  if (!beginsRecord(line) && !/^(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/.test(line)) return undefined;
  return wrapped(
    line,
    { 'orchestrator.resource.name': pod[1]!, 'container.name': pod[2]! },
    { key: `${pod[1]!}/${pod[2]!}` },
  );
};

/** Takes off what stands before a line: the time of an export, a container's or a pod's name, a container runtime's columns. */
export const unwrapPrefix = (text: string, receivedMs: number): Unwrapped | undefined => {
  const code = text.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) {
    if (text.charCodeAt(10) === 0x54) return fromTime(text, receivedMs);
    const named = text.slice(0, 6).includes('|') ? pm2.exec(text) : null;
    if (named === null || isLevelName(named[2]!)) return undefined;
    return wrapped(
      text.slice(named[0].length),
      { 'service.name': named[2]!, 'service.node.name': named[1]! },
      { key: `${named[1]!}|${named[2]!}` },
    );
  }
  if (code === 0x5b) {
    const pod = text.startsWith('[pod/') ? kubectl.exec(text) : null;
    if (pod === null) return undefined;
    const attributes = { 'orchestrator.resource.name': pod[1]!, 'container.name': pod[2]! };
    return wrapped(text.slice(pod[0].length), attributes, { key: pod[0] });
  }
  // A JSON text sequence (RFC 7464), `journalctl -o json-seq`.
  if (code === 0x1e) return wrapped(text.slice(1), {});
  if (code === 0x40 && cee.test(text)) return wrapped(text.replace(cee, ''), {});
  if (code === 0x50 && text.startsWith('PM2 ')) {
    const own = pm2.exec(text);
    return own === null ? undefined : wrapped(text.slice(own[0].length), { 'service.name': 'PM2' }, { key: 'PM2' });
  }
  return code >= 0x61 && code <= 0x7a ? fromName(text) : undefined;
};
