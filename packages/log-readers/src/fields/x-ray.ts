const root = /^(?:Root=)?(1-[0-9a-f]{8}-[0-9a-f]{24})(?=;|$)/i;

/**
 * The X-Ray trace id in a tracing header, `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…;Sampled=1`, or alone.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export const traceIdOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? root.exec(value.slice(0, 400))?.[1] : undefined;
