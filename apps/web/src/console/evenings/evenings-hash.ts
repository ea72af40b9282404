/** What the screen shows: all evenings, one of them, or two side by side. */
export type EveningsView =
  | { readonly kind: 'list' }
  | { readonly kind: 'one'; readonly eventId: string }
  | { readonly kind: 'two'; readonly eventIds: readonly [string, string] };

/** Reads the view from a URL hash such as `#evenings?open=ID` or `#evenings?compare=ID,ID`. */
export function eveningsViewOf(hash: string): EveningsView {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const eventId = query.get('open') ?? '';
  if (eventId !== '') return { kind: 'one', eventId };
  const [one = '', other = ''] = (query.get('compare') ?? '').split(',');
  return one !== '' && other !== '' ? { kind: 'two', eventIds: [one, other] } : { kind: 'list' };
}

/** The URL hash of a view. */
export function eveningsHash(view: EveningsView): string {
  switch (view.kind) {
    case 'list':
      return '#evenings';
    case 'one':
      return `#evenings?open=${view.eventId}`;
    case 'two':
      return `#evenings?compare=${view.eventIds.join(',')}`;
  }
}
