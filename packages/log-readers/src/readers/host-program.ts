import type { AttributeSet } from '../fields/attribute-set.ts';
import { readAuthentication } from './authentication.ts';
import { readPacket } from './packet.ts';

/** Reads what a Linux program of a host's system log is known to say, into ECS attributes. */
export const readHostProgram = (program: string, message: string, attributes: AttributeSet): void => {
  if (program === 'kernel' || message.includes('SRC=') || message.includes('PROTO=')) readPacket(message, attributes);
  else readAuthentication(program, message, attributes);
};
