import { render, screen } from "@testing-library/preact";
import { userEvent } from "@testing-library/user-event";
import type { Invite } from "../../../src/core/invite/invite.ts";
import type { Translate } from "../../../src/protocol/strings.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { Setup } from "../../../src/ui/setup/Setup.tsx";
import type { InviteReading } from "../../../src/ui/setup/setup-actions.ts";
import { english } from "../../english.ts";
import { createFakeBackground, SAVED_AT, USUAL_INVITE } from "./usual-setup.ts";

export const PHRASE = ["amber", "river", "window", "pencil"] as const;

interface Situation {
  readonly background?: ReturnType<typeof createFakeBackground>;
  readonly invite?: Invite;
  readonly reading?: InviteReading;
  readonly grant?: () => Promise<boolean>;
  readonly t?: Translate;
  /** What the browser says when a text is to be copied. */
  readonly mayCopy?: boolean;
  readonly managed?: string | null;
  /** The address of the tab whose toolbar button led here. */
  readonly brought?: string | null;
  /** Opened by "Why did this open?". */
  readonly sought?: boolean;
}

/** The page with a background in memory, a browser that grants, and an invite for every text. */
export async function openSetup(situation: Situation = {}) {
  const { background = createFakeBackground(), invite = USUAL_INVITE, grant = async () => true } = situation;
  const requested: (readonly string[])[] = [];
  const hashed: string[] = [];
  const news: (() => void)[] = [];
  const opened: string[] = [];
  const saved: { readonly name: string; readonly text: string }[] = [];
  const files: { readonly name: string; readonly base64Url: string }[] = [];
  const copied: string[] = [];
  const deps = {
    ask: background.ask,
    myData: background.source,
    readInvite: async (): Promise<InviteReading> => situation.reading ?? { kind: "ok", invite, phrase: PHRASE },
    managedInvite: async () => situation.managed ?? null,
    takeBroughtInvite: async () => situation.brought ?? null,
    now: () => SAVED_AT + 60_000,
    requestHosts: (origins: readonly string[]) => {
      requested.push(origins);
      return grant();
    },
    hashText: async (text: string) => {
      hashed.push(text);
      return `hash-of-${text.length}`;
    },
    keepStorage: () => {},
    allowLocalhost: false,
    outbox: {
      saveSealed: (name: string, base64Url: string) => void files.push({ name, base64Url }),
      copyText: async (text: string) => {
        copied.push(text);
        return situation.mayCopy ?? true;
      },
    },
    noticed: {
      saveFile: (name: string, text: string) => void saved.push({ name, text }),
      sought: situation.sought ?? false,
    },
  };
  render(
    <StringsContext.Provider value={situation.t ?? english}>
      <Setup
        deps={deps}
        lang="en"
        language={{ chosen: "", languages: ["de", "en"], onChoose: async () => {} }}
        now={() => SAVED_AT + 60_000}
        onChanged={(handle) => news.push(handle)}
        openTherapist={() => opened.push("therapist")}
        openPractice={() => opened.push("practice")}
      />
    </StringsContext.Provider>,
  );
  await screen.findAllByRole("heading");
  return {
    background,
    requested,
    hashed,
    opened,
    saved,
    files,
    copied,
    user: userEvent.setup(),
    tellChanged: () => news.forEach((tell) => tell()),
  };
}

export async function openConsent(situation: Situation = {}) {
  const page = await openSetup(situation);
  await page.user.type(screen.getByLabelText("Your invite"), "A1.text");
  await page.user.click(screen.getByRole("button", { name: "Show me the invite" }));
  await screen.findByRole("heading", { level: 1, name: /invites you/ });
  return page;
}
