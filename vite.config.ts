import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type CrxPlugin, crx } from "@crxjs/vite-plugin";
import { preact } from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";
import manifest from "./manifest.json" with { type: "json" };
import { writeLicences } from "./scripts/licences-plugin.ts";
import { numberStrings } from "./scripts/string-lists-plugin.ts";
import { instrumentKey } from "./src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "./src/core/alliance/instruments/index.ts";

const browser = process.env.TARGET === "firefox" ? "firefox" : "chrome";
/** Demo and tests: http on this machine allowed. Never published. */
const demo = process.env.VARIANT === "demo";

// crxjs wants its own manifest type; the JSON file is the source and the tests read what was built.
// oxlint-disable-next-line typescript/no-explicit-any
const source: any = structuredClone(manifest);
if (browser === "firefox") {
  source.background = { scripts: [manifest.background.service_worker], type: "module" };
  delete source.storage;
  delete source.minimum_chrome_version;
} else {
  delete source.browser_specific_settings;
}
if (demo) {
  source.host_permissions = ["http://localhost/*", "http://127.0.0.1/*"];
  const csp = source.content_security_policy;
  csp.extension_pages = csp.extension_pages.replace(
    "connect-src 'self' https:",
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  );
}
// Named here so that crxjs builds them standalone; unlisted below, registered at run time for enrolled origins.
source.content_scripts = [
  { js: ["src/content/hooks.iife.ts", "src/content/observer.iife.ts"], matches: ["https://*/*"] },
];

/** Runs after crxjs: takes the content scripts out of the manifest again and brings the file crxjs forgets. */
function unlistContentScripts(): CrxPlugin {
  return {
    name: "unlist-content-scripts",
    enforce: "post",
    renderCrxManifest(built) {
      delete built.content_scripts;
      delete built.web_accessible_resources;
      const schema = (built as { storage?: { managed_schema?: string } }).storage?.managed_schema;
      if (schema) this.emitFile({ type: "asset", fileName: schema, source: readFileSync(schema) });
      return built;
    },
  };
}

/**
 * age-encryption brings kinds of recipients that no invite may name (post-quantum, hardware tags) and with them 70 kB of
 * curves. They are left out of the pages and the worker; a file or recipient of that kind is refused before it gets there.
 */
const UNUSED_KEY_KINDS = ["@noble/post-quantum/hybrid.js", "@noble/curves/nist.js"];
/**
 * For browsers without X25519 of their own. Ours have it (Chrome since 137, Firefox since 130), so of 25 kB of curve one
 * constant is used: the base point. Elsewhere it fails loudly, and a browser below the manifest's version is not served.
 */
const OWN_X25519 = "@noble/curves/ed25519.js";
const BASE_POINT = "export const x25519 = { GuBytes: Uint8Array.of(9, ...new Uint8Array(31)) };";
function leaveOutUnusedKeyKinds(): Plugin {
  const EMPTY = "\0unused-key-kinds";
  const CURVE = "\0base-point";
  return {
    name: "leave-out-unused-key-kinds",
    enforce: "pre",
    resolveId(id) {
      if (id === OWN_X25519) return CURVE;
      return UNUSED_KEY_KINDS.includes(id) ? EMPTY : null;
    },
    load(id) {
      if (id === CURVE) return BASE_POINT;
      return id === EMPTY ? "export const MLKEM768P256 = null, MLKEM768X25519 = null, p256 = null;" : null;
    },
  };
}

/**
 * The worker only seals, the therapist page opens as well. Of one copy of age-encryption both would carry all of it, so
 * sealing gets a copy of its own, from which what opens files falls out: 14 kB of the worker's 200. An invite names X25519
 * recipients only (core/invite/age-recipient.ts): passphrases, hardware tags and post-quantum keys have no part in it.
 */
