import { countMissing } from "../../protocol/received.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import type { Inbox } from "./inbox.ts";

/** What the numbering gives away: lost ones, and a browser profile that was restored; and what the client took back. */
export function NumberNotes({ inbox, client }: { readonly inbox: Inbox; readonly client: string }) {
  const t = useStrings();
  const gaps = inbox.gaps.filter((gap) => gap.client === client);
  const twice = inbox.sameNumber.filter((one) => one.client === client);
  const takenBack = inbox.setAside.filter((file) => file.client === client && file.reason === "takenBack").length;
  const ranges = gaps.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
  if (gaps.length + twice.length + takenBack === 0) return null;
  return (
    <Notice>
      {ranges.length > 0 && <p>{t("therapistGaps", String(countMissing(gaps)), ranges.join(", "))}</p>}
      {twice.map(({ seq }) => (
        <p key={seq}>{t("therapistSameNumber", String(seq))}</p>
      ))}
      {takenBack > 0 && <p>{t("therapistTakenBack", String(takenBack))}</p>}
    </Notice>
  );
}
