import type { AttributeSet } from '../fields/attribute-set.ts';
import { readAuthentication } from './authentication.ts';
import { readPacket } from './packet.ts';

/** Reads what a Linux program of a host's system log is known to say, into ECS attributes. */
export const readHostProgram = (program: string, message: string, attributes: AttributeSet): void => {
  if (program === 'kernel' || message.includes('SRC=') || message.includes('PROTO=')) readPacket(message, attributes);
  else readAuthentication(program, message, attributes);
};

/** Where the fields are that `readHostProgram` may write: `user.name`, `source.ip`. */
const roots: ReadonlySet<string> = new Set(['event', 'user', 'group', 'source', 'destination', 'network', 'process']);

/** Whether `readHostProgram` may write a field of this name; false only when it never does. */
export const isHostProgramField = (name: string): boolean => roots.has(name.split('.', 1)[0]!);
