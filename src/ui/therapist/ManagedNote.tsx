import type { ManagedValues } from "../../protocol/managed-values.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import page from "./page.module.css";

/** What a policy says in vain is said where a therapist sees it; whoever set it may never look. */
export function ManagedNote({ managed }: { readonly managed: ManagedValues }) {
  const t = useStrings();
  if (managed.unusable.length === 0) return null;
  return (
    <div class={page.column}>
      <Notice look="note">
        <p>{t("therapistManagedUnusable", managed.unusable.join(", "))}</p>
      </Notice>
    </div>
  );
}
