import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/**
 * Bytes of a value, as DynamoDB bills them: text by UTF-8, a number by two digits a byte and one more, three for a list or map.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
const bytesOfValue = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/^-|\./g, '').replace(/0+$/, '').length / 2) + 1;
  if (value.M !== undefined) return 3 + bytesOfItem(value.M);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, item) => sum + 1 + bytesOfValue(item), 0);
  if (value.SS !== undefined) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return value.B === undefined ? 1 : value.B.length;
};

export const bytesOfItem = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOfValue(value), 0);

export const unitsOf = (bytes: number, unitBytes: number): number => Math.max(1, Math.ceil(bytes / unitBytes));

export const isSameValue = (left: AttributeValue | undefined, right: AttributeValue | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);
