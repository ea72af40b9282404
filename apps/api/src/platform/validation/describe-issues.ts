/** @returns paths and reasons of the first validation issues, for developers; never the invalid values */
export function describeIssues({ issues }: { issues: readonly { path: PropertyKey[]; message: string }[] }): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.') || 'message'}: ${message}`)
    .join('; ')
    .slice(0, 300);
}
