import { describe, expect, test } from 'vitest';
import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { arrowTarget } from '../../../../../apps/web/src/console/ui/arrow-target';
import RadioButtons from '../../../../../apps/web/src/console/ui/RadioButtons.vue';

/** To TypeScript, a generic component is a function. */
const component = RadioButtons as unknown as Component;
const choices = ['lines', 'map', 'table'].map((value) => ({ value, text: value }));

/** What Tab reaches of each button, and what is chosen. */
async function rendered(modelValue: string): Promise<{ readonly tabindex: string[]; readonly checked: string[] }> {
  const html = await renderToString(createSSRApp(component, { choices, label: 'Picture', modelValue }));
  const valuesOf = (name: string): string[] =>
    [...html.matchAll(new RegExp(`${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
  return { tabindex: valuesOf('tabindex'), checked: valuesOf('aria-checked') };
}

describe('radio buttons', () => {
  test('are reached by Tab at the chosen one', async () => {
    expect(await rendered('map')).toEqual({ tabindex: ['-1', '0', '-1'], checked: ['false', 'true', 'false'] });
  });

  test('are reached by Tab at the first one if none is chosen', async () => {
    expect(await rendered('gone')).toEqual({ tabindex: ['0', '-1', '-1'], checked: ['false', 'false', 'false'] });
  });

  test('follow the arrow keys, around the ends', () => {
    expect(['ArrowRight', 'ArrowDown'].map((key) => arrowTarget(key, 0, 3))).toEqual([1, 1]);
    expect(['ArrowLeft', 'ArrowUp'].map((key) => arrowTarget(key, 1, 3))).toEqual([0, 0]);
    expect(arrowTarget('ArrowRight', 2, 3)).toBe(0);
    expect(arrowTarget('ArrowLeft', 0, 3)).toBe(2);
  });

  test('leave all other keys to the page', () => {
    expect(['b', 'Enter', 'Home'].map((key) => arrowTarget(key, 0, 3))).toEqual([undefined, undefined, undefined]);
  });
});
