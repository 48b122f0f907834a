/**
 * How long a session that is over is asked about: said to the client by the check-in page, kept to by the session machine. Of
 * its own file, so that the page carries no other timing.
 */

/** Later, the memory of the session has faded: what is rated is the week, not the hour. */
export const PROMPT_WITHIN_MS = 43_200_000;
