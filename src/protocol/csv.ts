/**
 * Tables as RFC 4180 text. Spreadsheets take some texts for formulas and run them: such a text gets an apostrophe in front.
 * The rule that must not break: whatever a client wrote, no program computes it.
 */
export type CsvValue = string | number | null;
export type CsvTable = readonly (readonly CsvValue[])[];

/** Without it Excel reads UTF-8 as the code page of the country. Programs that read data want the text alone. */
export const BYTE_ORDER_MARK = "\ufeff";
const LINE_END = "\r\n";
/**
 * What begins a formula in one of the spreadsheets in use (OWASP, CSV injection), also in its full-width form, wherever a
 * cell may begin: one set to German, French or Portuguese splits at `;`, some at tabs, and quotes inside a cell hold nothing.
 */
const FORMULA = /(^|[;\t\r\n][\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
/** Taken off by some, so that what follows begins the cell. */
const TAKEN_OFF = /^(?=[\t\r\n])/;

export function toCsv(rows: CsvTable): string {
  return rows.map((row) => row.map(toField).join(",") + LINE_END).join("");
}

/** A number is written as it is; only texts can be formulas. */
function toField(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value.replace(FORMULA, "$1'").replace(TAKEN_OFF, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
