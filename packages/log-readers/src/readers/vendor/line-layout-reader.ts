import { putNumber, putText, type AttributeSet } from '../../fields/attribute-set.ts';
import { badShape, recordOf } from '../../outcome.ts';
import type { Reader } from '../../reader.ts';
import type { LineLayout } from './line-layout.ts';
import { lineLayouts } from './line-layouts.ts';
import { readVendor } from './read-vendor.ts';
import { type Role, usualKeys } from './usual-keys.ts';
import { parseRow, type VendorRow } from './vendor-row.ts';

/** Longest text that a line's pattern looks at, in characters. */
const maxLength = 70_000;

/** `Mon, 2 Mar 2026 09:15:00:123`: Redshift parts the milliseconds by a colon. */
const withPoint = (time: string): string => time.replace(/(:\d\d:\d\d):(?=\d{3}$)/, '$1.');

/** A row in which each role is a group of the pattern, and nothing else is asked for. */
const rowOf = ({ format, dataset, pattern }: LineLayout): VendorRow => {
  const groups = new Set(Array.from(pattern.source.matchAll(/\(\?<(\w{1,30})>/g), (match) => match[1]!));
  const roles = [...usualKeys.keys(), 'path', 'logger'] as readonly Role[];
  const paths = roles.map((role) => `${role}:${groups.has(role) ? role : 'none'}`).join(' ');
  return parseRow(`${format} ${dataset} ${format} ${paths}`);
};

/** What stands before the message and is no role of a record. */
const headerOf = ({ context, pid, thread }: Readonly<Record<string, string>>): AttributeSet | undefined => {
  const attributes: AttributeSet = {};
  putNumber(attributes, 'process.pid', pid);
  putText(attributes, 'process.thread.name', thread);
  putText(attributes, 'labels.context', context?.replace(/[()[\] ]{1,3}(?:[:] )?/g, ' ').trim());
  return Object.keys(attributes).length === 0 ? undefined : attributes;
};

const readerOfLayout = (layout: LineLayout): Reader => {
  const { format, dataset, pattern, isDoneWithoutError = false } = layout;
  const row = rowOf(layout);
  return {
    format,
    dataset,
    recognise: (text) => (pattern.test(text) ? 0.96 : 0),
    read(raw, context) {
      const match = raw.text.length > maxLength ? null : pattern.exec(raw.text);
      if (match === null) return badShape(format, 'line');
      const groups = { ...match.groups };
      if (groups['time'] !== undefined) groups['time'] = withPoint(groups['time']);
      const outcome = readVendor(raw, groups, row, context, true);
      if (outcome.kind !== 'record') return outcome;
      const { record } = outcome;
      const header = headerOf(groups);
      if (header !== undefined) return recordOf({ ...record, attributes: { ...record.attributes, ...header } });
      if (!isDoneWithoutError) return outcome;
      const done = record.attributes['event.outcome'] ?? 'success';
      return recordOf({ ...record, attributes: { ...record.attributes, 'event.outcome': done } });
    },
  };
};

/** A reader for each layout in the table of services' lines. */
export const lineLayoutReaders: readonly Reader[] = lineLayouts.map(readerOfLayout);
