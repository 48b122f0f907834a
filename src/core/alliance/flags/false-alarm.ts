/**
 * What the page may say of its own mistakes. A test holds the figure to what `npm run simulate` wrote down.
 */
/** Of 100 simulated clients for whom nothing changes, flagged by low, dip or drift within 12 sessions. */
export const FALSE_ALARMS_IN_100 = 15;
/** Sessions that figure is for. */
export const FALSE_ALARM_SESSIONS = 12;
