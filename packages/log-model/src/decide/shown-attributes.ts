/** Attributes of an event that a finding shows to people, or is named by, whether a rule reads them or not. */
export const shownAttributes = {
  who: ['user.name', 'user.id'],
  from: ['source.ip', 'client.ip', 'source.address', 'client.address'],
  agent: ['user_agent.original'],
  failure: ['error.type', 'error.message', 'error.code', 'error.stack_trace', 'event.action'],
} as const;

const all: ReadonlySet<string> = new Set(Object.values(shownAttributes).flat());

export const isShown = (name: string): boolean => all.has(name);
