import { grammar } from '../../grammar';

const wands = { one: 'wand is', other: 'wands are' };
const stages = { one: 'stage is', other: 'stages are' };
const steps = { one: 'step', other: 'steps' };

/** The guide from an empty room to one that casts. */
export const guide = {
  title: 'Before the show',
  list: 'Preparations',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  states: { done: 'Done', open: 'To do', skipped: 'Skipped' },
  skip: 'Skip',
  unskip: 'Undo skip',
  hide: 'Hide guide',
  show: 'Show guide',
  titles: {
    stage: 'Put the stage on the projector',
    phone: 'Let a phone join',
    spells: 'Choose the spells',
    plan: 'Check the plan',
    cast: 'Cast for the first time',
  },
  stage: {
    todo: 'Open the stage page in a window on the projector.',
    done: (count: number) => `${grammar.counted(count, stages)} connected.`,
    open: 'Open the stage page',
  },
  phone: {
    todo: 'Scan the code with your own phone and wake its wand.',
    trusting: 'Scan the code with your own phone. It has to trust this server first.',
    blocked: (why: string) => `${why}. The Phones page says what to do.`,
    closed: 'The room is closed. Open it first, at the bottom right.',
    done: (count: number) => `${grammar.counted(count, wands)} here.`,
    open: 'Show the code',
    fix: 'See what to do',
  },
  spells: {
    few: 'The book needs at least two spells.',
    noModel: 'No model is awake, so no spell can be recognized yet.',
    /** Follows the names of some spells. */
    more: (count: number) => `${count} more`,
    unknown: (spells: readonly string[]) => `The model does not know ${grammar.list(spells)} yet.`,
    training: (problem: string) => `${problem} A training is running.`,
    done: (count: number, version: string) => `Model ${version} knows all ${count} spells of the book.`,
    openBook: 'Open the book',
    openModels: 'Open the models',
  },
  plan: {
    /** @param step as in "Round 1" */
    lacks: (step: string, spell: string) => `${step} asks for ${spell}, which this book lacks.`,
    noRound: 'The run of show has no round yet.',
    more: (count: number) => `${grammar.counted(count, steps)} more to check.`,
    done: 'Every step can be played.',
    openStep: (step: string) => `Open ${step}`,
    addRound: 'Add a round',
  },
  cast: {
    todo: 'Cast with your phone, or let simulated wizards try.',
    rehearsing: 'Simulated wizards are in the room. Waiting for the first recognized cast.',
    done: 'A cast was recognized.',
    rehearse: 'Start a rehearsal',
  },
  ready: 'The room is ready.',
  readyWithout: (skipped: number) => `The room is ready, with ${grammar.counted(skipped, steps)} skipped.`,
  space: { lobby: 'Space opens the lobby.', other: 'Space begins the run of show.' },
};
