/**
 * Takes sealed answers into the sheet this script belongs to, one row each: id, time of arrival, sealed answer.
 *
 * 1. In a Google Sheet: Extensions, Apps Script; put this file in place of what is there.
 * 2. Project settings, Script properties: add KEY, a random text of at least 32 letters and digits. It goes into the invite.
 * 3. Deploy, New deployment, Web app: execute as yourself, access for anyone. Its address ends in /exec.
 *
 * Who has address and key can add rows; nobody can read any without your account.
 */
// What a sheet could take for a formula never reaches a cell.
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEALED = /^-----BEGIN AGE ENCRYPTED FILE-----\r?\n[A-Za-z0-9+/=\r\n]+-----END AGE ENCRYPTED FILE-----\r?\n?$/;

function doPost(event) {
  const message = JSON.parse(event.postData.contents);
  const key = PropertiesService.getScriptProperties().getProperty("KEY");
  if (!key || message.key !== key) return reply({ ok: false, error: "key" });
  if (!ID.test(message.id) || !SEALED.test(message.data)) return reply({ ok: false, error: "not a sealed answer" });
  // Two attempts for one answer may run at once: one looks and writes, then the other.
  const lock = LockService.getScriptLock();
  lock.waitLock(10000);
  try {
    const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
    const known = sheet.createTextFinder(message.id).matchEntireCell(true).findNext();
    if (known === null) {
      sheet.appendRow([message.id, new Date().toISOString(), message.data]);
      // Written before we say so.
      SpreadsheetApp.flush();
    }
  } finally {
    lock.releaseLock();
  }
  return reply({ ok: true, id: message.id });
}

function reply(words) {
  return ContentService.createTextOutput(JSON.stringify(words)).setMimeType(ContentService.MimeType.JSON);
}
