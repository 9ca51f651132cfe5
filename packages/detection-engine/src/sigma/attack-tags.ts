import { attackTactics, type AttackReference } from '@bellwether/log-events';

/** Tactics by the names that tags use. */
const tacticIds: ReadonlyMap<string, string> = new Map(
  Object.entries(attackTactics).map(([id, name]) => [name.toLowerCase().replaceAll(' ', '-'), id]),
);

/** What release 19 calls Defense Evasion depends on the technique. */
const splitTactic = 'defense-evasion';
const [stealth, defenseImpairment] = ['TA0005', 'TA0112'];

/** Techniques that release 19 revoked, by what replaced them: the `revoked-by` relationships of its STIX data. */
const revoked: ReadonlyMap<string, string> = new Map([
  ['T1562', 'T1685'],
  ['T1562.001', 'T1685'],
  ['T1562.002', 'T1685.001'],
  ['T1562.003', 'T1690'],
  ['T1562.004', 'T1686'],
  ['T1562.006', 'T1685'],
  ['T1562.007', 'T1686.001'],
  ['T1562.008', 'T1685.002'],
  ['T1562.009', 'T1688'],
  ['T1562.010', 'T1689'],
  ['T1562.011', 'T1685.003'],
  ['T1562.012', 'T1685.004'],
  ['T1562.013', 'T1686.002'],
  ['T1070.001', 'T1685.005'],
  ['T1070.002', 'T1685.006'],
  ['T1656', 'T1684.001'],
  ['T1672', 'T1684.002'],
]);

/** Techniques of Defense Impairment: those that replaced Impair Defenses. */
const impairing = /^T16(?:85|86|87|88|89|90)(?:\.|$)/;

const tacticOf = (name: string, technique: string): string | undefined =>
  name === splitTactic ? (impairing.test(technique) ? defenseImpairment : stealth) : tacticIds.get(name);

/**
 * The tactic and technique that a rule's tags name, as the current release of ATT&CK has them; undefined unless both are there.
 *
 * @example attackOf(['attack.defense_evasion', 'attack.t1562.008']) // { tactic: 'TA0112', technique: 'T1685.002' }
 */
export const attackOf = (tags: readonly string[]): AttackReference | undefined => {
  const names = tags.map((tag) =>
    tag
      .toLowerCase()
      .replace(/^attack\./, '')
      .replaceAll('_', '-'),
  );
  const techniques = names.filter((name) => /^t\d{4}(?:\.\d{3})?$/.test(name)).map((name) => name.toUpperCase());
  const named = techniques.find((name) => name.includes('.')) ?? techniques[0];
  if (named === undefined) return undefined;
  const technique = revoked.get(named) ?? named;
  const tactic = names.flatMap((name) => tacticOf(name, technique) ?? [])[0];
  return tactic === undefined ? undefined : { tactic, technique };
};
