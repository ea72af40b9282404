/** Who may see a planted text: nobody; clients with a role in the team; those and stages. */
export type Audience = 'nobody' | 'team' | 'hall';

/** Who received something. */
export type Receiver = 'outsider' | 'stage' | 'team';

const READERS: Readonly<Record<Audience, readonly Receiver[]>> = {
  nobody: [],
  team: ['team'],
  hall: ['team', 'stage'],
};

/** Shorter texts cannot be told from other texts. */
const LEAST = 8;

/** Texts that were planted on the server, and must not come back to those who may not see them. */
export class Canaries {
  private readonly texts = new Map<string, Audience>();

  plant(text: string, audience: Audience): void {
    if (text.length < LEAST) throw new Error(`"${text}" is too short for a canary`);
    this.texts.set(text, audience);
  }

  remove(text: string): void {
    this.texts.delete(text);
  }

  /**
   * The first planted text that the receiver may not see; undefined if there is none.
   * @param sent what the receiver has sent: its own words may come back to it
   */
  find(received: string, receiver: Receiver, sent: string): string | undefined {
    for (const [text, audience] of this.texts)
      if (!READERS[audience].includes(receiver) && received.includes(text) && !sent.includes(text)) return text;
    return undefined;
  }
}