const SEALING = "?sealing";
/** Of the rest, which is ciphers and hashes, opening uses no more than sealing does: one copy for both, 9 kB of the package. */
const OWN_COPIES = /\/node_modules\/(?:age-encryption|@scure\/base)\//;
const TEXT_CODES = JSON.stringify(resolve("src/adapters/sealing/text-codes.ts"));
function giveSealingItsOwnCopy(): Plugin {
  const NO_PASSPHRASE = "\0no-passphrase";
  const ONE_KIND = "\0one-kind-of-recipient";
  const TWO_CODES = "\0two-text-codes";
  let recipients = "";
  return {
    name: "give-sealing-its-own-copy",
    enforce: "pre",
    async resolveId(id, importer) {
      const inside = importer?.endsWith(SEALING) ?? false;
      const enters = id === "age-encryption" && (importer?.endsWith("/seal-envelope.ts") ?? false);
      if (!inside && !enters) return null;
      if (id === "@noble/hashes/scrypt.js") return NO_PASSPHRASE;
      // Of its many alphabets sealing uses two: 4 kB of the worker.
      if (id === "@scure/base") return TWO_CODES;
      const found = await this.resolve(id, importer?.replace(SEALING, ""), { skipSelf: true });
      if (found === null || !OWN_COPIES.test(found.id)) return found;
      if (id !== "./recipients.js") return found.id + SEALING;
      recipients = found.id + SEALING;
      return ONE_KIND;
    },
    load(id) {
      if (id === NO_PASSPHRASE) return "export const scrypt = null;";
      if (id === ONE_KIND) return oneKindOf(recipients);
      if (id === TWO_CODES) return `export * from ${TEXT_CODES}; export const base64 = null;`;
      return id.endsWith(SEALING) ? readFileSync(id.slice(0, -SEALING.length), "utf8") : null;
    },
  };
}

/** Another kind fails loudly when it is made. */
function oneKindOf(module: string): string {
  const left = "HybridRecipient, HybridIdentity, ScryptRecipient, ScryptIdentity, TagRecipient, HybridTagRecipient";
  const none = left.replaceAll(/\w+/g, (name) => `${name} = null`);
  return `export * from ${JSON.stringify(module)}; export const ${none};`;
}

/** The background reads the one instrument it asks; neither it nor the check-in page carries the words of all. */
function writeInstruments(): Plugin {
  return {
    name: "write-instruments",
    generateBundle() {
      for (const instrument of INSTRUMENTS) {
        const fileName = `instruments/${instrumentKey(instrument).replace("|", ".")}.json`;
        this.emitFile({ type: "asset", fileName, source: JSON.stringify(instrument) });
      }
    },
  };
}

/** As they are, to be copied from the page: the other half of public/, the strings, goes into the package in another form. */
function bringTemplates(): Plugin {
  return {
    name: "bring-templates",
    generateBundle() {
      for (const file of readdirSync("public/templates"))
        this.emitFile({
          type: "asset",
          fileName: `templates/${file}`,
          source: readFileSync(`public/templates/${file}`),
        });
    },
  };
}

/**
 * How a call on a service ends, what it is seen by and where each fact is from is for who reads the code and for tests;
 * nothing that runs asks for it. Of how well it is known only one word is looked for. Empty lists are filled in again
 * (src/platforms/index.ts).
 */
function leaveOutUnaskedFacts(): Plugin {
  const UNASKED =
    /\n {2}(?:source:\s*(?:"[^"\n]*"|`[^`\n]*`)|endings: \[[^\]\n]*\]|evidence: "\w+"|(?:callHosts|frameHosts|lobbyPaths): \[\]|confidence: "(?!named)\w+"),/g;
  return {
    name: "leave-out-unasked-facts",
    enforce: "pre",
    transform: (code, id) => (id.includes("/src/platforms/") ? code.replace(UNASKED, "") : null),
  };
}

/**
 * Class names as constants where they are used: a table of them would carry every name twice, and the check-in page has a
 * budget. Vite gives both; the types know the table only.
 */
function inlineClassNames(): Plugin {
  return {
    name: "inline-class-names",
    enforce: "pre",
    transform: (code, id) =>
      id.endsWith(".tsx")
        ? code.replace(/^import (\w+) from ("[^"]+\.module\.css")/gm, "import * as $1 from $2")
        : null,
  };
}

/**
 * Elements as calls of Preact's own `h`, which the pages carry anyway: without the table `children` of each element and
 * without a second function that makes them, the check-in page is a kilobyte lighter. Types and tests use the newer form;
 * both mean the same.
 */
function drawWithPlainCalls(): Plugin {
  return {
    name: "draw-with-plain-calls",
    enforce: "pre",
    config: () => ({ oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } } }),
    transform: (code, id) => (id.endsWith(".tsx") ? `import { Fragment, h } from "preact";${code}` : null),
  };
}

