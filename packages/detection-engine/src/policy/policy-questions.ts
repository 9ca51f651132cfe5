import { anyText, covers } from './covers.ts';
import { narrowsCallers, narrowsRights } from './narrowing-condition.ts';
import { readStatements, type Naming, type PolicyStatement } from './policy-statement.ts';

const everyAction = `${anyText}:${anyText}`;
const everyResource = [
  `arn:${anyText}:${anyText}:${anyText}:${anyText}:${anyText}`,
  `arn:aws:${anyText}:${anyText}:${anyText}:${anyText}`,
];
const everyIdentity = [...everyResource, `arn:aws:iam::${anyText}:${anyText}`];

/** Actions of IAM that give rights to an identity: who may call one on every identity may give itself every right. */
const grantingActions = [
  'putuserpolicy',
  'putgrouppolicy',
  'putrolepolicy',
  'attachuserpolicy',
  'attachgrouppolicy',
  'attachrolepolicy',
  'createpolicyversion',
  'updateassumerolepolicy',
].map((name) => `iam:${name}`);

const coversAny = (naming: Naming, asked: readonly string[]): boolean => asked.some((one) => covers(naming, one));

const isUnconditional = ({ conditions }: PolicyStatement): boolean => conditions.length === 0;

/** A denial of everything, to everybody and under no condition, leaves nothing of what is allowed. */
const deniesAll = (statements: readonly PolicyStatement[]): boolean =>
  statements.some(
    (one) =>
      !one.isAllow &&
      isUnconditional(one) &&
      (one.principals === undefined || isEverybody(one.principals)) &&
      covers(one.actions, everyAction) &&
      coversAny(one.resources, everyResource),
  );

/** What leaves rights over identities in is every right: with them the rest can be taken. */
const isEveryAction = (actions: Naming): boolean =>
  actions.isExcept ? covers(actions, `iam:${anyText}`) : covers(actions, everyAction);

const grantsAdministrator = (one: PolicyStatement): boolean =>
  isEveryAction(one.actions) && coversAny(one.resources, everyResource) && !one.conditions.some(narrowsRights);

/** By a wildcard over IAM's actions, on every identity. One action named in full is what a deployment asks for. */
const grantsIdentities = (one: PolicyStatement): boolean => {
  const wildcards = { isExcept: false, patterns: one.actions.patterns.filter((pattern) => pattern.includes('*')) };
  return (
    !one.actions.isExcept &&
    coversAny(wildcards, grantingActions) &&
    coversAny(one.resources, everyIdentity) &&
    !one.conditions.some(narrowsRights)
  );
};

const isEverybody = ({ isExcept, patterns }: Naming): boolean => isExcept || patterns.includes('*');

const isPublic = ({ principals, conditions }: PolicyStatement): boolean =>
  principals !== undefined && isEverybody(principals) && !conditions.some(narrowsCallers);

const accountIn = (principal: string): string | undefined =>
  /^\d{12}$/.test(principal) ? principal : /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];

const namesOtherAccount = ({ principals }: PolicyStatement, account: string): boolean =>
  principals !== undefined &&
  !principals.isExcept &&
  principals.patterns.some((principal) => ![undefined, account].includes(accountIn(principal)));

/**
 * What a rule can ask of a policy, as a value of `|policy`:
 * - `administrator`: it allows every action on every resource;
 * - `identities`: it allows by a wildcard to give rights to any identity;
 * - `public`: it allows something to everybody, and no condition says who;
 * - `other-account`: it allows something to an account that is not the record's own.
 */
export const policyQuestions = ['administrator', 'identities', 'public', 'other-account'] as const;
export type PolicyQuestion = (typeof policyQuestions)[number];

const asks: Readonly<Record<PolicyQuestion, (one: PolicyStatement, account: string) => boolean>> = {
  administrator: grantsAdministrator,
  identities: grantsIdentities,
  public: isPublic,
  'other-account': namesOtherAccount,
};

/**
 * Whether a policy does what is asked. It is read as IAM reads it: as JSON, so that blanks, order and escapes change nothing;
 * one statement or a list; `NotAction`, `NotResource` and `NotPrincipal` as all but what they name. Only `Allow` gives.
 *
 * @param policy  an object, or the policy's text
 * @param account  the account whose resource or identity the policy is of
 * @example
 * answersPolicy('administrator', '{"Statement":{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}}', '111122223333') // true
 */
export const answersPolicy = (question: PolicyQuestion, policy: unknown, account: string): boolean => {
  const statements = readStatements(policy);
  return statements.some((one) => one.isAllow && asks[question](one, account)) && !deniesAll(statements);
};
