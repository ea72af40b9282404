import { toFailure, type Answer, type Failure } from '@wandcast/protocol';
import { texts } from './console-texts';

/** The failure with its message in the language of the page. A message that a page has chosen itself stays. */
export function translatedFailure(failure: Failure): Failure {
  if (failure.message !== toFailure(failure.code).message) return failure;
  return { ...failure, message: texts().failures.sentence(failure) };
}

/** The answer of the server, with its failure translated. */
export function translatedAnswer<T>(answer: Answer<T>): Answer<T> {
  return answer.ok ? answer : { ...answer, failure: translatedFailure(answer.failure) };
}
