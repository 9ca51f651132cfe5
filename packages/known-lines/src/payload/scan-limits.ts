// Shared with the assembly (`../../assembly`), which takes plain constants alone.

/** Longest line that has a line kind, in bytes of its JSON text. Classification reads as much of a message, so no word is cut. */
export const maxKnownLineLength = 1024;
/** Maximum number of masked runs of one line; a line with more is a table or a dump. */
export const maxRuns = 96;
/** Bytes of a line's beginning in which the lengths of masked runs distinguish lines; `lineShape` looks as far. */
export const headLength = 48;
/** Maximum number of events that are scanned; a payload with more is read in full. */
export const maxEvents = 65536;
/** Minimum bytes of an event: no id, no text, a comma after it. */
export const minEventBytes = 49;
/** Zeros after the payload, which end whatever runs past it. */
export const paddingBytes = 64;
