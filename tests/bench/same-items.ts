import type { Item } from "../../src/core/alliance/instrument.ts";
import { afsCore } from "../../src/core/alliance/instruments/afs-core.ts";

/** What a usual check-in asks: no question in turn, and none that hangs on an answer. */
const ITEMS: readonly Item[] = afsCore.items.filter(
  ({ id, showIf }) => showIf === undefined && !(afsCore.rotation?.items.includes(id) ?? false),
);

/** The same items in the form that SurveyJS reads. */
export function surveyJson(): object {
  return { title: afsCore.title, elements: ITEMS.map(surveyElement) };
}

function surveyElement({ id: name, text: title, responses }: Item): object {
  switch (responses.type) {
    case "scale": {
      const [minRateDescription, maxRateDescription] = responses.ends;
      const [rateMin, rateMax] = [responses.min, responses.max];
      const ends = { rateMin, rateMax, minRateDescription, maxRateDescription };
      // Left to itself it becomes a drop-down list where there is little room, which ours never is.
      return { type: "rating", name, title, ...ends, displayMode: "buttons" };
    }
    case "choice": {
      const choices = responses.choices.map(({ code: value, label }) => ({ value, text: label }));
      return { type: "radiogroup", name, title, choices };
    }
    case "text":
      return { type: "comment", name, title, maxLength: responses.maxLength };
  }
}

/** The same items as a page of HTML without a script and with the browser's own looks: the floor. */
export function plainForm(): string {
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${afsCore.title}</title>`;
  return `${head}<form method="post">${ITEMS.map(fieldset).join("")}<button>Send</button></form></html>`;
}

function fieldset(item: Item): string {
  return `<fieldset><legend>${item.text}</legend>${answersOf(item)}</fieldset>`;
}

function answersOf({ id, responses }: Item): string {
  switch (responses.type) {
    case "scale": {
      const steps = Array.from({ length: responses.max - responses.min + 1 }, (_, step) => responses.min + step);
      const [low, high] = responses.ends;
      return `${low} ${steps.map((step) => radio(id, String(step), String(step))).join("")} ${high}`;
    }
    case "choice":
      return responses.choices.map(({ code, label }) => radio(id, code, label)).join("");
    case "text":
      return `<textarea name="${id}" maxlength="${responses.maxLength}"></textarea>`;
  }
}

function radio(name: string, value: string, label: string): string {
  return `<label><input type="radio" name="${name}" value="${value}">${label}</label>`;
}
