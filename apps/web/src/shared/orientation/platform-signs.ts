/** A browser's feature test; absent outside browsers. */
interface FeatureTest {
  supports(property: string, value: string): boolean;
}

/**
 * Whether this platform reports accelerations with inverted signs: WebKit on iOS does, all others follow the W3C. It is
 * recognized by a property that only it has, because user agents can be anything. Rotation rates follow the right-hand
 * rule everywhere.
 */
export function platformInvertsSigns(
  css: FeatureTest | undefined = (globalThis as { CSS?: FeatureTest }).CSS,
): boolean {
  return css?.supports('-webkit-touch-callout', 'none') ?? false;
}
