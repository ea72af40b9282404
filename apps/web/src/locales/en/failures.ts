import type { Failure } from '@wandcast/protocol';

/** The message of a failure. The failure's own message is in English. */
export const failureSentence = ({ message }: Failure): string => message;
