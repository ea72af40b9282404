import type { FailureCode } from '@wandcast/protocol';

/** What only consoles are refused with. A new failure is a wand's until it is named here, and so is put into words. */
type ConsoleFailureCode =
  | 'forbidden'
  | 'sign-in-wrong'
  | 'last-owner'
  | 'spell-exists'
  | 'name-unusable'
  | 'file-unreadable'
  | 'duel-needs-two'
  | 'step-unknown'
  | 'steps-full'
  | 'rehearsal-running'
  | `${'invitation' | 'member' | 'glyph' | 'book' | 'training' | 'model' | 'import' | 'dataset' | 'round'}-${string}`;

/** Failures that a wand can meet. */
export type WandFailureCode = Exclude<FailureCode, ConsoleFailureCode>;
