/** Chinese puts no blank behind a sentence: its full stop has room around it already. Intl has no word on sentences. */
const BRINGS_ROOM = /[。！？]$/;

/** One after the other as one text; what is empty is left out. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== "")
    .reduce((text, sentence) => text + gapAfter(text) + sentence, "");
}

/** What stands between this sentence and the next. */
export function gapAfter(sentence: string): string {
  return sentence === "" || BRINGS_ROOM.test(sentence) ? "" : " ";
}
