import { hourMs } from '@bellwether/log-model';
import type { EcsObject } from '../../packages/cli/src/parse/ecs-object.ts';

/** Fields of one stream that were not exact for one reason. */
export interface FailingFields {
  readonly stream: string;
  readonly field: string;
  readonly kind: string;
  readonly count: number;
}

export interface ReadPair {
  readonly stream: string;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly found: EcsObject;
}

/** As the scorer compares: lists of one as their value, numbers as numbers, text in any case. */
const plain = (value: unknown): string => {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const text = typeof single === 'string' ? single : (JSON.stringify(single) ?? '');
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? String(number) : text.trim().toLowerCase();
};

const kindOf = (field: string, expected: unknown, found: unknown): string | undefined => {
  if (field === '@timestamp') {
    const apartMs = Math.abs(Date.parse(String(expected)) - Date.parse(String(found)));
    if (apartMs < 1) return undefined;
    if (apartMs % hourMs === 0) return "whole hours apart: the line has no zone, the fixture's settings have one";
  }
  if (found !== undefined && plain(found) === plain(expected)) return undefined;
  if (expected === '-') return 'expected a dash, which stands for no value; given none';
  return found === undefined ? 'not found' : 'another value';
};

/** What is not exact in the pairs, by stream, field and kind, most first. The lines themselves are not ours to print. */
export const failingFieldsOf = (pairs: readonly ReadPair[], fields: readonly string[]): readonly FailingFields[] => {
  const counts = new Map<string, FailingFields>();
  for (const { stream, expected, found } of pairs) {
    for (const field of fields) {
      if (!Object.hasOwn(expected, field)) continue;
      const kind = kindOf(field, expected[field], found[field]);
      if (kind === undefined) continue;
      const key = `${stream} ${field} ${kind}`;
      counts.set(key, { stream, field, kind, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((left, right) => right.count - left.count);
};
