import { minuteMs } from '@bellwether/log-events';
import type { LogSourceSketch } from './records.ts';
import { base, minutes, type Signal } from './signal.ts';
import { areMany } from './value-counts.ts';

/** Failed sign-ins that make a signal. */
const minFailed = 10;

/** Sign-ins that were refused again and again, and whether one succeeded after them. */
export const signInSignals = (sources: Iterable<LogSourceSketch>): readonly Signal[] => {
  const signals: Signal[] = [];
  for (const { location, scope, signIns } of sources) {
    const many = [...signIns].filter(([, { failed }]) => failed >= 5);
    const failed = many.reduce((sum, [, one]) => sum + one.failed, 0);
    if (failed < minFailed) continue;
    const firstMs = Math.min(...many.map(([, one]) => one.firstMs));
    const lastMs = Math.max(...many.map(([, one]) => one.lastMs));
    const users = new Set(many.flatMap(([, one]) => Object.keys(one.users)));
    const success = many.flatMap(([address, { success: one }]) => (one ? [{ address, ...one }] : []));
    many.sort((left, right) => right[1].failed - left[1].failed);
    const addresses = many.slice(0, 4).map(([address, one]) => `${address} (${one.failed})`);
    signals.push({
      ...base,
      what: 'sign-ins',
      severity: success.length > 0 ? 'CRITICAL' : 'ERROR',
      location,
      scope,
      count: failed,
      title: `${failed} failed logins from ${many.length === 1 ? '1 address' : `${many.length} addresses`} in ${minutes(Math.max(minuteMs, lastMs - firstMs))}`,
      firstMs,
      lastMs,
      onsetMs: firstMs,
      lines: [...success.map(({ line }) => line), ...many.flatMap(([, one]) => one.lines)].slice(0, 3),
      notes: [
        ...success
          .slice(0, 3)
          .map(
            ({ address, line, afterFailed }) =>
              `After ${afterFailed} failures from ${address} one succeeded: ${line.text}`,
          ),
        `From ${addresses.join(', ')}${many.length > 4 ? ` and ${many.length - 4} more` : ''}.`,
        ...(users.size > 1 ? [`For ${many.some(([, one]) => areMany(one.users)) ? 'many' : users.size} users.`] : []),
      ],
    });
  }
  return signals;
};

/** Requests of one address that make a signal; fewer where one of them succeeded. */
const minProbes = 5;

/** Requests that look for weak spots, by address. */
export const probeSignals = (sources: Iterable<LogSourceSketch>): readonly Signal[] => {
  const signals: Signal[] = [];
  for (const { location, scope, probes } of sources) {
    for (const [address, { count, firstMs, lastMs, tried, lines, success }] of probes) {
      if (count < minProbes && success === undefined) continue;
      const kinds = Object.entries(tried).sort((left, right) => right[1] - left[1]);
      const named = kinds.map(([name, of]) => `${name} (${of})`).join(', ');
      signals.push({
        ...base,
        what: 'probes',
        subject: address,
        severity: success === undefined ? 'WARNING' : 'CRITICAL',
        location,
        scope,
        count,
        title:
          success === undefined
            ? `${address} probed for weak spots: ${named}`
            : `${success.text}: a probe by ${address} succeeded`,
        firstMs,
        lastMs,
        onsetMs: firstMs,
        lines: success === undefined ? lines : [success, ...lines],
        notes: success === undefined ? [] : [`${count} probes from ${address}: ${named}.`],
      });
    }
  }
  return signals;
};
