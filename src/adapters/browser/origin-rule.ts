const RULE_ID = 1;

/**
 * Keeps `Origin` off our own requests to this endpoint: Firefox puts an id of this installation there, which would tie
 * two therapists of one client together. Session rules end with the browser, so every send asks again.
 */
export async function ensureOriginRule(endpointOrigin: string): Promise<void> {
  const urlFilter = `|${endpointOrigin}/`;
  const present = await chrome.declarativeNetRequest.getSessionRules();
  if (present.some((rule) => rule.id === RULE_ID && rule.condition.urlFilter === urlFilter)) return;
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
        condition: { urlFilter, initiatorDomains: [location.hostname] },
      },
    ],
  });
}
