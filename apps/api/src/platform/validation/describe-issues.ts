/** Unknown keys that are named: a damaged message may have thousands. */
const NAMED_KEYS = 3;

interface RawIssue {
  readonly code?: string | undefined;
  readonly keys?: readonly string[];
}

/** Parameter of Zod's `parse`: names a few unknown keys, because all of them would be joined before anyone cuts the text. */
export const brief = {
  error: ({ code, keys = [] }: RawIssue): string | undefined => {
    if (code !== 'unrecognized_keys' || keys.length <= NAMED_KEYS) return undefined;
    const named = keys.slice(0, NAMED_KEYS).map((key) => JSON.stringify(key.slice(0, 40)));
    return `unknown keys ${named.join(', ')} and ${keys.length - NAMED_KEYS} more`;
  },
};

/** @returns paths and reasons of the first validation issues, for developers; never the invalid values */
export function describeIssues({ issues }: { issues: readonly { path: PropertyKey[]; message: string }[] }): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.') || 'message'}: ${message}`)
    .join('; ')
    .slice(0, 300);
}
