import { clouds, development, frameworks } from './platform-tokens.ts';
import { insight, services } from './service-tokens.ts';
import type { TokenKind } from './token-kind.ts';

/** Kinds of tokens that are known by a fixed part of their text: one row a vendor or sort, facts from the vendors' own pages. */
export const tokenKinds: readonly TokenKind[] = [...development, ...clouds, ...frameworks, ...services, ...insight];
