import { FailureError, type FailureCode } from '@wandcast/protocol';
import { nameKeyOf } from '../members/members.repository.js';

/** Shortest password, characters (NIST SP 800-63B, which advises against rules about kinds of characters). */
const MIN_PASSWORD = 10;

/** The most common leaked passwords of at least ten characters, in lower case. */
const common: ReadonlySet<string> = new Set([
  ...[
    '1234567890',
    '12345678910',
    '123456789a',
    '0123456789',
    '0987654321',
    '9876543210',
    '1231231231',
    '123123123123',
  ],
  ...[
    'qwertyuiop',
    'qwerty1234',
    'qwerty12345',
    'qwerty123456',
    'qwertyuiop1',
    'qwertzuiop',
    'asdfghjkl1',
    'zxcvbnm123',
  ],
  ...[
    '1q2w3e4r5t',
    '1q2w3e4r5t6y',
    'q1w2e3r4t5',
    '1qaz2wsx3edc',
    'qazwsxedc1',
    'abcdefghij',
    'abcd123456',
    'abc1234567',
  ],
  ...['password12', 'password123', 'password1234', 'password12345', 'passw0rd123', 'passwordpassword', 'mypassword'],
  ...[
    'passwort12',
    'passwort123',
    'passwort1234',
    'meinpasswort',
    'hallo12345',
    'hallohallo',
    'administrator',
    'admin12345',
  ],
  ...[
    'iloveyou12',
    'iloveyou123',
    'letmein123',
    'welcome123',
    'welcome1234',
    'changeme123',
    'football12',
    'sunshine12',
  ],
  ...['princess12', 'basketball', 'liverpool1', 'manchester', 'schalke04!', 'fcbayern12', 'ichliebedich', 'geheim1234'],
]);

/** @param name of the member  @throws FailureError with the rule that the password breaks */
export function checkPassword(password: string, name: string): void {
  const broken = brokenRule(password, name);
  if (broken !== undefined) throw new FailureError(broken);
}

function brokenRule(password: string, name: string): FailureCode | undefined {
  const text = password.normalize('NFKC').trim();
  const folded = nameKeyOf(text);
  if (text === '') return 'password-blank';
  if (text.length < MIN_PASSWORD) return 'password-short';
  if (folded === nameKeyOf(name)) return 'password-is-name';
  const isRepeated = new Set(folded).size === 1;
  return common.has(folded) || isRepeated ? 'password-common' : undefined;
}
