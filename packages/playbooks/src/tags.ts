/** What owners put on their resources for remediation to read. */

/** The tag that a resource has when its owner lets playbooks disturb it: stop it, throttle it. Its key is a condition of their permissions. */
export const allowingTag = { key: 'bellwether-remediation', value: 'allowed' } as const;

/** The key of the tag that keeps every playbook away, whatever its value. */
export const protectedTagKey = 'bellwether-protected';

/** An IAM condition that is true of resources without the protecting tag. */
export const unlessProtected = { Null: { [`aws:ResourceTag/${protectedTagKey}`]: ['true'] } } as const;
