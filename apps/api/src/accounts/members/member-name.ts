import { FailureError, MAX_NICKNAME, cleanText } from '@wandcast/protocol';

/** The normalized name of a member. @throws FailureError `name-blank`, `name-too-long` */
export function checkMemberName(entered: string): string {
  const name = cleanText(entered);
  if (!/[\p{L}\p{N}]/u.test(name)) throw new FailureError('name-blank');
  if (name.length > MAX_NICKNAME) throw new FailureError('name-too-long');
  return name;
}
