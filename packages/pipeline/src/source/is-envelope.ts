/** White space between two tokens that is looked over, in characters; a printed envelope has a line end and an indent there. */
const opening = /^\{\s{0,64}"(?:messageType|owner)"\s{0,8}:\s{0,8}"/;

/** Whether a unit is a CloudWatch Logs subscription envelope, as an exported stream has them: one per line, or printed over several. */
export const isEnvelope = (text: string): boolean => text.charCodeAt(0) === 0x7b && opening.test(text);
