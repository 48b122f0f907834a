import type { InviteChange } from "../../core/invite/changes.ts";
import { hostOfAddress } from "../../core/invite/origins.ts";
import type { Translate } from "../../protocol/strings.ts";
import { isolate, listOf } from "./local-words.ts";

/** One change as a sentence. */
export function changeWords(change: InviteChange, t: Translate, lang: string): string {
  switch (change.kind) {
    case "name":
      return t("setupChangeName", isolate(change.name));
    case "place":
      // Handed over by hand: there is no address.
      return change.url === "" ? t("setupChangeByHand") : t("setupChangePlace", isolate(hostOfAddress(change.url)));
    case "mode":
      return t(change.mode === "sealed" ? "setupChangeSealed" : "setupChangePlain");
    case "newKey":
      return t("setupChangeKey");
    case "newReader":
      return change.practice === null ? t("setupChangeReader") : t("setupChangePractice", isolate(change.practice));
    case "fewerReaders":
      return t("setupChangeFewerReaders");
    case "questions":
      return t("setupChangeQuestions");
    case "newAddOns":
      return t("setupChangeNewAddOns");
    case "addOnsGone":
      return t("setupChangeAddOnsGone");
    case "outside":
      return t("setupChangeOutside");
    case "newSites":
      return t("setupChangeNewSites", listOf(change.hosts, lang));
    case "sitesGone":
      return t("setupChangeSitesGone", listOf(change.hosts, lang));
    case "dedicatedSites":
      return t("setupChangeDedicated", listOf(change.hosts, lang));
    case "rooms":
      return t("setupChangeRooms");
    case "takeBack":
      return change.seconds === null
        ? t("setupChangeTakeBackUsual")
        : t("setupChangeTakeBack", String(Math.round(change.seconds / 60)));
    case "shortestCall":
      return change.seconds === null
        ? t("setupChangeShortestUsual")
        : t("setupChangeShortest", String(Math.round(change.seconds / 60)));
    case "crisisLine":
      return change.text === null ? t("setupChangeCrisisGone") : t("setupChangeCrisis", isolate(change.text));
  }
}
