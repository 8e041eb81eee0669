/** Settings that come from the prose. */
import { check, type AnyValue, type ParamTable, type Values } from '../../core/params.ts';

/** Some values set from outside: each is brought into its range, unknown names are told. */
export function accept<T extends ParamTable>(
  table: T,
  values: Values<T>,
  given: Readonly<Record<string, AnyValue>>,
): { values: Values<T>; problems: string[] } {
  const problems: string[] = [];
  const checked: Record<string, AnyValue> = {};
  for (const [key, value] of Object.entries(given)) {
    const param = Object.hasOwn(table, key) ? table[key] : undefined;
    if (!param) {
      problems.push(`This figure has no setting “${key.slice(0, 24)}”.`);
      continue;
    }
    const result = check(param, value);
    checked[key] = result.value;
    if (result.problem) problems.push(result.problem);
  }
  return { values: { ...values, ...checked }, problems };
}
