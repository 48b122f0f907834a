import browser from "webextension-polyfill";

/** A file of public/templates, as it lies in the package; null where this version has none of that name. */
export async function readPackagedTemplate(file: string): Promise<string | null> {
  try {
    return await (await fetch(browser.runtime.getURL(`templates/${file}`))).text();
  } catch {
    // Both browsers say by an error that there is no such file.
    return null;
  }
}
