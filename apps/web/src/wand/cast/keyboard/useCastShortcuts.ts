import type { Spell } from '@wandcast/protocol';
import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import { announce } from '../../feedback/announce';
import { isKeyboardDriven } from '../../ui/keyboard-mode';
import { areShortcutsOn, spellForKey } from './spell-shortcuts';
import type { Casting } from '../../recording/useCasting';
import { texts } from '../../texts/room-texts';

/**
 * Keyboard shortcuts for casting: Escape cancels the cast in progress, 1 to 9 draw a spell.
 * @param spells spells with a shortcut; empty if shortcuts are unavailable
 * @param figure the ring or pad, which gets the focus if the focused button disappears
 */
export function useCastShortcuts(
  casting: Casting,
  spells: () => readonly Spell[],
  draw: (spell: Spell) => void,
  figure: () => HTMLElement | null,
): void {
  function onKey(event: KeyboardEvent): void {
    if (event.repeat || event.defaultPrevented || document.querySelector('[role="alertdialog"]') !== null) return;
    if (event.key === 'Escape' && casting.phase.value.kind === 'recording') {
      casting.cancel();
      announce(texts().cast.keys.dropped);
      return;
    }
    const spell = areShortcutsOn.value ? spellForKey(event, spells()) : undefined;
    if (spell !== undefined) draw(spell);
  }
  onMounted(() => {
    window.addEventListener('keydown', onKey);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey);
  });
  watch(
    () => casting.phase.value.kind,
    async () => {
      await nextTick();
      // The pressed button was removed.
      if (isKeyboardDriven.value && document.activeElement === document.body) figure()?.focus();
    },
    { flush: 'post' },
  );
}
