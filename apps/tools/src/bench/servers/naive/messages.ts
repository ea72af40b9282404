/** Messages of the naive server. */
export interface StartMessage {
  castId: string;
  participant: string;
}

export interface SampleMessage {
  castId: string;
  t: number;
  x: number;
  y: number;
  z: number;
  gx: number;
  gy: number;
  gz: number;
}

export interface EndMessage {
  castId: string;
}

export interface Result {
  castId: string;
  participant: string;
  spell: string;
  probabilities: number[];
}

export interface ToNaive {
  start: (message: StartMessage) => void;
  sample: (message: SampleMessage) => void;
  end: (message: EndMessage, ack: (result: Result) => void) => void;
}

export interface FromNaive {
  cast: (result: Result) => void;
}
