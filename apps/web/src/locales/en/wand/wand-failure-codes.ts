import type { FailureCode } from '@wandcast/protocol';

/** Failures that only consoles receive. A new failure counts as the wand's until it is listed here, and needs a text. */
type ConsoleFailureCode =
  | ('event-deleted' | 'event-live' | 'event-code-wrong')
  | ('forbidden' | 'organization-unknown' | 'organization-exists' | 'used-elsewhere' | 'page-foreign')
  | 'sign-in-wrong'
  | 'last-owner'
  | 'spell-exists'
  | `name-${string}`
  | ('file-unreadable' | 'downloads-busy')
  | ('cast-replaced' | 'cast-not-replaced' | `part-${string}`)
  | 'duel-needs-two'
  | 'nothing-to-reveal'
  | 'step-unknown'
  | 'steps-full'
  | 'rehearsal-running'
  | `${'invitation' | 'evening' | 'test' | 'trial' | 'member' | 'glyph' | 'book' | 'training' | 'model' | 'import' | 'dataset' | 'room' | 'round' | 'password'}-${string}`;

/** Failures that a wand can receive. */
export type WandFailureCode = Exclude<FailureCode, ConsoleFailureCode>;
