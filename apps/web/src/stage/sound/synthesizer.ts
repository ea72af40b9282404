import type { Cue } from './cues/cue';
import { Mixer } from './mixer';
import { playHit, playJoin, playReveal, playSpotlight, playWinner } from './voices/bells';
import type { Output } from './voices/envelope';
import { Noises } from './voices/noises';
import { playFanfare, playStart, playTick } from './voices/signals';

/** Plays the sounds of the stage. Nothing is heard before `setOn(true)`. */
export class Synthesizer {
  private readonly mixer: Mixer;
  private readonly output: Output;
  private readonly noises: Noises;
  private endRoll: (() => void) | undefined;

  /** @param random 0 to 1, for claps at irregular times */
  constructor(
    private readonly context: BaseAudioContext,
    random: () => number = Math.random,
  ) {
    this.mixer = new Mixer(context);
    this.output = { context, node: this.mixer.input };
    this.noises = new Noises(this.output, random);
  }

  /** Switches everything on or off, including sounds that have already started. */
  setOn(on: boolean): void {
    this.mixer.setOn(on);
    if (!on) this.setRoll(false);
  }

  /** @param after s from now */
  play(cue: Cue, after = 0): void {
    const at = this.context.currentTime + after;
    switch (cue.kind) {
      case 'join':
        playJoin(this.output, at, cue.slot);
        return;
      case 'hit':
        playHit(this.output, at, cue.place);
        return;
      case 'fizzle':
        this.noises.playFizzle(at);
        return;
      case 'spotlight':
        playSpotlight(this.output, at);
        return;
      case 'tick':
        playTick(this.output, at, cue.left);
        return;
      case 'start':
        playStart(this.output, at);
        return;
      case 'reveal':
        playReveal(this.output, at, cue.place);
        return;
      case 'winner':
        playWinner(this.output, at);
        return;
      case 'fanfare':
        playFanfare(this.output, at);
        return;
      case 'applause':
        this.noises.playApplause(at, cue.claps);
    }
  }

  /** The drum roll while a round is counted. @param growS time over which it grows, s */
  setRoll(on: boolean, growS = 1): void {
    if (on === (this.endRoll !== undefined)) return;
    this.endRoll?.();
    this.endRoll = on ? this.noises.startRoll(this.context.currentTime, growS) : undefined;
  }
}
