// What is kept of each event, by its position in its row of 32-bit numbers. All indexes are of bytes in the payload. Shared with the
// assembly (`../../assembly`), which takes plain constants alone.

/** A row has 2^4 numbers. */
export const rowShift = 4;

export const idStart = 0;
export const idEnd = 1;
export const textStart = 2;
export const textEnd = 3;
/** The two halves of the line's hash. */
export const high = 4;
export const low = 5;
/** Where the spans of its masked runs begin and end; both -1 when it has no line kind. */
export const spans = 6;
export const spansEnd = 7;
/** Ends of the last numbers of a kind that may change what a text says; 0 when there is none. */
export const statusEnd = 8;
/** Of a number that begins with 0 or is longer than nine digits, or an identifier of hex letters. */
export const oddEnd = 9;
/** Of digits that may be a payment card's. */
export const cardEnd = 10;
/** Index of the first escape, the line's end when there is none: up to here bytes are the characters of the text. */
export const plainEnd = 11;
/** 1 when lines with its hash all have one `lineShape`. */
export const isShapeFixed = 12;
/** 1 when its text may be a batch of records. */
export const mayBeBatch = 13;
