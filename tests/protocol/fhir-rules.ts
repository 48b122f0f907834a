/** What neither validator looks at. Each finding is a sentence; none means that all is well. */

type Json = Readonly<Record<string, unknown>>;

/** FHIR's choice of types: a place may hold one `value…`, and an answer or an extension without parts must. */
export function findValueFaults(node: unknown, path = "resource"): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((each, index) => findValueFaults(each, `${path}[${index}]`));
  if (!isJson(node)) return [];
  const values = Object.keys(node).filter((key) => /^value[A-Z]/.test(key));
  const needsOne = /\.answer\[\d+\]$/.test(path) || (/\.extension\[\d+\]$/.test(path) && node.extension === undefined);
  const wrong = values.length > 1 || (needsOne && values.length === 0);
  const inside = Object.entries(node).flatMap(([key, value]) => findValueFaults(value, `${path}.${key}`));
  return [...(wrong ? [`${path} has ${values.length} values`] : []), ...inside];
}

/** Whether a response answers this Questionnaire: its items in their order, types, bounds, options and what must be there. */
export function findAnswerFaults(questionnaire: Json, response: Json): readonly string[] {
  const asked = listOf(questionnaire.item);
  const given = listOf(response.item);
  const names = given.map(({ linkId }) => String(linkId));
  const places = names.map((name) => asked.findIndex(({ linkId }) => linkId === name));
  const canonical = `${String(questionnaire.url)}|${String(questionnaire.version)}`;
  return [
    ...(response.questionnaire === canonical ? [] : [`it answers ${String(response.questionnaire)}`]),
    ...names.filter((name, index) => places[index] === -1 || names.indexOf(name) !== index).map((n) => `${n} is extra`),
    ...(places.every((place, index) => index === 0 || place > places[index - 1]!) ? [] : ["the order is another"]),
    ...asked
      .filter(
        ({ required, linkId }) =>
          required === true && response.status === "completed" && !names.includes(String(linkId)),
      )
      .map(({ linkId }) => `${String(linkId)} is missing`),
    ...given.flatMap((item) => findItemFaults(asked.find(({ linkId }) => linkId === item.linkId) ?? {}, item, given)),
  ];
}

function findItemFaults(asked: Json, given: Json, all: readonly Json[]): readonly string[] {
  const name = String(given.linkId);
  const [answer, second] = listOf(given.answer);
  if (answer === undefined || second !== undefined) return [`${name} has not one answer`];
  const faults = [
    given.text === asked.text ? null : "has other words",
    isAnswerOf(asked, answer) ? null : "has an answer of another kind",
    isEnabled(asked, all) ? null : "was not asked",
  ];
  return faults.filter((fault) => fault !== null).map((fault) => `${name} ${fault}`);
}

function isAnswerOf(asked: Json, { valueInteger, valueString, valueCoding }: Json): boolean {
  switch (asked.type) {
    case "integer":
      return Number.isInteger(valueInteger) && isWithin(asked, valueInteger as number);
    case "text":
      return typeof valueString === "string" && valueString.length <= (asked.maxLength as number);
    case "choice":
      return listOf(asked.answerOption).some((option) => isSame(option.valueCoding, valueCoding));
    default:
      return false;
  }
}

function isWithin({ extension }: Json, value: number): boolean {
  const bound = (name: string) =>
    listOf(extension).find(({ url }) => url === `http://hl7.org/fhir/StructureDefinition/${name}`)?.valueInteger;
  return value >= (bound("minValue") as number) && value <= (bound("maxValue") as number);
}

function isEnabled({ enableWhen }: Json, all: readonly Json[]): boolean {
  const conditions = listOf(enableWhen);
  return (
    conditions.length === 0 ||
    conditions.some(({ question, answerCoding, answerInteger }) => {
      const [answer] = listOf(all.find(({ linkId }) => linkId === question)?.answer);
      if (answerInteger !== undefined) return answer?.valueInteger === answerInteger;
      return isJson(answerCoding) && isJson(answer?.valueCoding) && answer.valueCoding.code === answerCoding.code;
    })
  );
}

function isSame(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((each) => (isJson(each) ? Object.entries(each).toSorted() : each));
  return JSON.stringify(a) === JSON.stringify(b);
}

function isJson(input: unknown): input is Json {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

function listOf(input: unknown): readonly Json[] {
  return Array.isArray(input) ? input.filter(isJson) : [];
}
