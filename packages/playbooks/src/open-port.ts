import type { OpenPort } from './playbook.ts';

/** How the port of each playbook is opened, by the playbook's id. */
export type PortOpeners = Readonly<Record<string, () => Promise<object>>>;

/** Opens each port at its first use. An opener is asked again each time, and keeps what it wants to keep. */
export const openPortWith =
  (openers: PortOpeners): OpenPort =>
  async (playbookId) => {
    const open = Object.hasOwn(openers, playbookId) ? openers[playbookId] : undefined;
    if (open === undefined) throw new Error(`The playbook ${playbookId} has no port.`);
    return open();
  };
