/** Of the therapist's database, for the page that keeps it and the background that only looks. */
export const ARCHIVE_NAME = "aftersession-therapist";
/** Under which the vault's key lies in its store. */
export const VAULT_KEY = "key";
