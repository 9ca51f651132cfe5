import type { AttackReference } from '@bellwether/log-events';

/** Tactics by the names that tags use. Defense Evasion became Stealth and Defense Impairment in ATT&CK v19; rules carry either. */
const tacticIds: Readonly<Record<string, string>> = {
  'initial-access': 'TA0001',
  execution: 'TA0002',
  persistence: 'TA0003',
  'privilege-escalation': 'TA0004',
  'defense-evasion': 'TA0005',
  stealth: 'TA0005',
  'defense-impairment': 'TA0005',
  'credential-access': 'TA0006',
  discovery: 'TA0007',
  'lateral-movement': 'TA0008',
  collection: 'TA0009',
  exfiltration: 'TA0010',
  'command-and-control': 'TA0011',
  impact: 'TA0040',
  'resource-development': 'TA0042',
  reconnaissance: 'TA0043',
};

/** The tactic and technique that a rule's tags name; undefined unless both are there. */
export const attackOf = (tags: readonly string[]): AttackReference | undefined => {
  const names = tags.map((tag) =>
    tag
      .toLowerCase()
      .replace(/^attack\./, '')
      .replaceAll('_', '-'),
  );
  const techniques = names.filter((name) => /^t\d{4}(?:\.\d{3})?$/.test(name));
  const technique = techniques.find((name) => name.includes('.')) ?? techniques[0];
  const tactic = names.flatMap((name) => (Object.hasOwn(tacticIds, name) ? (tacticIds[name] ?? []) : []))[0];
  return technique === undefined || tactic === undefined ? undefined : { tactic, technique: technique.toUpperCase() };
};
