/** The slot at each place of the picture, in order; null if the place is free. */
export type Seats = readonly (number | null)[];

/**
 * Gives `slot` the first free place. Everyone else keeps their place, so that people find their own tile again.
 */
export function takeSeat(seats: Seats, slot: number): Seats {
  if (seats.includes(slot)) return seats;
  const free = seats.indexOf(null);
  return free === -1 ? [...seats, slot] : seats.with(free, slot);
}

/** Frees the place of `slot`. If more than half of the places are free, everyone moves closer together. */
export function leaveSeat(seats: Seats, slot: number): Seats {
  const left = seats.map((one) => (one === slot ? null : one));
  const taken = left.filter((one) => one !== null);
  return taken.length * 2 < left.length ? taken : left;
}
