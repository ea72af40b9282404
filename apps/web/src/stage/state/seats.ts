/** Places in the picture, in order; a slot number each, or null where someone left. */
export type Seats = readonly (number | null)[];

/**
 * Gives `slot` the first free place. People keep their places while others come and go, so that nobody has to
 * look for their own tile again.
 */
export function seated(seats: Seats, slot: number): Seats {
  if (seats.includes(slot)) return seats;
  const free = seats.indexOf(null);
  return free === -1 ? [...seats, slot] : seats.with(free, slot);
}

/** Frees the place of `slot`. When more than half of the places are free, everyone moves together. */
export function unseated(seats: Seats, slot: number): Seats {
  const left = seats.map((one) => (one === slot ? null : one));
  const taken = left.filter((one) => one !== null);
  return taken.length * 2 < left.length ? taken : left;
}
