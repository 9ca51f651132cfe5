import {
  shouldNotify,
  type Admitted,
  type Finding,
  type FindingLimits,
  type FindingToAdmit,
  type Grant,
  type NotifyPolicy,
} from '@bellwether/log-model';
import { admissionsFromText, admissionsToText, admitFindings, areSameAdmissions } from '@bellwether/log-model/decide';
import { PortError, type FindingStore } from '@bellwether/ports';

/** Optimistic-lock attempts before the batch fails and is given again. */
const maxRounds = 10;

/**
 * Admits the findings of one log source and finding window, and takes back those that make room.
 *
 * Findings that make room are taken back before the admissions are stored: a crash between the two is made good when the batch is given
 * again, because the same findings make room again.
 *
 * @param findings  of one scope and one `windowStartMs`; at least one
 * @throws PortError when a store fails, or others keep changing the admissions
 */
export const admitOfSource = async (
  store: Pick<FindingStore, 'loadAdmissions' | 'saveAdmissions' | 'displace'>,
  policy: NotifyPolicy,
  limits: FindingLimits,
  { scope, windowStartMs }: Pick<Finding, 'scope' | 'windowStartMs'>,
  findings: readonly Finding[],
): Promise<Admitted> => {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const mayHave = ({ id }: FindingToAdmit, grant: Grant): boolean => {
    const finding = byId.get(id);
    if (finding === undefined || !shouldNotify(finding, undefined, policy)) return false;
    return grant === 'notify' || finding.provenance !== 'claimed';
  };
  for (let round = 0; round < maxRounds; round += 1) {
    const stored = await store.loadAdmissions(scope, windowStartMs);
    const before = admissionsFromText(stored?.state);
    const admitted = admitFindings(before, findings, limits, mayHave);
    for (const id of admitted.displaced) await store.displace(id);
    if (areSameAdmissions(before, admitted.admissions)) return admitted;
    const next = { version: (stored?.version ?? 0) + 1, state: admissionsToText(admitted.admissions) };
    if ((await store.saveAdmissions(scope, windowStartMs, next)) === 'saved') return admitted;
  }
  throw new PortError('findings', 'saveAdmissions', true, {
    cause: new Error('The admissions were changed by others again and again.'),
  });
};
