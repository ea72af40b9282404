/** Texts of the trust page in one language. Steps and limits may contain markup. */
export interface TrustMessages {
  /** Link from the other languages to this one, in this language. */
  readonly switchToThis: string;
  readonly title: string;
  readonly intro: string;
  readonly limitsTitle: string;
  readonly limits: readonly string[];
  readonly download: string;
  readonly compareTitle: string;
  readonly compare: string;
  readonly iphone: readonly string[];
  readonly android: readonly string[];
  readonly laptopTitle: string;
  readonly laptop: string;
  readonly continue: string;
  readonly removeTitle: string;
  readonly remove: readonly string[];
}
