import type { LogEvent } from '@bellwether/log-events';
import { fieldReader, recordFieldReader, textOf, type FieldReader, type RecordDocument } from '../field.ts';

/** How the lines of a selection find their fields: in an event, or in one element of an array. */
export interface SigmaFields {
  readonly read: (name: string) => FieldReader;
  /** Whether the field is there, be it empty or null. */
  readonly isPresent: (name: string) => (event: LogEvent, document: RecordDocument | undefined) => boolean;
}

/** Where an element that is not an object is kept: no key of a record is a NUL character. */
const self = '\u0000';

/** An element of an array as a document of its own. */
export const elementDocument = (element: unknown): RecordDocument =>
  typeof element === 'object' && element !== null ? (element as RecordDocument) : { [self]: element };

const isPresentAt = (value: unknown, segments: readonly string[], nesting: number): boolean => {
  if (segments.length === 0) return true;
  if (nesting > 20 || typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => isPresentAt(one, segments, nesting + 1));
  return segments.some((_, taken) => {
    const key = segments.slice(0, taken + 1).join('.');
    if (!Object.hasOwn(value, key)) return false;
    return isPresentAt((value as Record<string, unknown>)[key], segments.slice(taken + 1), nesting + 1);
  });
};

const presence =
  (name: string, read: FieldReader): ReturnType<SigmaFields['isPresent']> =>
  (event, document) =>
    isPresentAt(document, name.split('.'), 0) ||
    Object.hasOwn(event.attributes, name) ||
    read(event, document, () => true);

/** In the record first: a record may have a `message` of its own beside the event's. An empty field of the event is not there. */
const readEventField = (name: string): FieldReader => {
  const [inEvent, inRecord] = [fieldReader(name), recordFieldReader(name)];
  return (event, document, test) =>
    inRecord(event, document, test) || inEvent(event, document, (value) => value !== '' && test(value));
};

export const eventFields: SigmaFields = {
  read: readEventField,
  isPresent: (name) => presence(name, readEventField(name)),
};

const readSelf: FieldReader = (_event, document, test) =>
  document !== undefined && test(Object.hasOwn(document, self) ? document[self] : document);

const readElementField = (name: string): FieldReader => (name === '.' ? readSelf : recordFieldReader(name));

export const elementFields: SigmaFields = {
  read: readElementField,
  isPresent: (name) => presence(name, readElementField(name)),
};

const maxDepth = 24;
const maxVisited = 20_000;

/** Every text, number and boolean of an event: what keywords are looked for in. At most 20,000 values, 24 levels deep. */
export const readEverything: FieldReader = (event, document, test) => {
  let visited = 0;
  const visit = (value: unknown, depth: number): boolean => {
    visited += 1;
    if (visited > maxVisited || depth > maxDepth || value === null || value === undefined) return false;
    return typeof value === 'object' ? Object.values(value).some((one) => visit(one, depth + 1)) : test(textOf(value));
  };
  return test(event.message) || visit(document, 0) || visit(event.attributes, 0);
};
