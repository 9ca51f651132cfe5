import type { KeyKind } from './key-kind.ts';
import { personalKeys } from './personal-keys.ts';
import { secretKeys } from './secret-keys.ts';

/** Keys and what stands beside them: one row a sort. The first row that knows a name decides. */
export const keyKinds: readonly KeyKind[] = [...secretKeys, ...personalKeys];

/** Words before `token` that make it one that opens nothing: it pages through results or makes a call idempotent. */
export const harmlessTokens: ReadonlySet<string> = new Set(
  'next client request continuation continue idempotency page pagination paging sync cancellation cancel marker start starting resume cursor pad eos bos unk stop syntax unexpected parse lexer delta change watch lock fencing concurrency trace last scroll search first new prompt completion input output total max min num device push'.split(
    ' ',
  ),
);
