/** Whether a failure came from the file system, with one of these codes. */
export function isFileError(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(fileErrorCode(error) ?? "");
}

export function fileErrorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
