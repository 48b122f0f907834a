import styles from "./help-link.module.css";
import { useStrings } from "./strings.ts";

/** In a tab of its own: what is open on this page stays as it is. */
export function HelpLink({ role }: { readonly role: "client" | "therapist" | "practice" }) {
  const t = useStrings();
  return (
    <a class={styles.link} href={`/src/ui/help/index.html?for=${role}`} target="_blank" rel="noopener">
      {t("helpTitle")}
    </a>
  );
}
