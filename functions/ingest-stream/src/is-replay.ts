/** Whether `bellwether replay` invoked the function; no event of a stream has the field. */
export const isReplay = (event: unknown): boolean => typeof event === 'object' && event !== null && 'replay' in event;
