/** A tactic and technique of MITRE ATT&CK, such as `{ tactic: 'TA0112', technique: 'T1685.002' }`, in the release `attackVersion`. */
export interface AttackReference {
  readonly tactic: string;
  readonly technique: string;
}

/** The release of MITRE ATT&CK for Enterprise whose ids are used everywhere here. Ids of earlier releases are mapped when a rule is read. */
export const attackVersion = '19';

/**
 * The tactics of that release. Release 19 split Defense Evasion: its id is now that of Stealth, and Defense Impairment is new.
 *
 * @see https://attack.mitre.org/resources/versions/
 */
export const attackTactics: Readonly<Record<string, string>> = {
  TA0043: 'Reconnaissance',
  TA0042: 'Resource Development',
  TA0001: 'Initial Access',
  TA0002: 'Execution',
  TA0003: 'Persistence',
  TA0004: 'Privilege Escalation',
  TA0005: 'Stealth',
  TA0112: 'Defense Impairment',
  TA0006: 'Credential Access',
  TA0007: 'Discovery',
  TA0008: 'Lateral Movement',
  TA0009: 'Collection',
  TA0011: 'Command and Control',
  TA0010: 'Exfiltration',
  TA0040: 'Impact',
};
