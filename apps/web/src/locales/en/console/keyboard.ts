/** The list of keyboard shortcuts. */
export const keyboard = {
  title: 'Keyboard shortcuts',
  hint: 'Off while you type.',
  enable: 'Enable single-key shortcuts',
  groups: {
    anywhere: {
      name: 'Anywhere',
      help: 'show these shortcuts',
      goToFirst: 'run, phones, book, label',
      goToSecond: 'explore, models, data, evenings, team',
      undo: 'undo the last action',
      leave: 'leave a button or a field',
    },
    show: {
      name: 'Run of show, anywhere',
      next: 'go to the next step, unless a button has the focus',
      blank: 'blank the stage, and show it again',
    },
    run: {
      name: 'Run',
      find: 'find a wizard',
      move: 'next wizard, previous wizard',
      moveStep: 'move the focused step',
    },
    book: {
      name: 'Book',
      moveSpell: 'move the focused spell',
      save: 'save what you typed',
      cancel: 'discard what you typed',
    },
    models: { name: 'Models', train: 'train', activate: 'wake the selected model' },
    explore: {
      name: 'Explore',
      move: 'move the band of a panel',
      resize: 'grow it, shrink it',
      reset: 'remove the band',
      select: 'select all, invert the selection',
      label: 'relabel, discard, restore the selection',
    },
    label: {
      name: 'Label casts',
      spell: 'choose the spell that shows the key',
      discard: 'discard',
      agree: 'agree, in the queue',
      unsure: 'unsure, and comment, in the queue',
      restore: 'restore the original label',
      move: 'next, previous',
      undo: 'undo, as often as you like',
    },
  },
};
