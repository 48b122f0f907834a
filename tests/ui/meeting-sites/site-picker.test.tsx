// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/preact";
import { userEvent } from "@testing-library/user-event";
import { useState } from "preact/hooks";
import { afterEach, describe, expect, test } from "vitest";
import { PLATFORMS } from "../../../src/platforms/index.ts";
import { StringsContext } from "../../../src/ui/controls/strings.ts";
import { NOTHING_PICKED, type PickingFault } from "../../../src/ui/meeting-sites/picking.ts";
import { SitePicker } from "../../../src/ui/meeting-sites/SitePicker.tsx";
import { english } from "../../english.ts";
import { expectAccessible } from "../accessibility.ts";

afterEach(() => {
  cleanup();
  document.documentElement.dir = "ltr";
});

function Page({ fault }: { readonly fault: PickingFault | null }) {
  const [picking, setPicking] = useState(NOTHING_PICKED);
  return (
    <StringsContext.Provider value={english}>
      <SitePicker picking={picking} onPick={setPicking} fault={fault} rules={{ allowLocalhost: false }} />
    </StringsContext.Provider>
  );
}

function openPicker(fault: PickingFault | null = null) {
  render(<Page fault={fault} />);
  return { user: userEvent.setup(), search: screen.getByRole("searchbox", { name: "Find your video service" }) };
}

const offered = () => within(screen.getByRole("group", { name: "Where do you meet?" })).getAllByRole("radio");
const radio = (name: string) => screen.getByLabelText(name);

test("offers every service by name, another address, and the ways no tab shows", async () => {
  openPicker();
  expect(offered()).toHaveLength(PLATFORMS.length + 4);
  for (const name of ["Zoom", "Jitsi (own server)", "Another address", "By phone"]) expect(radio(name)).toBeTruthy();
  expect(offered().filter((one) => (one as HTMLInputElement).checked)).toEqual([]);
  await expectAccessible(document.body);
});

test("the search narrows the list and says how many are left", async () => {
  const { user, search } = openPicker();
  await user.type(search, "zoom");
  expect(offered().map(({ parentElement }) => parentElement?.textContent)).toEqual([
    "Zoom",
    "Zoom for Government",
    "Zoom for Healthcare",
    "Zoom X",
    "Another address",
    "By phone",
    "In an app, not in the browser",
    "By text chat",
  ]);
  expect(screen.getByRole("status").textContent).toBe("Services found: 4");
  await expectAccessible(document.body);
});

test("a search that finds nothing leads to another address", async () => {
  const { user, search } = openPicker();
  await user.type(search, "carrier pigeon");
  expect(screen.getByRole("status").textContent).toBe("No service has this name. Choose “Another address”.");
  await user.click(radio("Another address"));
  await user.type(screen.getByLabelText("Address"), "meet.example/room");
  expect(screen.getByText("The browser will be asked for:").parentElement?.textContent).toContain("meet.example");
  await expectAccessible(document.body);
});

test("a pasted link finds its service and becomes its address", async () => {
  const { user, search } = openPicker();
  await user.click(search);
  await user.paste("https://clinic.doxy.me/drx");
  await user.click(radio("Doxy.me"));
  expect(screen.getByLabelText<HTMLInputElement>("Your practice's own address, if it has one").value).toBe(
    "https://clinic.doxy.me/drx",
  );
  expect(screen.getByRole("list").textContent).toBe("clinic.doxy.me");
});

test("what is chosen stays in sight when the search goes on", async () => {
  const { user, search } = openPicker();
  await user.click(radio("Jane"));
  await user.type(search, "zoom");
  expect(radio("Jane")).toHaveProperty("checked", true);
});

test("the keyboard goes from the search into the list and chooses there", async () => {
  const { user, search } = openPicker();
  await user.type(search, "google{Enter}");
  expect(document.activeElement).toBe(radio("Google Meet"));
  await user.keyboard(" ");
  expect(radio("Google Meet")).toHaveProperty("checked", true);
  expect(screen.getByRole("list").textContent).toBe("meet.google.com");
});

test("the keyboard comes back to what is chosen", async () => {
  const { user, search } = openPicker();
  await user.click(radio("Jane"));
  await user.click(search);
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(radio("Jane"));
});

test.each(["By phone", "In an app, not in the browser", "By text chat"])(
  "%s says honestly that only the button works, and asks for nothing",
  async (name) => {
    const { user } = openPicker();
    await user.click(radio(name));
    expect(screen.getByText(english("controlSiteByHand"))).toBeTruthy();
    expect(screen.queryByText("The browser will be asked for:")).toBeNull();
  },
);

test("a service of which little is known says so", async () => {
  const { user } = openPicker();
  await user.click(radio("BetterHelp"));
  await user.type(screen.getByLabelText("Address"), "www.betterhelp.com");
  expect(screen.getByText(english("controlSiteLittleKnown"))).toBeTruthy();
});

describe("what is wrong is said", () => {
  test("beside the list", async () => {
    openPicker({ key: "controlSiteFaultNone", beside: "list" });
    const group = screen.getByRole("group", { name: "Where do you meet?" });
    const described = document.getElementById(group.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toBe("Please choose one of these.");
  });

  test("beside the address", async () => {
    const { user } = openPicker({ key: "controlSiteFaultShape", beside: "address" });
    await user.click(radio("Another address"));
    const line = screen.getByLabelText("Address");
    expect(line.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/should look like meet.example/)).toBeTruthy();
    await expectAccessible(document.body);
  });
});

test("right-to-left pages keep addresses and names readable", async () => {
  document.documentElement.dir = "rtl";
  const { user } = openPicker();
  await user.click(radio("Another address"));
  expect(screen.getByLabelText("Address").getAttribute("dir")).toBe("ltr");
  expect(radio("Zoom").parentElement?.querySelector("bdi")?.textContent).toBe("Zoom");
});
