const RULE_ID = 1;

/**
 * Keeps `Origin` off every request of ours: Firefox puts an id of this installation there, which would tie two therapists
 * of one client together. One rule for all hosts, since a rule per endpoint would be replaced while another is being sent
 * to. Session rules end with the browser, so every send asks again.
 */
export async function ensureOriginRule(): Promise<void> {
  const present = await chrome.declarativeNetRequest.getSessionRules();
  if (present.some(({ id }) => id === RULE_ID)) return;
  await chrome.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE_ID],
    addRules: [
      {
        id: RULE_ID,
        priority: 1,
        action: {
          type: "modifyHeaders",
          requestHeaders: [{ header: "origin", operation: "remove" }],
        },
        condition: { initiatorDomains: [location.hostname] },
      },
    ],
  });
}
