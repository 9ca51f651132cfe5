/** A change that a second plan shows although nothing changed, because an emulator does not keep what it was given. */
export interface PlanGap {
  /** End of the resource's address, such as `aws_eks_node_group.this`. */
  readonly resource: string;
  /** Attributes that may differ, and no others. */
  readonly attributes: readonly string[];
  readonly reason: string;
}

/** What `terraform show -json` says of a plan, as far as it is read here. */
export interface ShownPlan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      /** Attributes that are only known once applied. */
      readonly after_unknown: Readonly<Record<string, unknown>>;
      readonly replace_paths?: readonly (readonly (string | number)[])[];
    };
  }[];
}

type Change = NonNullable<ShownPlan['resource_changes']>[number];

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Attributes a change is about. One that replaces a resource makes most of the others unknown: then those that force it count. */
const changedAttributes = ({ change }: Change): readonly string[] => {
  const { before, after, after_unknown: unknown, replace_paths: forced } = change;
  if (before === null || after === null) return ['(the whole resource)'];
  if (forced !== undefined && forced.length > 0) return [...new Set(forced.map(([name]) => String(name)))];
  return Object.keys({ ...before, ...after }).filter(
    (name) => unknown[name] !== true && !isSame(before[name], after[name]),
  );
};

/** The changes of a plan that no gap explains, one sentence each. */
export const unexpectedChanges = (plan: ShownPlan, gaps: readonly PlanGap[]): readonly string[] =>
  (plan.resource_changes ?? [])
    .filter(({ change }) => !isSame(change.actions, ['no-op']) && !isSame(change.actions, ['read']))
    .flatMap((changed) => {
      const gap = gaps.find(({ resource }) => changed.address.endsWith(resource));
      const rest = changedAttributes(changed).filter((name) => gap?.attributes.includes(name) !== true);
      const isExplained = gap !== undefined && rest.length === 0;
      return isExplained
        ? []
        : [`${changed.address} would ${changed.change.actions.join(' and ')}: ${rest.join(', ')}.`];
    });
