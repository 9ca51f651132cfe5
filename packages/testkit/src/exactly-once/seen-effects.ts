import { gunzipSync } from 'node:zlib';
import type { Finding } from '@bellwether/log-model';
import type { WindowCounts } from '@bellwether/ports';
import type { MemoryPorts } from '../memory/memory-ports.ts';

/** Everything that can be observed of a run, in an order that does not depend on how it came about. */
export interface SettledEffects {
  /** Ids of archived events, each once, as the archive's view shows them. */
  readonly events: readonly string[];
  readonly quarantined: readonly string[];
  readonly counts: readonly WindowCounts[];
  readonly findings: readonly { readonly id: string; readonly count: number; readonly isNotified: boolean }[];
  readonly workflows: readonly string[];
  /** Ids of alerts, each once: a crash may send one a second time under the same id. */
  readonly alerts: readonly string[];
  readonly templates: readonly string[];
}

type SeenPorts = Pick<
  MemoryPorts,
  'archive' | 'quarantine' | 'counts' | 'findings' | 'remediation' | 'alerts' | 'templates'
>;

const linesOf = (bytes: Uint8Array): readonly string[] => gunzipSync(bytes).toString().trimEnd().split('\n');

/** An archived line: an event, or a raw record, which contains many. */
interface ArchivedLine {
  readonly id?: string;
  readonly logEvents?: readonly { readonly id: string }[];
}

const idsOf = (line: string): readonly string[] => {
  const { id, logEvents = [] } = JSON.parse(line) as ArchivedLine;
  return id === undefined ? logEvents.map((event) => event.id) : [id];
};

export const lastingEffects = (ports: SeenPorts): SettledEffects => ({
  events: [...new Set([...ports.archive.objects.values()].flatMap(linesOf).flatMap(idsOf))].sort(),
  quarantined: [...ports.quarantine.records.values()].map(({ path, reason }) => `${path} ${reason}`).sort(),
  counts: ports.counts.all(),
  findings: ports.findings
    .all()
    .map(({ finding, notifiedAtMs }) => ({
      id: finding.id,
      count: finding.count,
      isNotified: notifiedAtMs !== undefined,
    }))
    .sort((left, right) => (left.id < right.id ? -1 : 1)),
  workflows: [...ports.remediation.started.keys()].sort(),
  alerts: [...new Set(ports.alerts.sent.map((alert) => alert.id))].sort(),
  templates: ports.templates
    .all()
    .map(({ id, scope }) => `${scope} ${id}`)
    .sort(),
});

/** And where records keep their order: the events themselves, and all of the findings but evidence and context, which are samples. */
export const orderedEffects = (ports: SeenPorts) => ({
  ...lastingEffects(ports),
  lines: [
    ...new Map(
      [...ports.archive.objects.values()].flatMap(linesOf).map((line) => [idsOf(line).join(' '), line] as const),
    ).values(),
  ].sort(),
  findings: ports.findings
    .all()
    .map(
      ({ finding: { context: _context, ...finding }, notifiedAtMs }): Finding & { readonly isNotified: boolean } => ({
        ...finding,
        evidence: [],
        isNotified: notifiedAtMs !== undefined,
      }),
    ),
});

/** And where batches are cut as before: each object with what it holds. */
export const effectsByObject = (ports: SeenPorts) => ({
  ...orderedEffects(ports),
  objects: [...ports.archive.objects].map(([path, bytes]) => `${path} ${gunzipSync(bytes).toString()}`).sort(),
});
