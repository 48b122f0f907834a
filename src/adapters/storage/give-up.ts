/** Undoes a transaction, ended or not. */
export async function giveUp(writing: { abort(): void; readonly done: Promise<void> }): Promise<void> {
  // Its own error says less than the one that led here.
  const ended = writing.done.catch(() => undefined);
  try {
    writing.abort();
  } catch {
    // It had ended by itself.
  }
  await ended;
}