function withoutDeps(code: string): string {
  return code.replace(/^const __vite__mapDeps=.*\n/m, "").replace(/,__vite__mapDeps\(\[[\d,]*\]\)/g, "");
}

/** What Vite puts around an import that comes later fetches style sheets ahead: two kilobytes that no page of ours needs. */
function importLaterAsItIs(): Plugin {
  return {
    name: "import-later-as-it-is",
    enforce: "pre",
    load: (id) => (id.includes("vite/preload-helper") ? "export const __vitePreload = (load) => load();" : null),
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") chunk.code = withoutDeps(chunk.code);
      },
    },
  };
}

/**
 * What the check-in page shares with other pages, and what the worker needs, too: a file each. Split by who shares what
 * with whom, a good part of it would be imports and exports.
 */
const SHARED_CHUNKS = [
  {
    name: "pages",
    priority: 1,
    test: /node_modules\/preact\/|src\/(?:adapters\/browser\/(?:speak-chosen|ask-background)|ui\/controls\/(?:page-language|strings|Button|Notice|Sentence|VisuallyHidden|ChoiceGroup|AnswerTools|KeepPrivate|RadioScale|TextBox|fine\.|typed-number)|protocol\/(?:item-words|background-news)|ui\/checkin\/(?:QuietLine|PutOff|Plain|FormTrouble|ItemField|LicenceLine|later|check-in\.module)|core\/alliance\/(?:tension|submission))/,
  },
  {
    name: "everywhere",
    // First: what the worker needs must not lie beside what draws.
    priority: 2,
    test: /src\/(?:core\/alliance\/(?:answers|asked-items|instrument\.|score|ceiling-count)|core\/session\/prompt-within|adapters\/browser\/(?:locale|check-in-line)|protocol\/strings)/,
  },
];

export default defineConfig({
  define: {
    __ALLOW_HTTP_LOCALHOST__: JSON.stringify(demo),
    __LOCALES__: JSON.stringify(readdirSync("public/_locales").sort()),
  },
  plugins: [
    preact({ devToolsEnabled: false, prefreshEnabled: false }),
    drawWithPlainCalls(),
    crx({ manifest: source, browser }),
    unlistContentScripts(),
    giveSealingItsOwnCopy(),
    leaveOutUnusedKeyKinds(),
    leaveOutUnaskedFacts(),
    writeInstruments(),
    numberStrings(),
    bringTemplates(),
    writeLicences(),
    inlineClassNames(),
    importLaterAsItIs(),
  ],
  // Short names: the check-in page has a budget, and nobody reads them.
  css: { modules: { generateScopedName: "[hash:base64:4]" } },
  build: {
    outDir: `dist/${browser}${demo ? "-demo" : ""}`,
    emptyOutDir: true,
    // The page names all its scripts, so that none waits for another to be read. Our browsers need no help with that.
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: "es2023",
    rollupOptions: {
      // The worker shares its chunks with the page that starts it, and has a name the page knows.
      input: {
        therapist: "src/ui/therapist/index.html",
        practice: "src/ui/practice/index.html",
        help: "src/ui/help/index.html",
        "opening-worker": "src/adapters/opening/opening-worker.ts",
      },
      output: {
        codeSplitting: { groups: SHARED_CHUNKS },
        entryFileNames: ({ name }) => (name === "opening-worker" ? "assets/[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
