/** The page of a phone whose casts a console tries on a model. */
export const trial = {
  document: 'Wandcast: test wand',
  title: 'Test wand',
  hint: 'Your casts appear on the console’s Models screen. They count for nothing and are not stored.',
  wake: 'Wake the wand',
  hold: 'Hold and cast',
  release: 'Let go to end',
  ready: 'Hold the button while you cast.',
  casting: 'Casting',
  sending: 'Recognizing',
  short: 'That was too short. Hold the button while you move.',
  unanswered: 'The server didn’t answer. Try again.',
  failed: (code: string): string =>
    code === 'trial-over'
      ? 'This trial is over. Scan the code on the Models screen again.'
      : code === 'model-tries-limited'
        ? 'Too many casts at once. Wait a few seconds.'
        : 'This cast couldn’t be recognized. Try again.',
  recognized: (spell: string, percent: number, version: number) => `${spell}, ${percent}% (v${version})`,
  fizzled: (spell: string, percent: number, version: number) =>
    `It fizzles: at best ${spell}, ${percent}% (v${version})`,
  noToken: 'This link is incomplete. Scan the code on the console’s Models screen.',
  noMotion: 'This browser gives no motion. Allow motion access, or use another phone.',
};
