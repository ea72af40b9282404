import { httpRoutes, type HttpRoute } from '../routes/http-routes.js';
import { code, table } from './markdown.js';
import { shapeOf } from './shape-text.js';

export function httpTable(): string {
  return table(
    ['Route', 'Role', 'Body', 'Answer', 'Meaning'],
    httpRoutes.map(([route, role, body, answer, about]) => [
      code(route),
      role,
      bodyText(body),
      typeText(answer),
      about,
    ]),
  );
}

/** The answers that are types. */
export function httpAnswers(): string[] {
  return httpRoutes.flatMap(([, , , answer]) => (answer !== null && isType(answer) ? [answer] : []));
}

function bodyText(body: HttpRoute[2]): string {
  return typeText(typeof body === 'string' || body === null ? body : shapeOf(body));
}

function typeText(type: string | null): string {
  if (type === null) return 'none';
  return isType(type) ? code(type) : type;
}

/** Whether this is a type, not a format such as CSV or zip. */
const isType = (text: string): boolean => /^([A-Z][a-z]|\{)/.test(text);
