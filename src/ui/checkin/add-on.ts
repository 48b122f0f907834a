/** What a check-in with questions beside the usual ones needs; most are without, so that it is loaded when one has them. */
export { AddOnQuestions } from "./AddOnQuestions.tsx";
export { sharedAddOn } from "./add-on-answers.ts";
