/** Waits for the first piece, so that its failure can still be answered. @returns all pieces */
export async function firstPieceOf<T>(pieces: AsyncGenerator<T, void>): Promise<AsyncGenerator<T, void>> {
  const first = await pieces.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* pieces;
  })();
}
